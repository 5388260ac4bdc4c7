import { criterionNames } from "../../domain/criteria.ts";
import type { RankResult, RankRow } from "../../pipeline/rank.ts";
import type { Styles } from "../terminal.ts";
import { renderTable } from "./table.ts";
import { countText, routeText, scoreText } from "./words.ts";

/** What speaks for a model, or the reasons why it may not be chosen. */
export function whyText({ eligible, reasons, evidence }: RankRow): string {
  return eligible ? evidence.join(", ") : `not chosen: ${reasons.join("; ")}`;
}

function modelText({ model, host, provider, eligible }: RankRow, styles: Styles): string {
  const text = routeText({ provider, model, host });
  return eligible ? styles.strong(text) : text;
}

/** The ranking of a task for people: scores, what they are made of, and the facts or reasons behind. */
export function rankText(result: RankResult, styles: Styles): string {
  const { ranking, discovered, qualified, minimumScore, task, errors, sources } = result;
  const rows = ranking.map((row, index) => [
    row.eligible ? String(index + 1) : styles.faint("-"),
    scoreText(row.score),
    `${Math.round(row.confidence * 100)}%`,
    ...criterionNames.map((name) => {
      const value = row.components[name];
      return value === null ? "?" : String(Math.round(value));
    }),
    `${modelText(row, styles)}\n${styles.faint(whyText(row))}`,
  ]);
  const head = ["", "Score", "Known", "Pop", "Perf", "New", "Fit", "Model, and why"];
  const table = renderTable({ head, rows, wrapped: { 7: 1 }, alignRight: [0, 1, 2, 3, 4, 5, 6] }, styles);
  const summary = `${task}: ${countText(discovered, "model")} listed, ${qualified} of them may be chosen and reach ${minimumScore} points.`;
  const caps = sources.flatMap((source) => source.caps).map((cap) => styles.faint(`cap: ${cap}`));
  return [table, "", ...caps, ...errors.map((error) => styles.bad(`fault: ${error}`)), summary].join("\n");
}
