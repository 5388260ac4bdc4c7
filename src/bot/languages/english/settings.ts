import type { SettingName, ViewName } from "../../features/settings/table.ts";
import { bold, type FormattedString, fmt } from "../../messages/formatting.ts";
import type { PlainSchedule } from "../../messages/schedule.ts";
import { unknownAmong } from "./common.ts";
import { factTexts } from "./facts.ts";

const weekdays = ["Sundays", "Mondays", "Tuesdays", "Wednesdays", "Thursdays", "Fridays", "Saturdays"];

function scheduleWords(schedule: PlainSchedule): string {
  if (schedule.kind === "daily") return `every day at ${schedule.time}`;
  if (schedule.kind === "weekly") return `${weekdays[schedule.weekday]} at ${schedule.time}`;
  return schedule.every === 1 ? "every hour" : `every ${schedule.every} hours`;
}

const titles: Record<ViewName, string> = {
  preset: "Preset",
  minimumScore: "Threshold",
  margin: "Margin",
  weights: "Weights",
  schedule: "Schedule",
  autoApply: "Apply by itself",
  fallbacks: "Fallbacks",
  minimumAgeDays: "Minimum age",
  freeOnly: "Free models only",
  runOnStart: "Update at start",
  dailyDigest: "Daily digest",
  access: "Who may chat",
  chatMemory: "Memory of the chat",
  messagesPerMinute: "Messages a minute",
};

const names: Record<SettingName, string> = { ...titles, ...factTexts.criteria, timeZone: "Time zone" };

const explained: Record<Exclude<ViewName, "dailyDigest">, FormattedString> = {
  preset: fmt`What the choice cares for most. It sets weights and limits; what your policy file says of a key goes before it.`,
  minimumScore: fmt`A model below this score is not chosen. Scores go from 0 to 100.`,
  margin: fmt`How much better a newcomer has to be before it replaces what serves.`,
  weights: fmt`How much each criterion counts in a score. Only the proportions matter.`,
  schedule: fmt`When models are looked up and the configuration is renewed.`,
  autoApply: fmt`On: an update is applied by itself. Off: it waits until one of you taps Apply.`,
  fallbacks: fmt`How many fallbacks each task has, for when its first choice fails.`,
  minimumAgeDays: fmt`A model younger than this is not chosen yet.`,
  freeOnly: fmt`On: only what a provider declares free is chosen. What nobody states a price of does not count as free.`,
  access: fmt`Whose questions are answered by a model, at your cost. People and groups are listed in the policy's file, under chat.`,
  chatMemory: fmt`On: conversations are kept, so that a question can build on the last answer. Everybody can refuse with /privacy.`,
  messagesPerMinute: fmt`How many questions one person may ask in a minute.`,
  runOnStart: fmt`On: every start of the service runs an update, besides the schedule.`,
};

/** /settings */
export const settingsTexts = {
  head: bold("Settings"),
  choose: fmt`Tap one to change it.`,
  titles,
  names,
  explained,
  digest: (schedule: FormattedString) => fmt`On: you are sent a summary of the last day, ${schedule}.`,
  choices: {
    preset: {
      balanced: "balanced",
      quality: "the best answers",
      cheap: "low cost",
      fast: "speed",
      local: "models at home",
    },
    access: { administrators: "administrators", listed: "those who are listed", everyone: "everyone" },
  },
  on: "on",
  off: "off",
  switchOn: "Switch on",
  switchOff: "Switch off",
  /** `number` is written out; `amount` decides between one and many. */
  units: {
    points: (number: string, amount: number) => `${number} ${amount === 1 ? "point" : "points"}`,
    days: (number: string, amount: number) => `${number} ${amount === 1 ? "day" : "days"}`,
    weight: (number: string, _amount: number) => number,
    models: (number: string, _amount: number) => number,
    messages: (number: string, _amount: number) => number,
  },
  schedule: scheduleWords,
  /** Other decisions of people, in the list of what changed. */
  pin: (task: string) => fmt`📌 ${task}`,
  ignored: (task: string | null) => (task === null ? fmt`🚫` : fmt`🚫 ${task}`),
  typed: "Any other value:",
  whichWeight: (names: string) => fmt`Each is set by its own name: ${names}.`,
  typedZone: "Another time zone:",
  unchanged: (name: FormattedString | null) =>
    name === null ? fmt`Nothing had to be changed.` : fmt`${name} had that value already.`,
  undo: "Undo",
  undone: "↩️ Taken back.",
  /** Instead of an undo, where `names` have other values by now. */
  undoRefused: (names: FormattedString, count: number) =>
    fmt`${names} ${count === 1 ? "has" : "have"} been changed again since, so nothing was taken back. Here is how it stands.`,
  undoNewest: "Undo the newest",
  history: "What changed",
  historyHead: bold("Changes of the settings"),
  noHistory: fmt`Nobody has changed anything by a command yet.`,
  unknownName: unknownAmong("setting"),
  /** Over the chat, for a tap: at most 200 characters. */
  changedSince: (name: string, present: string) =>
    `${name} has changed since: it is ${present} now. Nothing was done; here is how it stands.`,
};
