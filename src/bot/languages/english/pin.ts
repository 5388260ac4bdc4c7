import { bold, code, type FormattedString, fmt, lines } from "../../messages/formatting.ts";

interface Pinned {
  outcome: "applied" | "unchanged";
  /** Null where there is no configuration yet. */
  revision: number | null;
}

function outcome({ outcome: what, revision }: Pinned): string {
  if (revision === null) return "There is no configuration yet: the first update will put it in place.";
  return what === "applied" ? `It serves from now on, as revision ${revision}.` : "It served the task already.";
}

/** /pin and /unpin */
export const pinTexts = {
  head: bold("Pinned by people"),
  choose: fmt`A pinned model serves its task whatever its score, until the pin ends.`,
  none: fmt`No task is pinned: updates choose for all of them.`,
  end: (task: string) => `Unpin ${task}`,
  done: (route: FormattedString, task: string, pinned: Pinned) =>
    lines(
      fmt`📌 ${bold(task)} is pinned to`,
      route,
      outcome(pinned),
      fmt`Updates leave it there until ${code(`/unpin ${task}`)}.`,
    ),
  notKnown: (model: string, task: string) =>
    fmt`No source knows ${code(model)}, so nothing was pinned. Is it spelt right? ${code(`/rank ${task}`)} shows what there is.`,
  /** No source could be asked, so that it is not known whose the model is. */
  unseen: (model: string, reason: string, commands: readonly string[]) =>
    lines(
      fmt`Nothing was pinned, because no source could say that it knows ${code(model)}.`,
      reason,
      fmt`If you know whose it is, it can be pinned unseen:`,
      ...commands.map(code),
    ),
  notServed: (model: string, task: string) =>
    fmt`⚠️ ${code(model)} is known, but no host serves it for ${bold(task)} now. ${code(`/unpin ${task}`)} ends the pin.`,
  ended: (task: string, serving: FormattedString | null) =>
    lines(
      fmt`${bold(task)} is no longer pinned: updates choose for it again.`,
      serving && fmt`Until an update finds better, this stays: ${serving}`,
    ),
  /** Over the chat, for a tap: at most 200 characters. */
  changedSince: (task: string) =>
    `The pin of ${task} has changed since, so nothing was done. /unpin shows what is pinned.`,
};
