import type { ChangingButton } from "../languages/english/actions.ts";
import type { Texts } from "../languages/texts.ts";
import { bold, type FormattedString, fmt } from "./formatting.ts";

const ofTaps = "a tap on ";

/** What somebody has set off, as the log of actions names it ("/pin", "a tap on plan.apply"), in words for people. */
export function whatWords(what: string, { actions }: Texts): FormattedString {
  if (!what.startsWith(ofTaps)) return fmt`${what}`;
  const name = what.slice(ofTaps.length);
  // What an earlier version has noted may have another name by now.
  return bold(Object.hasOwn(actions, name) ? actions[name as ChangingButton] : name);
}
