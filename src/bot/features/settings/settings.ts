import { SettingsChangedError } from "../../../local-policy/errors.ts";
import type { PolicyChange } from "../../../local-policy/policy-history.ts";
import type { Policy } from "../../../policy.ts";
import { echoOf } from "../../arguments.ts";
import type { BotContext, Exchange, FeatureDependencies } from "../../context.ts";
import type { Feature } from "../../feature.ts";
import type { Content } from "../../messages/content.ts";
import { fmt } from "../../messages/formatting.ts";
import { nearestOf } from "../../nearest.ts";
import { createLookButtons } from "./look-buttons.ts";
import {
  isSettingName,
  originOf,
  patchOf,
  readTarget,
  readTyped,
  type SettingName,
  type SettingValue,
  settingNames,
  settingOf,
  settingOfPath,
  viewOf,
} from "./table.ts";
import { valueWords } from "./values.ts";
import { changeNews, type News, overviewContent, viewContent } from "./views.ts";

interface Wish {
  name: SettingName;
  value: SettingValue;
  /** The value from which a button was drawn; null for what a person has typed. */
  from: string | null;
}

/** A setting or a part of them, in whatever case a person types it. */
function readName(text: string, names: readonly string[]): string | undefined {
  const wanted = text.toLowerCase().replaceAll(/[-_]/g, "");
  return names.find((name) => name.toLowerCase() === wanted);
}

/** /settings: what the policy says, changed by buttons or by words. */
export function createSettingsFeature({ app }: FeatureDependencies): Feature {
  /** Null where another value stands than the button was drawn from: then nothing is changed. */
  async function set({ name, value, from }: Wish, trigger: string): Promise<PolicyChange | null> {
    const isExpected = (standing: Policy) => from === null || originOf(settingOf(name).read(standing)) === from;
    try {
      return await app.changeSettings(patchOf(name, value), trigger, { isExpected });
    } catch (error) {
      if (error instanceof SettingsChangedError) return null;
      throw error;
    }
  }

  async function view(name: SettingName, { texts }: Exchange, news?: News): Promise<Content> {
    return viewContent(viewOf(name), await app.settings(), texts, news);
  }

  async function typed(nameText: string, valueText: string, exchange: Exchange): Promise<Content> {
    const { texts, trigger } = exchange;
    const name = readName(nameText, settingNames);
    const part = name ?? readName(nameText, ["weights"]);
    if (part === "weights" && valueText === "") return viewContent("weights", await app.settings(), texts);
    if (!isSettingName(name)) {
      return { text: texts.settings.unknownName(echoOf(nameText), nearestOf(nameText, settingNames), settingNames) };
    }
    if (valueText === "") return await view(name, exchange);
    const change = await set({ name, value: readTyped(name, valueText), from: null }, trigger);
    return await view(name, exchange, change === null ? undefined : changeNews(change, name, texts));
  }

  async function run({ exchange }: BotContext, [nameText, ...words]: string[]): Promise<void> {
    const content =
      nameText === undefined
        ? overviewContent(await app.settings(), exchange.texts)
        : await typed(nameText, words.join(" "), exchange);
    await exchange.say(content);
  }

  async function tapSet({ exchange }: BotContext, [name, target = "", from = ""]: string[]): Promise<void> {
    const { texts, trigger } = exchange;
    const value = isSettingName(name) ? readTarget(name, target) : null;
    if (!isSettingName(name) || value === null) return await exchange.notify(texts.common.deadButton, { alert: true });
    const change = await set({ name, value, from }, trigger);
    if (change === null) {
      const present = valueWords(name, settingOf(name).read(await app.settings()), texts).text;
      await exchange.notify(texts.settings.changedSince(texts.settings.names[name], present), { alert: true });
      return await exchange.replace(await view(name, exchange));
    }
    await exchange.replace(await view(name, exchange, changeNews(change, name, texts)));
  }

  async function tapUndo({ exchange }: BotContext, [id]: string[]): Promise<void> {
    const { texts, trigger } = exchange;
    if (!id) return await exchange.notify(texts.common.deadButton, { alert: true });
    const change = await app.undoSettings(id, trigger);
    const told = changeNews(change, null, texts);
    const news = { text: fmt`${texts.settings.undone}\n${told.text}`, undoId: told.undoId };
    const name = settingOfPath(change.changes[0]?.path ?? "");
    const content =
      name === null ? overviewContent(await app.settings(), texts, news) : await view(name, exchange, news);
    await exchange.replace(content);
  }

  return {
    name: "settings",
    commands: [{ name: "settings", effect: "policy", changesFrom: 1, run }],
    buttons: [
      ...createLookButtons(app),
      { name: "settings.set", access: "administrator", effect: "policy", run: tapSet },
      { name: "settings.undo", access: "administrator", effect: "policy", run: tapUndo },
    ],
  };
}
