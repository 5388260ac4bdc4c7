import type { LanguageCode } from "../../languages/language.ts";
import { type Texts, textsOf } from "../../languages/texts.ts";
import { nearestOf } from "../../nearest.ts";
import { type SettingName, settingNames, settingOf } from "./table.ts";

/** What a command can name: a setting, or the weights as a whole. */
export type PartName = SettingName | "weights";

export interface NamedPart {
  part: PartName;
  /** What stands behind the name. */
  rest: string[];
}

const partNames: readonly PartName[] = [...settingNames, "weights"];
/** Everybody understands the English names too: they are in the documentation, and near the policy's keys. */
const common: LanguageCode = "en";
/** Shorter words ("at", "by") name nothing. */
const shortestWord = 4;

/** Without accents, case and what stands between words, which people leave out as they type. */
function plain(text: string): string {
  return text
    .normalize("NFD")
    .replaceAll(/[\p{M}\s_-]/gu, "")
    .toLowerCase();
}

/** What the bot calls a part of the settings, to this reader and in English. */
function shownNames(part: PartName, texts: Texts): string[] {
  return [texts, textsOf(common)].map(({ settings }) =>
    part === "weights" ? settings.titles.weights : settings.names[part],
  );
}

/** The policy's own name of a part, in words: "minimum age days". */
function keyWords(part: PartName): string {
  const key = part === "weights" ? part : (settingOf(part).path.split(".").at(-1) ?? part);
  return `${key} ${part}`.replaceAll(/(?=[A-Z])/g, " ");
}

function wordsOf(part: PartName, texts: Texts): string[] {
  const words = [keyWords(part), ...shownNames(part, texts)].flatMap((name) => name.split(" ")).map(plain);
  return words.filter((word) => word.length >= shortestWord);
}

function partOf(text: string, texts: Texts): PartName | undefined {
  const wanted = plain(text);
  const whole = partNames.find((part) => [part, ...shownNames(part, texts)].some((name) => plain(name) === wanted));
  if (whole !== undefined) return whole;
  const [found, ...others] = partNames.filter((part) => wordsOf(part, texts).includes(wanted));
  return others.length === 0 ? found : undefined;
}

/**
 * The part of the settings that the first words name, by the policy's key, by what the bot calls it ("Minimum age 5"),
 * or by a word of these that no other has ("digest on"); null where they name none.
 */
export function readPart(words: readonly string[], texts: Texts): NamedPart | null {
  for (let count = words.length; count > 0; count -= 1) {
    const part = partOf(words.slice(0, count).join(" "), texts);
    if (part !== undefined) return { part, rest: words.slice(count) };
  }
  return null;
}

/** What somebody probably meant with a name that there is not; null where nothing is near. */
export function nearestPart(text: string, texts: Texts): string | null {
  const shown = partNames.flatMap((part) => shownNames(part, texts)).map((name) => name.toLowerCase());
  return nearestOf(text, settingNames) ?? nearestOf(text, shown);
}
