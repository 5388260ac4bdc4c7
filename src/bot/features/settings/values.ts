import type { PolicyChange } from "../../../local-policy/policy-history.ts";
import type { Texts } from "../../languages/texts.ts";
import { amountWords } from "../../messages/facts.ts";
import { code, FormattedString, fmt } from "../../messages/formatting.ts";
import { scheduleWords } from "../../messages/schedule.ts";
import { shortened } from "../../messages/shortened.ts";
import { type ChoiceName, isChoice, type SettingName, settingOf, settingOfPath } from "./table.ts";

type Difference = PolicyChange["changes"][number];

/** Enough of a value that has no words of its own. */
const longestValue = 60;

/** One of a few words, as a person reads it; null for another. */
export function choiceWords(name: ChoiceName, value: string, { settings }: Texts): string | null {
  const words: Readonly<Record<string, string>> = settings.choices[name];
  return Object.hasOwn(words, value) ? (words[value] ?? null) : null;
}

/** A setting's value as a person reads it. */
export function valueWords(name: SettingName, value: unknown, texts: Texts): FormattedString {
  const setting = settingOf(name);
  if (setting.kind === "number" && typeof value === "number") {
    return fmt`${texts.settings.units[setting.unit](amountWords(value, texts), value)}`;
  }
  const choice = isChoice(name) ? choiceWords(name, String(value), texts) : null;
  if (choice !== null) return fmt`${choice}`;
  if (setting.kind === "switch") return fmt`${value === true ? texts.settings.on : texts.settings.off}`;
  return name === "schedule" ? scheduleWords(String(value), texts) : code(String(value));
}

/** A key's name as a person reads it; one that the chat cannot change is shown as it is. */
export function nameWords(path: string, { settings }: Texts): FormattedString {
  const name = settingOfPath(path);
  if (name !== null) return fmt`${settings.names[name]}`;
  if (path === "ignore") return settings.ignored(null);
  const [, task, key] = /^tasks\.([^.]+)\.(pin|ignore)$/.exec(path) ?? [];
  if (task === undefined) return code(path);
  return key === "pin" ? settings.pin(task) : settings.ignored(task);
}

/** The names of several keys, each once. */
export function namesWords(paths: readonly string[], texts: Texts): FormattedString {
  return FormattedString.join(
    [...new Set(paths)].map((path) => nameWords(path, texts)),
    ", ",
  );
}

function isModel(value: unknown): value is { model: string } {
  return typeof value === "object" && value !== null && "model" in value && typeof value.model === "string";
}

function plainWords(value: unknown, { common }: Texts): FormattedString {
  if (value === null) return fmt`${common.none}`;
  if (isModel(value)) return code(value.model);
  return code(shortened(JSON.stringify(value), longestValue));
}

/** Lists are told by what came and what went. */
function listWords(from: readonly unknown[], to: readonly unknown[]): FormattedString {
  const came = to.filter((each) => !from.includes(each)).map((each) => `+ ${each}`);
  const gone = from.filter((each) => !to.includes(each)).map((each) => `− ${each}`);
  return code([...came, ...gone].join(", "));
}

/** One difference that a change made: "Threshold: 60 points → 65 points". */
export function differenceWords({ path, from, to }: Difference, texts: Texts): FormattedString {
  const head = nameWords(path, texts);
  if (Array.isArray(from) && Array.isArray(to)) return fmt`${head}: ${listWords(from, to)}`;
  const name = settingOfPath(path);
  const show = (value: unknown) => (name === null ? plainWords(value, texts) : valueWords(name, value, texts));
  return fmt`${head}: ${show(from)} → ${show(to)}`;
}
