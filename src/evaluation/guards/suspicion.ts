import type { Candidate } from "../../domain/candidate.ts";
import type { Knowledge } from "../../domain/knowledge.ts";
import type { Policy } from "../../policy.ts";
import { borrowedNameReason } from "./borrowed-name.ts";
import type { Census, OwnerFacts, SourceCensus } from "./census.ts";
import { lineageReason, sizeReason } from "./contradictions.ts";
import { compareOwners, createLookAlikes, type LookAlikes } from "./look-alike.ts";
import { ownerOf } from "./names.ts";
import { jumpReason, newOwnerReason } from "./sudden-counts.ts";

export interface GuardOptions {
  /** Of all that the run has seen: complete only when discovery has ended. */
  census: Census;
  policy: Pick<Policy, "guards" | "approved">;
  /** Milliseconds since the epoch; where a source tells its own time, that counts. */
  now: number;
  past: Knowledge["past"];
}

/** Why a model has to wait for a person, as a part of a sentence; null where it has not. */
export type Guards = (candidate: Candidate) => string | null;

/** The source's census, with the answers that were found already: many models share an owner. */
interface SourceGuards {
  census: SourceCensus;
  lookAlikeOf(owner: OwnerFacts): OwnerFacts | undefined;
}

function rememberAnswers(lookAlikes: LookAlikes): LookAlikes {
  const known = new Map<OwnerFacts, OwnerFacts | undefined>();
  return (owner) => {
    if (!known.has(owner)) known.set(owner, lookAlikes(owner));
    return known.get(owner);
  };
}

function lookAlikeReason(owner: OwnerFacts, { lookAlikeOf }: SourceGuards): string | null {
  const other = lookAlikeOf(owner);
  return other ? `its owner "${owner.name}" looks like ${other.name}, ${compareOwners(other, owner)}` : null;
}

function ownerReason(candidate: Candidate, source: SourceGuards, { now, policy }: GuardOptions): string | null {
  const owner = source.census.owners.get(ownerOf(candidate.model));
  // An id without an owner is one that the source itself vouches for.
  if (!owner || owner.name === "") return null;
  return lookAlikeReason(owner, source) ?? newOwnerReason(candidate, { owner, now: candidate.seenAt ?? now }, policy);
}

/**
 * Guards against models that were put on a hub to be taken for others, or made to look well used. They decide by what
 * the run has seen, and by no list of famous names. What somebody runs or has declared, and what a person has approved,
 * passes.
 */
export function createGuards(options: GuardOptions): Guards {
  const { census, policy, now, past } = options;
  const approved = new Set(policy.approved);
  const sources = new Map<string, SourceGuards>();

  function sourceOf(provider: string): SourceGuards | undefined {
    const counted = census.of(provider);
    if (counted && !sources.has(provider)) {
      sources.set(provider, { census: counted, lookAlikeOf: rememberAnswers(createLookAlikes(counted)) });
    }
    return sources.get(provider);
  }

  return (candidate) => {
    if (!policy.guards.enabled || candidate.isTrusted || candidate.isLocal || approved.has(candidate.model))
      return null;
    const source = sourceOf(candidate.provider);
    const reason =
      (source && ownerReason(candidate, source, options)) ??
      (source && borrowedNameReason(candidate, source.census)) ??
      (source && lineageReason(candidate, source.census)) ??
      sizeReason(candidate) ??
      jumpReason(candidate, { past: past(candidate), now: candidate.seenAt ?? now }, policy);
    return reason === null ? null : `it waits for a person: ${reason} ("approve" lets it in)`;
  };
}
