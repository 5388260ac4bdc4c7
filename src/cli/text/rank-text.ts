import { criterionNames } from "../../domain/criteria.ts";
import type { RankResult, RankRow } from "../../pipeline/rank.ts";
import type { Styles } from "../terminal.ts";
import { renderTable } from "./table.ts";
import { countText, scoreText } from "./words.ts";

function whyText({ eligible, reasons, evidence }: RankRow): string {
  return eligible ? evidence.join(", ") : `not chosen: ${reasons.join("; ")}`;
}

/** The ranking of a task for people: scores, what they are made of, and the facts or reasons behind. */
export function rankText(result: RankResult, styles: Styles): string {
  const { ranking, discovered, qualified, minimumScore, task, errors, sources } = result;
  const rows = ranking.map((row, index) => [
    row.eligible ? String(index + 1) : styles.faint("-"),
    row.eligible ? styles.strong(row.model) : styles.faint(row.model),
    row.host ?? row.provider,
    scoreText(row.score),
    `${Math.round(row.confidence * 100)}%`,
    ...criterionNames.map((name) => {
      const value = row.components[name];
      return value === null ? "?" : String(Math.round(value));
    }),
    whyText(row),
  ]);
  const head = ["", "Model", "Host", "Score", "Known", "Pop", "Perf", "New", "Fit", "Why"];
  const table = renderTable({ head, rows, wrapped: { 1: 2, 9: 3 }, alignRight: [0, 3, 4, 5, 6, 7, 8] }, styles);
  const summary = `${task}: ${countText(discovered, "model")} listed, ${qualified} of them may be chosen and reach ${minimumScore} points.`;
  const caps = sources.flatMap((source) => source.caps).map((cap) => styles.faint(`cap: ${cap}`));
  return [table, "", ...caps, ...errors.map((error) => styles.bad(`fault: ${error}`)), summary].join("\n");
}
