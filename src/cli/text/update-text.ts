import { isSameRoute } from "../../domain/route.ts";
import type { SourceReport, TaskResult, UpdateResult } from "../../pipeline/results.ts";
import type { Styles } from "../terminal.ts";
import { renderTable } from "./table.ts";
import { choiceText, countText, scoreText } from "./words.ts";

function changeText({ from, to }: TaskResult, styles: Styles): string {
  if (to === null) return `${choiceText(from)} ${styles.faint("dropped")}`;
  const now = `${choiceText(to)} ${styles.faint(`(${scoreText(to.score)})`)}`;
  if (from === null) return now;
  return isSameRoute(from, to) ? now : `${choiceText(from)} → ${now}`;
}

function paintAction(action: string, styles: Styles): string {
  if (action === "replace" || action === "add") return styles.good(action);
  return action === "hold" || action === "drop" ? styles.bad(action) : styles.faint(action);
}

/** What a plan or a run does with each task, and why. */
export function tasksTable(tasks: readonly TaskResult[], styles: Styles): string {
  return renderTable(
    {
      head: ["Task", "", "Model (score)", "Why"],
      rows: tasks.map((each) => [
        styles.strong(each.task),
        paintAction(each.action, styles),
        changeText(each, styles),
        each.reason,
      ]),
      wrapped: { 2: 5, 3: 6 },
    },
    styles,
  );
}

function sourceText({ source, models, requests, skipped, caps }: SourceReport): string[] {
  const passedOver = skipped === 0 ? "" : `, ${countText(skipped, "unreadable record")} passed over`;
  const line = `${source}: ${countText(models, "model")} in ${countText(requests, "request")}${passedOver}`;
  return [line, ...caps.map((cap) => `  cap: ${cap}`)];
}

function verdictText({ outcome, revision, previousRevision, planHash, tasks }: UpdateResult): string {
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
        : `Dry run: nothing was changed. ${countText(changes, "task")} would get another model. Apply exactly this within a day with: modelvane apply ${planHash}`;
    case "failed":
      return `The update failed. ${revision === null ? "There is no configuration yet." : `Revision ${revision} stands.`}`;
  }
}

/** The result of an update for people. */
export function updateText(result: UpdateResult, styles: Styles): string {
  const parts: string[] = [];
  if (result.tasks.length > 0) parts.push(tasksTable(result.tasks, styles), "");
  parts.push(...result.sources.flatMap(sourceText).map(styles.faint));
  parts.push(...result.errors.map((error) => styles.bad(`fault: ${error}`)));
  const verdict = verdictText(result);
  parts.push(result.outcome === "failed" ? styles.bad(verdict) : styles.strong(verdict));
  return parts.join("\n");
}
