import { code, FormattedString, fmt, lines } from "../../messages/formatting.ts";

/** What several features say. */
export const commonTexts = {
  unknownCommand: (command: string, nearest: string | null) =>
    nearest === null
      ? fmt`I do not know ${code(`/${command}`)}. /help shows what I can do.`
      : fmt`I do not know ${code(`/${command}`)}. Did you mean /${nearest}?`,
  notACommand: fmt`I answer commands. /help shows them all.`,
  /** For a tap on what is not, or no longer, there for this person. */
  deadButton: "This button does nothing any more.",
  alreadyDone: "That was done already.",
  /** Something failed that nobody foresaw; the number finds it in the log. */
  unexpected: (updateId: number) =>
    fmt`Something went wrong, and nobody foresaw how. The log says more under ${code(updateId)}. Please try again.`,
  onlyInListedGroups: (chatId: number) =>
    lines(
      fmt`In that group I take no administrators' commands. Send them to me here, or list the group in the policy:`,
      fmt`${code(`"telegram": { "groups": [${chatId}] }`)}`,
    ),
  usage: (command: string, parameters: string, example: string) =>
    fmt`Write it like this: /${command} ${parameters}\nFor example: ${code(`/${command} ${example}`)}`,
  unknownTask: (text: string, nearest: string | null, tasks: readonly string[]) =>
    lines(
      nearest === null
        ? fmt`There is no task ${code(text)}. The tasks are:`
        : fmt`There is no task ${code(text)}. Did you mean ${code(nearest)}? The tasks are:`,
      FormattedString.join(
        tasks.map((task) => code(task)),
        "\n",
      ),
    ),
  cancel: "Cancel",
  back: "Back",
  none: "none",
  unknown: "unknown",
};
