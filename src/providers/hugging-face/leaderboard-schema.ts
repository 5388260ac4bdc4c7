import { leadingNumberOrNull, recordsIn } from "../../shared/foreign-json.ts";
import type { CachedLeaderboard } from "./benchmark-cache.ts";
import { hubIdOrNull } from "./identifiers.ts";
import { saysTools } from "./result-notes.ts";

/** The ids of datasets in a listing of `/api/datasets`; null where the answer is not a list. */
export function readDatasetIds(answer: unknown): Set<string> | null {
  if (!Array.isArray(answer)) {
    return null;
  }
  return new Set(recordsIn(answer).flatMap(({ id }) => hubIdOrNull(id) ?? []));
}

/** The rows of a leaderboard; null where the answer is not a list. Rows without a proper model id or a value are left out. */
export function readLeaderboard(answer: unknown): CachedLeaderboard["rows"] | null {
  if (!Array.isArray(answer)) {
    return null;
  }
  const rows: CachedLeaderboard["rows"] = [];
  for (const row of recordsIn(answer)) {
    const model = hubIdOrNull(row.modelId);
    const value = leadingNumberOrNull(row.value);
    if (model !== null && value !== null) {
      const isVerified = row.verified === true;
      rows.push({ model, value, isVerified, ...(saysTools(row.notes) && { isAssisted: true }) });
    }
  }
  return rows;
}
