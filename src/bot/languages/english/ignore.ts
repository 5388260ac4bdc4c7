import { bold, code, FormattedString, fmt } from "../../messages/formatting.ts";

const scope = (task: string | null) => (task === null ? fmt`for every task` : fmt`for ${bold(task)}`);

function listed(tasks: readonly string[]): FormattedString {
  return FormattedString.join(
    tasks.map((task) => bold(task)),
    ", ",
  );
}

/** /ignore */
export const ignoreTexts = {
  head: (amount: number) => fmt`${bold("Never chosen")} (${String(amount)})`,
  none: fmt`No model is ignored.`,
  item: (place: number, model: string, task: string | null) => fmt`${String(place)}. ${code(model)} ${scope(task)}`,
  choose: fmt`A tap lets updates choose a model again:`,
  end: (place: number) => `✕ ${place}`,
  done: (model: string, task: string | null) => fmt`🚫 ${code(model)} is not chosen any more ${scope(task)}.`,
  serves: (tasks: readonly string[]) =>
    fmt`It serves ${listed(tasks)} now. The next update looks for another: /manual_update`,
  pinned: (tasks: readonly string[]) => fmt`It is pinned for ${listed(tasks)}, and there the pin counts until /unpin.`,
  undo: "Undo",
  ended: (model: string, task: string | null) => fmt`${code(model)} may be chosen again ${scope(task)}.`,
  /** Over the chat, for a tap: at most 200 characters. */
  changedSince: "The list has changed since, so nothing was done. Here is how it stands now.",
};
