import type { InlineKeyboardButton } from "grammy/types";
import { criterionNames } from "../../../domain/criteria.ts";
import type { PolicyChange } from "../../../local-policy/policy-history.ts";
import type { Policy } from "../../../policy.ts";
import { button } from "../../buttons.ts";
import type { Texts } from "../../languages/texts.ts";
import type { Content } from "../../messages/content.ts";
import { amountWords } from "../../messages/facts.ts";
import { bold, code, type FormattedString, fmt, lines, paragraphs } from "../../messages/formatting.ts";
import type { Moments } from "../../messages/moments.ts";
import { scheduleWords } from "../../messages/schedule.ts";
import {
  type ChoiceName,
  choiceOptions,
  isChoice,
  originOf,
  type SchedulePreset,
  type SettingName,
  schedulePresets,
  settingOf,
  settingTable,
  type ViewName,
  viewNames,
} from "./table.ts";
import { choiceWords, differenceWords, nameWords, valueWords } from "./values.ts";

/** What is shown over a view: what has just been done, and how to take it back. */
export interface News {
  text: FormattedString;
  /** The change that *Undo* takes back; null where nothing was changed. */
  undoId: string | null;
}

function present(name: SettingName, policy: Policy, texts: Texts): FormattedString {
  return valueWords(name, settingOf(name).read(policy), texts);
}

function weightsWords({ weights }: Policy, texts: Texts): FormattedString {
  const { facts } = texts;
  return fmt`${criterionNames.map((name) => `${facts.criteria[name]} ${amountWords(weights[name], texts)}`).join(", ")}`;
}

function digestTime({ schedule }: Policy, texts: Texts): FormattedString {
  return scheduleWords(schedule.digest, texts);
}

/** The present value or values of a view, in words. */
function standing(view: ViewName, policy: Policy, texts: Texts): FormattedString {
  if (view === "weights") return weightsWords(policy, texts);
  if (view === "schedule") return fmt`${present("schedule", policy, texts)}, ${policy.schedule.timeZone}`;
  return present(view, policy, texts);
}

function newsRow(news: News | undefined, { settings }: Texts): InlineKeyboardButton[][] {
  const id = news?.undoId;
  return id ? [[button({ text: settings.undo, name: "settings.undo", parameters: [id] })]] : [];
}

/** All settings with their present values. */
export function overviewContent(policy: Policy, texts: Texts, news?: News): Content {
  const { settings } = texts;
  const entries = viewNames.map((view) => fmt`${settings.titles[view]}: ${bold(standing(view, policy, texts))}`);
  const choices = viewNames.map((view) =>
    button({ text: settings.titles[view], name: "settings.open", parameters: [view] }),
  );
  const last = button({ text: settings.history, name: "settings.history" });
  const all = [...choices, last];
  const rows = Array.from({ length: Math.ceil(all.length / 2) }, (_row, index) => all.slice(index * 2, index * 2 + 2));
  return {
    text: paragraphs(news?.text, lines(settings.head, ...entries), settings.choose),
    buttons: [...newsRow(news, texts), ...rows],
  };
}

function setButton(
  name: SettingName,
  policy: Policy,
  { text, target }: { text: string; target: string | number | boolean },
) {
  const from = originOf(settingOf(name).read(policy));
  return button({ text, name: "settings.set", parameters: [name, String(target), from] });
}

/** A row of steps; those that would leave the range, or change nothing, are left out. */
function stepButtons(name: SettingName, policy: Policy, prefix = ""): InlineKeyboardButton[] {
  const setting = settingOf(name);
  if (setting.kind !== "number") return [];
  const value = setting.read(policy);
  return setting.steps.flatMap((step) => {
    const target = Math.round(Math.min(setting.most, Math.max(0, value + step)) * 1_000) / 1_000;
    const text = `${prefix}${step < 0 ? "−" : "+"}${Math.abs(step)}`;
    return target === value ? [] : [setButton(name, policy, { text, target })];
  });
}

function presetButtons(policy: Policy, texts: Texts): InlineKeyboardButton[][] {
  return (Object.keys(schedulePresets) as SchedulePreset[]).map((target) => {
    const expression = schedulePresets[target];
    const sign = policy.schedule.update === expression ? "✓ " : "";
    return [setButton("schedule", policy, { text: `${sign}${scheduleWords(expression, texts).text}`, target })];
  });
}

function optionButtons(name: ChoiceName, policy: Policy, texts: Texts): InlineKeyboardButton[][] {
  return choiceOptions[name].map((target) => {
    const sign = settingOf(name).read(policy) === target ? "✓ " : "";
    return [setButton(name, policy, { text: `${sign}${choiceWords(name, target, texts) ?? target}`, target })];
  });
}

/** The buttons that change what a view shows. */
function changeButtons(view: ViewName, policy: Policy, texts: Texts): InlineKeyboardButton[][] {
  if (view === "weights") {
    return criterionNames.map((name) => stepButtons(name, policy, `${texts.facts.criteria[name]} `));
  }
  if (view === "schedule") return presetButtons(policy, texts);
  if (isChoice(view)) return optionButtons(view, policy, texts);
  const setting = settingTable[view];
  if (setting.kind === "number") return [stepButtons(view, policy)];
  const isOn = setting.read(policy);
  const text = isOn ? texts.settings.switchOff : texts.settings.switchOn;
  return [[setButton(view, policy, { text, target: !isOn })]];
}

/** How to type another value. */
function typingWords(view: ViewName, texts: Texts): FormattedString | null {
  const { settings } = texts;
  if (view === "schedule") {
    const [cron, zone] = [code("/settings schedule 30 4 * * *"), code("/settings timeZone Europe/Lisbon")];
    return lines(fmt`${settings.typed} ${cron}`, fmt`${settings.typedZone} ${zone}`);
  }
  if (view === "weights") {
    const names = criterionNames.map((name) => settings.names[name]).join(", ");
    return lines(fmt`${settings.typed} ${code("/settings recency 12")}`, settings.whichWeight(names));
  }
  const setting = settingTable[view];
  return setting.kind === "number"
    ? fmt`${settings.typed} ${code(`/settings ${view} ${amountWords(setting.example, texts)}`)}`
    : null;
}

/** One setting, or a few that belong together, with the buttons that change it. */
export function viewContent(view: ViewName, policy: Policy, texts: Texts, news?: News): Content {
  const { settings, common } = texts;
  const expression = view === "schedule" && fmt`cron: ${code(policy.schedule.update)}`;
  return {
    text: paragraphs(
      news?.text,
      lines(fmt`${settings.titles[view]}: ${bold(standing(view, policy, texts))}`, expression),
      view === "dailyDigest" ? settings.digest(digestTime(policy, texts)) : settings.explained[view],
      typingWords(view, texts),
    ),
    buttons: [
      ...changeButtons(view, policy, texts).filter((row) => row.length > 0),
      ...newsRow(news, texts),
      [button({ text: common.back, name: "settings.main" })],
    ],
  };
}

/**
 * What changed in the settings, by whom and when; the newest can be taken back. `reader` is whoever reads it, as the
 * history writes them.
 */
export function settingsHistoryContent(
  changes: readonly PolicyChange[],
  { texts, moments, reader }: { texts: Texts; moments: Moments; reader: string },
): Content {
  const { settings, common, history } = texts;
  const back = [button({ text: common.back, name: "settings.main" })];
  const [newest] = changes;
  if (newest === undefined) return { text: paragraphs(settings.historyHead, settings.noHistory), buttons: [back] };
  const entries = changes.map(({ at, trigger, changes: differences }) =>
    lines(
      fmt`• ${bold(moments.at(at))}, ${history.trigger(trigger, reader)}`,
      ...differences.map((each) => differenceWords(each, texts)),
    ),
  );
  return {
    text: paragraphs(settings.historyHead, ...entries),
    buttons: [[button({ text: settings.undoNewest, name: "settings.undo", parameters: [newest.id] })], back],
  };
}

/** What a change did, for over a view; where it did nothing, what stands. */
export function changeNews({ id, changes }: PolicyChange, name: SettingName | null, texts: Texts): News {
  const { settings } = texts;
  if (changes.length > 0) {
    return { text: fmt`✅ ${lines(...changes.map((each) => differenceWords(each, texts)))}`, undoId: id };
  }
  return { text: settings.unchanged(name === null ? null : nameWords(settingTable[name].path, texts)), undoId: null };
}
