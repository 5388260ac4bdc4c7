import type { HistoryEntry } from "../../../domain/history.ts";
import { bold, code, FormattedString, fmt } from "../../messages/formatting.ts";
import { count } from "./count.ts";

const only = (task: string | null) => (task === null ? fmt`` : fmt`, only for ${bold(task)}`);

/** /rollback */
export const rollbackTexts = {
  head: (task: string | null) => fmt`${bold("Roll back")}${only(task)}`,
  /** What made a revision, in a word or two. */
  made: {
    update: "update",
    rollback: "rollback",
    seed: "first start",
    apply: "applied plan",
    pin: "pin",
    recovery: "recovery",
    repair: "repair",
    trial: "won trial",
  } as Record<HistoryEntry["kind"], string>,
  /** By hand, or so long ago that the history has forgotten it. */
  madeOtherwise: "by hand or long ago",
  standing: (revision: number, at: string, made: string) => fmt`Revision ${bold(revision)} stands: ${at}, ${made}.`,
  standingEdited: (revision: number) =>
    fmt`What stands was edited by hand since revision ${bold(revision)}. The edit is kept as a revision of its own.`,
  choose: fmt`Which one shall come back? Before anything happens, you see what would change.`,
  noOthers: fmt`No other revision is kept yet, so there is nothing to go back to.`,
  question: (restored: number, present: number, task: string | null) =>
    fmt`Bring revision ${bold(restored)} back${only(task)}? Revision ${String(present)} stands now. This would change:`,
  tasks: (amount: number) => fmt`${bold(count(amount, "task"))}, tap to see them all:`,
  sameChoices: fmt`No task's choice, only what else people keep in the file.`,
  unpinned: (tasks: readonly string[]) =>
    fmt`📌 Pins that end: ${FormattedString.join(
      tasks.map((task) => code(task)),
      ", ",
    )}`,
  held: (days: number) =>
    fmt`✋ What goes, the fallbacks too, is held for these tasks for ${count(days, "day")}: until then, updates do not bring it back. A /pin ends that sooner.`,
  nothingYet: fmt`Nothing has happened yet.`,
  act: "Roll back",
  done: (restored: number, revision: number, task: string | null) =>
    fmt`✅ Revision ${bold(restored)} is back${only(task)}. It stands as revision ${bold(revision)}.`,
  takeBack: "Take it back",
};
