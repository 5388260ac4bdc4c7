import type { CallOutcome } from "../../domain/usage.ts";
import type { AnswerOpinion, Observation } from "../../domain/watch.ts";
import type { StoreDatabase } from "../schema.ts";
import type { UseQuery } from "../store.ts";
import { text } from "./values.ts";
import { seriesOf } from "./write-usage.ts";

/** An attempt with one of the opinions on it; nulls where there is none. */
export interface OpinionRow {
  id: string;
  at: number;
  outcome: CallOutcome;
  person: string | null;
  saidAt: number | null;
  rating: number | null;
}

/** The attempts in the order of their rows, each with all that stands beside it. */
export function observationsOf(rows: readonly OpinionRow[]): Observation[] {
  const found = new Map<string, Observation & { opinions: AnswerOpinion[] }>();
  for (const { id, at, outcome, person, saidAt, rating } of rows) {
    const attempt = found.get(id) ?? { at: Number(at), outcome, opinions: [] };
    found.set(id, attempt);
    if (person === null) continue;
    attempt.opinions.push({ person, at: Number(saidAt), rating: Number(rating) });
  }
  return [...found.values()];
}

/** The newest attempts of a route for a task, the oldest first, with what people thought of those that it answered. */
export async function readObservations(database: StoreDatabase, query: UseQuery): Promise<Observation[]> {
  const { task, route, since, until, limit } = query;
  const ofRoute = database
    .selectFrom("usage")
    .select(["id", "at", "outcome", "request"])
    .where("series", "=", seriesOf({ task, route }).id)
    .where("at", ">=", since);
  const within = until === undefined ? ofRoute : ofRoute.where("at", "<", until);
  const rows = await database
    .selectFrom(within.orderBy("at", "desc").orderBy("id", "desc").limit(limit).as("attempt"))
    .leftJoin("feedback", (join) =>
      join
        .onRef("feedback.request", "=", "attempt.request")
        .on("feedback.provider", "=", text(route.provider))
        .on("feedback.model", "=", text(route.model))
        .on("attempt.outcome", "=", "answered" satisfies CallOutcome),
    )
    .select(["attempt.id", "attempt.at", "attempt.outcome"])
    .select(["feedback.person", "feedback.at as saidAt", "feedback.rating"])
    .orderBy("attempt.at")
    .orderBy("attempt.id")
    .orderBy("feedback.at")
    .orderBy("feedback.person")
    .execute();
  return observationsOf(rows);
}
