import { type Choice, isSameModel, isSameRoute } from "../../domain/route.ts";
import type { SourceReport, TaskResult, UpdateResult } from "../../pipeline/results.ts";
import type { Styles } from "../terminal.ts";
import { renderTable } from "./table.ts";
import { choiceText, countText, scoreText } from "./words.ts";

function withScore(choice: Choice): string {
  return choice.score === null ? choiceText(choice) : `${choiceText(choice)} (${scoreText(choice.score)})`;
}

/** What a task has now, what it had before where that was another route, and why. */
function changeLines(task: TaskResult, styles: Styles): string {
  const { from, to, reason, passedOver = [] } = task;
  const others = passedOver.map((each) => `not ${each.model}: ${each.reason}`);
  const lines = [reason, ...verdictText(task), ...others].map(styles.faint);
  if (to === null) return [from === null ? "nothing" : `no longer ${choiceText(from)}`, ...lines].join("\n");
  // A built-in choice that is confirmed only gets to know its host.
  const isConfirmed = from !== null && from.host === null && isSameModel(from, to);
  if (from !== null && !isConfirmed && !isSameRoute(from, to)) lines.unshift(styles.faint(`was ${withScore(from)}`));
  return [withScore(to), ...lines].join("\n");
}

/** What live calls have shown of the model that a task has now. */
function verdictText({ facts }: TaskResult): string[] {
  const verdict = facts?.to?.verdict;
  // Of what could not be called, the reason of the decision speaks.
  if (!verdict || verdict.outcome === "unproven") return [];
  const { reason, firstTokenMs, tokensPerSecond } = verdict;
  const speed = [
    ...(firstTokenMs === null || firstTokenMs < 5 ? [] : [`first word after ${(firstTokenMs / 1_000).toFixed(2)} s`]),
    ...(tokensPerSecond === null ? [] : [`${Math.round(tokensPerSecond)} tokens a second`]),
  ];
  return [[`when it was called, it ${reason}`, ...speed].join(", ")];
}

function paintAction(action: string, styles: Styles): string {
  if (action === "replace" || action === "add") return styles.good(action);
  return action === "hold" || action === "drop" ? styles.bad(action) : styles.faint(action);
}

/** What a plan or a run does with each task, and why. */
export function tasksTable(tasks: readonly TaskResult[], styles: Styles): string {
  return renderTable(
    {
      head: ["Task", "", "Model (score), and why"],
      rows: tasks.map((each) => [
        styles.strong(each.task),
        paintAction(each.action, styles),
        changeLines(each, styles),
      ]),
      wrapped: { 2: 1 },
    },
    styles,
  );
}

/** A source that is off and that nobody misses has its sentence here, as it is not among the run's faults. */
function sourceText(report: SourceReport, faults: readonly string[]): string[] {
  const { source, models, requests, skipped, caps, isOff, errors } = report;
  if (isOff)
    return [`${source}: off`, ...errors.filter((error) => !faults.includes(error)).map((error) => `  ${error}`)];
  // It knows of itself that it has nothing to tell here; doctor says why.
  if (requests === 0 && models === 0) return [`${source}: not asked`];
  const passedOver = skipped === 0 ? "" : `, ${countText(skipped, "unreadable record")} passed over`;
  const line = `${source}: ${countText(models, "model")} in ${countText(requests, "request")}${passedOver}`;
  return [line, ...caps.map((cap) => `  cap: ${cap}`)];
}

/** USD with two digits that say something: "$0.0021", "$1.20". */
function dollarsText(nanos: number): string {
  const dollars = nanos / 1_000_000_000;
  const digits = dollars >= 1 || nanos === 0 ? 2 : Math.min(9, 1 - Math.floor(Math.log10(dollars)));
  return `$${dollars.toFixed(digits)}`;
}

/** What was called to see whether it answers, and why others were not. */
function callsText({ verification }: UpdateResult): string[] {
  if (!verification) return [];
  const { models, calls, costUsdNanos, skipped } = verification;
  const cost = costUsdNanos === null ? "" : ` for ${dollarsText(costUsdNanos)}`;
  if (calls > 0) {
    return [`Called ${countText(models, "model")} ${countText(calls, "time")}${cost}.`, ...skipped.map(notCalled)];
  }
  return [`No model was called${skipped.length === 0 ? "." : `: ${skipped.join("; ")}.`}`];
}

/** What looks like a trap, and would be chosen otherwise. */
function waitingText({ waiting = [] }: UpdateResult): string[] {
  if (waiting.length === 0) return [];
  const what = waiting.length === 1 ? "1 model waits" : `${waiting.length} models wait`;
  return [`${what} until you have looked and approved: modelvane approve`];
}

const notCalled = (why: string) => `  not called: ${why}`;

function changesText(changes: number): string {
  if (changes === 0) return "The models would stay; what is known of them, or what stands behind them, would change.";
  return `${countText(changes, "task")} would get another model.`;
}

function outcomeText({ outcome, revision, previousRevision, planHash, tasks }: UpdateResult): string {
  const changes = tasks.filter((each) => each.action !== "keep" && each.action !== "hold").length;
  switch (outcome) {
    case "applied":
      return `Applied as revision ${revision}. Take it back with: modelvane rollback`;
    case "unchanged":
      return `Nothing to change: revision ${previousRevision ?? 0} stands.`;
    case "planned":
      return `Planned, not applied (autoApply is off). Apply it within a day with: modelvane apply ${planHash}`;
    case "dry-run":
      return planHash === null
        ? "Dry run: an update would change nothing."
        : `Dry run: nothing was changed. ${changesText(changes)} Apply exactly this within a day with: modelvane apply ${planHash}`;
    case "failed":
      return `The update failed. ${revision === null ? "Nothing was changed." : `Revision ${revision} stands: every task is as it was.`}`;
  }
}

/** The result of an update for people. */
export function updateText(result: UpdateResult, styles: Styles): string {
  const parts: string[] = [];
  // Where nothing could be listed, the faults below say all that a line a task would.
  const isSilent = result.outcome === "failed" && result.tasks.every((each) => each.action === "hold");
  if (result.tasks.length > 0 && !isSilent) parts.push(tasksTable(result.tasks, styles), "");
  parts.push(...result.sources.flatMap((source) => sourceText(source, result.errors)).map(styles.faint));
  parts.push(...callsText(result).map(styles.faint), ...waitingText(result));
  parts.push(...result.errors.map((error) => styles.bad(`fault: ${error}`)));
  const verdict = outcomeText(result);
  parts.push(result.outcome === "failed" ? styles.bad(verdict) : styles.strong(verdict));
  return parts.join("\n");
}
