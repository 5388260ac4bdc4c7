import type { CallOutcome } from "./usage.ts";
import type { AnswerOpinion, Observation, Tally } from "./watch.ts";

/** They tell of the caller or of the account, and not of the model. */
const tellNothing: ReadonlySet<CallOutcome> = new Set(["cancelled", "bad-request", "no-credit", "refused"]);

const dayMs = 86_400_000;

/** What an answer counts by what people thought of it: `null` where their word has counted today already. */
function judgedBy(opinions: readonly AnswerOpinion[], heard: Set<string>): "good" | "bad" | null {
  if (opinions.length === 0) return "good";
  if (opinions.some(({ rating }) => rating > 0)) return "good";
  const fresh = opinions.filter(({ person, at }) => !heard.has(`${Math.floor(at / dayMs)} ${person}`));
  for (const { person, at } of fresh) heard.add(`${Math.floor(at / dayMs)} ${person}`);
  return fresh.length > 0 ? "bad" : null;
}

/** Says of one attempt after another what it counts: null where it counts for nothing. See `countAnswers`. */
export function createAnswerJudge(): (attempt: Pick<Observation, "outcome" | "opinions">) => keyof Tally | null {
  const heard = new Set<string>();
  return ({ outcome, opinions }) => {
    if (tellNothing.has(outcome)) return null;
    return outcome === "answered" ? judgedBy(opinions, heard) : "bad";
  };
}

/**
 * Successes and failures of a route, the oldest observation first. An answer is a success; one that somebody thought bad,
 * or wanted another one for, is a failure, but one person's displeasure counts once a day: what else they disliked on that
 * day counts for nothing at all. A praise outweighs it. Faults of the caller and of the account are left out.
 */
export function countAnswers(observations: readonly Observation[]): Tally {
  const judge = createAnswerJudge();
  const tally = { good: 0, bad: 0 };
  for (const observation of observations) {
    const verdict = judge(observation);
    if (verdict !== null) tally[verdict] += 1;
  }
  return tally;
}
