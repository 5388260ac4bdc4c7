import type { Candidate } from "../../src/domain/candidate.ts";
import type { Knowledge } from "../../src/domain/knowledge.ts";
import { createCensus } from "../../src/evaluation/guards/census.ts";
import { createGuards, type Guards } from "../../src/evaluation/guards/suspicion.ts";
import { candidateWith, dayMs, policyWith, testNow } from "./candidates.ts";

/** A model of a hub, as old as it is said in days. */
export function modelOf(model: string, facts: Partial<Candidate> & { days?: number } = {}): Candidate {
  const { days = 400, ...rest } = facts;
  return candidateWith({ model, createdAt: testNow - days * dayMs, downloads: 1_000, likes: 10, ...rest });
}

/** Two owners that everybody knows. */
export const wellKnown = [
  modelOf("north-wind/Gale-70B", { downloads: 4_000_000, days: 700 }),
  modelOf("north-wind/Gale-2-Mini", { downloads: 900_000, days: 300 }),
  modelOf("corvus/Raven3-8B", { downloads: 2_500_000, days: 900 }),
];

export interface SuspectsOptions {
  seen?: readonly Candidate[];
  policy?: Record<string, unknown>;
  past?: Knowledge["past"];
}

/** The guards of a run that has seen these, besides what everybody knows. */
export function guardsOver({ seen = [], policy = {}, past = () => undefined }: SuspectsOptions = {}): Guards {
  const census = createCensus();
  for (const each of [...wellKnown, ...seen]) census.add(each);
  return createGuards({ census, policy: policyWith(policy), now: testNow, past });
}

/** Why a model would have to wait, had the run seen it. */
export function suspicionOf(candidate: Candidate, options: SuspectsOptions = {}): string | null {
  return guardsOver({ ...options, seen: [...(options.seen ?? []), candidate] })(candidate);
}
