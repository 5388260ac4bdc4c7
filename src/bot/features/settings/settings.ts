import { SettingsChangedError } from "../../../local-policy/errors.ts";
import type { PolicyChange } from "../../../local-policy/policy-history.ts";
import type { Policy } from "../../../policy.ts";
import { echoOf } from "../../arguments.ts";
import type { BotContext, Exchange, FeatureDependencies } from "../../context.ts";
import type { Feature } from "../../feature.ts";
import type { Content } from "../../messages/content.ts";
import { createLookButtons } from "./look-buttons.ts";
import { nearestPart, readPart } from "./names.ts";
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
  viewOf,
} from "./table.ts";
import { createUndoButton } from "./undo-button.ts";
import { valueWords } from "./values.ts";
import { changeNews, type News, overviewContent, viewContent } from "./views.ts";

interface Wish {
  name: SettingName;
  value: SettingValue;
  /** The value from which a button was drawn; null for what a person has typed. */
  from: string | null;
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

  async function typed(words: readonly string[], exchange: Exchange): Promise<Content> {
    const { texts, trigger } = exchange;
    const named = readPart(words, texts);
    if (named === null) {
      const [name = ""] = words;
      return { text: texts.settings.unknownName(echoOf(name), nearestPart(name, texts), settingNames) };
    }
    const { part, rest } = named;
    if (part === "weights") {
      const weight = readPart(rest, texts)?.part ?? part;
      const isWeight = weight !== part && viewOf(weight) === "weights";
      return isWeight ? await typed(rest, exchange) : viewContent("weights", await app.settings(), texts);
    }
    if (rest.length === 0) return await view(part, exchange);
    const change = await set({ name: part, value: readTyped(part, rest.join(" ")), from: null }, trigger);
    return await view(part, exchange, change === null ? undefined : changeNews(change, part, texts));
  }

  async function run({ exchange }: BotContext, words: string[]): Promise<void> {
    const content =
      words.length === 0 ? overviewContent(await app.settings(), exchange.texts) : await typed(words, exchange);
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

  return {
    name: "settings",
    commands: [{ name: "settings", effect: "policy", changesFrom: 1, run }],
    buttons: [
      ...createLookButtons(app),
      { name: "settings.set", access: "administrator", effect: "policy", run: tapSet },
      createUndoButton(app),
    ],
  };
}
