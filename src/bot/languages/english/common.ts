import { code, FormattedString, fmt, lines } from "../../messages/formatting.ts";

/** Says that there is no such one of some names, and which there are. */
export function unknownAmong(kind: "task" | "setting") {
  return (text: string, nearest: string | null, all: readonly string[]): FormattedString =>
    lines(
      nearest === null
        ? fmt`There is no ${kind} ${code(text)}. The ${kind}s are:`
        : fmt`There is no ${kind} ${code(text)}. Did you mean ${code(nearest)}? The ${kind}s are:`,
      FormattedString.join(
        all.map((name) => code(name)),
        "\n",
      ),
    );
}

/** What several features say. */
export const commonTexts = {
  unknownCommand: (command: string, nearest: string | null) =>
    nearest === null
      ? fmt`I do not know ${code(`/${command}`)}. /help shows what I can do.`
      : fmt`I do not know ${code(`/${command}`)}. Did you mean /${nearest}?`,
  /** For a tap on what is not, or no longer, there for this person. */
  deadButton: "This button does nothing any more.",
  /** Something failed that nobody foresaw; the number finds it in the log. */
  unexpected: (updateId: number) =>
    fmt`Something unexpected went wrong. The log says more under ${code(updateId)}. Please try again.`,
  onlyInListedGroups: (chatId: number) =>
    lines(
      fmt`In that group I take no administrators' commands. Send them to me here, or list the group in the policy:`,
      fmt`${code(`"telegram": { "groups": [${chatId}] }`)}`,
    ),
  usage: (command: string, parameters: string, example: string) =>
    fmt`Write it like this: /${command} ${parameters}\nFor example: ${code(`/${command} ${example}`)}`,
  noWords: (command: string) => fmt`/${command} takes nothing behind it, so nothing was done. Send only /${command}.`,
  /** What stands for arguments in help and usage. */
  placeholders: {
    text: "text",
    language: "language",
    task: "task",
    model: "model",
    host: "host",
    revision: "revision",
    number: "number",
    name: "name",
    value: "value",
  },
  unknownTask: unknownAmong("task"),
  cancel: "Cancel",
  back: "Back",
  /** In the place of a question that cannot be deleted any more. */
  dismissed: fmt`Cancelled; nothing was done.`,
  /** Less than a minute ago. */
  justNow: "just now",
  none: "none",
  unknown: "unknown",
};
