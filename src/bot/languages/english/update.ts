import type { TaskAction } from "../../../domain/history.ts";
import { bold, code, type FormattedString, fmt } from "../../messages/formatting.ts";
import { count } from "./count.ts";

const tasks = (amount: number) => count(amount, "task");
const keeping = (amount: number) => count(amount, "task keeps its model", "tasks keep their models");
const models = (amount: number) => count(amount, "model");

/** /test_update, /manual_update, their cards, and what is told without having been asked. */
export const updateTexts = {
  // While it goes on
  beginning: { test: fmt`🧪 ${bold("Test update")}: it changes nothing`, update: fmt`🔄 ${bold("Update")}` },
  phases: {
    discovering: "Looking for models",
    verifying: "Calling the best of them",
    planning: "Comparing",
    applying: "Writing the configuration",
  },
  progress: (tasksDone: number, all: number, seen: number) => `${tasksDone} of ${tasks(all)} · ${models(seen)} seen`,
  callsMade: (calls: number) => `${count(calls, "call")} made`,
  /** `cost` is an amount as written out; null where it is unknown. */
  called: (called: number, calls: number, cost: string | null) =>
    `🔎 Called ${models(called)} ${count(calls, "time")}${cost === null ? "" : ` for ${cost}`}.`,
  noneCalled: (why: string) => `🔎 No model was called${why === "" ? "" : `: ${why}`}.`,
  waiting: (amount: number) =>
    `⚠️ ${count(amount, "model waits until one of you has looked at it", "models wait until one of you has looked at them")}: /approve`,
  notCalled: (why: string) => `Not called: ${why}.`,
  cancelling: fmt`Cancelling…`,
  cancelled: fmt`🚫 Cancelled. The models stay as they are.`,
  notRunning: "It is not running any more.",
  // The card
  head: {
    "dry-run": (changes: number) =>
      fmt`🧪 ${bold("Test update")}: ${tasks(changes)} would change. Nothing was changed yet.`,
    planned: (changes: number, isBetter: boolean) =>
      fmt`📋 ${bold(isBetter ? "Better models found" : "Changes found")}: ${tasks(changes)} would change. It waits for ${bold("Apply")}.`,
    applied: (changes: number, revision: number | null) =>
      fmt`✅ ${bold("Updated")}: ${tasks(changes)} changed, now revision ${String(revision)}.`,
  },
  unchanged: (kept: number, seen: number) =>
    fmt`👍 ${bold("Nothing to change")}: ${keeping(kept)}. ${models(seen)} seen.`,
  failed: (reason: string) => fmt`❌ ${bold("The update failed")}; the models stay as they are.\n${reason}`,
  actions: {
    keep: "keeps its model",
    replace: "gets another model",
    add: "gets a model",
    hold: "is left as it is",
    drop: "is dropped",
  } as Record<TaskAction, string>,
  moves: "keeps its model, on another host",
  was: "was",
  now: "now",
  passedOver: (model: string, reason: string) => fmt`✖ not ${code(model)}: ${reason}`,
  behindOnly: "the same model, with other fallbacks",
  fallbacksChange: (names: readonly string[]) => fmt`${bold("Only the fallbacks change")}: ${names.join(", ")}.`,
  held: (amount: number) => bold(count(amount, "task left as it is", "tasks left as they are")),
  kept: (amount: number) => `${keeping(amount)}.`,
  faults: bold("What went wrong meanwhile"),
  andMore: (amount: number) => `and ${amount} more`,
  /** What live calls have proved, in words. */
  proven: (what: string) => `✔ when it was called, it ${what}`,
  refuted: (what: string) => `✘ when it was called, it ${what}`,
  expires: (at: string) => `Apply works until ${at}.`,
  detailsHead: bold("Details"),
  evidence: (facts: string) => `Known: ${facts}`,
  // Buttons
  apply: "Apply",
  details: "Details",
  snooze: "Snooze",
  never: "Never this model",
  rollBack: "Roll back",
  again: "Try again",
  status: "Status",
  // What taps answer
  appliedBy: (revision: number, who: string) => fmt`✅ ${bold(`Applied as revision ${revision}`)}, ${who}.`,
  stale: "The configuration has changed since this was made, so nothing was done. /test_update looks anew.",
  expired: "This is more than a day old, so nothing was done. /test_update looks anew.",
  unknownPlan: "This card is no longer valid, so nothing was done. /test_update looks anew.",
  alreadyApplied: (revision: number, who: string) =>
    `Already applied as revision ${revision}, ${who}. Nothing was done now.`,
  snoozed: (until: string) =>
    fmt`😴 Snoozed: the same proposals are not sent again before ${until}. ${bold("Apply")} still works.`,
  neverWhich: fmt`Which model is never to be chosen again?`,
  neverWhere: (model: string, task: string) =>
    fmt`Never choose ${code(model)} again: for ${code(task)}, or for any task?`,
  neverForTask: (task: string) => `For ${task}`,
  neverForAll: "For any task",
  neverDone: (model: string, task: string | null, isConfigured: boolean): FormattedString =>
    fmt`🚫 ${code(model)} is not chosen again${task === null ? "" : fmt` for ${code(task)}`}. ${
      isConfigured
        ? "Where it serves now, the next update replaces it."
        : "The proposal with it is void: make a new one."
    } /ignore shows and ends it.`,
  // Without having been asked
  silence: (hours: number) => fmt`⚠️ ${bold(`No update has succeeded for ${hours} hours`)}.`,
  silencePaused: fmt`The schedule is paused: /resume lets it go on.`,
  silenceReason: (reason: string) => fmt`The last one failed: ${reason}`,
  digestHead: fmt`☀️ ${bold("The last day")}`,
  digestNothing: fmt`No update ran.`,
  interrupted: {
    head: (what: FormattedString | string) => fmt`🔌 I was restarted while ${what} was under way.`,
    done: (outcome: string) => fmt`It had been done: ${outcome}.`,
    notDone: fmt`Nothing of it was done. Please send it again if you still want it.`,
    paused: fmt`The schedule is paused now.`,
    enabled: fmt`The schedule is on now.`,
    watch: fmt`/health shows what has become of it.`,
    settings: (names: FormattedString | string) => fmt`It had been done: ${names} changed.`,
  },
};
