import type { CalibrationResult } from "../table.ts";
import { findRecord } from "./names.ts";

/** A pair of models that work together says nothing of either. */
const pairMark = " + ";

/** Shares of tasks of editing code that were solved at the second try; of several runs of a model, the best. */
export function readAider(text: string, ids: readonly string[]): CalibrationResult[] {
  const find = findRecord(ids);
  const best = new Map<string, number>();
  if (!/^\s*pass_rate_2: \d/m.test(text)) throw new Error("it holds no results");
  for (const block of text.split(/^- /m)) {
    const name = /^\s*model: (.+)$/m.exec(block)?.[1]?.trim().replace(/^"|"$/g, "");
    const value = Number(/^\s*pass_rate_2: (\S+)$/m.exec(block)?.[1]);
    if (name === undefined || !Number.isFinite(value) || name.includes(pairMark)) continue;
    const id = find(
      name
        .replace(/\bChat\b|\bdiff\b.*$|,.*$/g, "")
        .replace(/\((\d{4})\)/, "$1")
        .trim(),
    );
    if (id !== undefined) best.set(id, Math.max(value, best.get(id) ?? 0));
  }
  return [...best].map(([id, value]) => ({ id, test: "Aider polyglot", value }));
}
