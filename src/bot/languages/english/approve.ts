import { bold, code, type FormattedString, fmt } from "../../messages/formatting.ts";
import { count } from "./count.ts";

/** /approve, and what is told of models that wait. */
export const approveTexts = {
  head: (amount: number) => fmt`🛑 ${bold(count(amount, "model waits", "models wait"))} for you`,
  explanation: fmt`Something about them is suspicious, so no update chooses them. Look at their pages first.`,
  notice: (amount: number) =>
    fmt`🛑 ${bold(`Look at ${count(amount, "model")}`)} that would be among the best, but something is suspicious.`,
  item: (model: string, reason: string) => fmt`• ${code(model)}: ${reason}`,
  wanted: (tasks: readonly string[]) => fmt`Else among the best for ${tasks.join(", ")}.`,
  none: fmt`No model waits for you.`,
  approved: (models: FormattedString) => fmt`Approved: ${models}`,
  more: (amount: number) => `and ${amount} more: /approve`,
  approve: "Approve",
  never: "Never this model",
  approveNamed: (name: string) => `Approve ${name}`,
  neverNamed: (name: string) => `Never ${name}`,
  done: (model: string) => fmt`✅ ${code(model)} is approved: the next update may choose it.`,
  neverDone: (model: string) => fmt`🚫 ${code(model)} is never chosen for any task. /ignore shows and ends it.`,
  undo: "Undo",
  ended: (model: string) => fmt`${code(model)} is no longer approved: the next update looks at it again.`,
  /** Over the chat, for a tap: at most 200 characters. */
  changedSince: "This model does not wait any more, so nothing was done. /approve shows those that do.",
};
