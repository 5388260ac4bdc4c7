import type { Candidate } from "../../domain/candidate.ts";
import type { PastModel } from "../../domain/knowledge.ts";
import type { ModelIdentity } from "../../domain/route.ts";
import { nameKey, nameOf, ownerOf } from "./names.ts";

/** What a run has seen of one owner of models. */
export interface OwnerFacts {
  name: string;
  /** When its oldest model was created: milliseconds since the epoch; null where that is unknown. */
  oldest: number | null;
  /** Of all its models, in 30 days. */
  downloads: number;
  models: number;
}

/** Downloads in 30 days from which a model's name is known: many small models share names such as "sentiment". */
export const knownDownloads = 10_000;

/** The most used model of a name, of those that are known. */
export interface NameBearer {
  model: string;
  owner: string;
  downloads: number;
}

/** Who is who at one source. */
export interface SourceCensus {
  /** By their names. */
  owners: ReadonlyMap<string, OwnerFacts>;
  /** By `nameKey`. */
  bearers: ReadonlyMap<string, NameBearer>;
}

/** Counts who is who among the models of a run, as they stream by, and of earlier ones. */
export interface Census {
  /** Takes each model as often as a listing names it. */
  add(candidate: Candidate): void;
  /**
   * Takes a model that an earlier run has seen, after all of this one's: a listing of one task, or one that a cap has cut,
   * names few of an owner's models, and none of many owners. Of a source that names nothing now, nothing is taken.
   */
  remember(model: ModelIdentity, past: Pick<PastModel, "createdAt" | "downloads">): void;
  /** Undefined where the source has named nothing. */
  of(provider: string): SourceCensus | undefined;
}

interface Counted {
  owners: Map<string, OwnerFacts>;
  bearers: Map<string, NameBearer>;
  /** So that a model of several listings is counted once. */
  seen: Set<string>;
}

/** What is counted of a model. */
type Facts = Pick<Candidate, "model" | "createdAt" | "downloads">;

function countOwner({ owners }: Counted, owner: string, { createdAt, downloads }: Facts): void {
  const known = owners.get(owner);
  if (known === undefined) {
    owners.set(owner, { name: owner, oldest: createdAt, downloads: downloads ?? 0, models: 1 });
    return;
  }
  known.downloads += downloads ?? 0;
  known.models += 1;
  if (createdAt !== null && (known.oldest === null || createdAt < known.oldest)) known.oldest = createdAt;
}

function countBearer({ bearers }: Counted, owner: string, { model, downloads }: Facts): void {
  if (downloads === null || downloads < knownDownloads) return;
  const key = nameKey(nameOf(model));
  const known = bearers.get(key);
  if (known === undefined || downloads > known.downloads) bearers.set(key, { model, owner, downloads });
}

function count(counted: Counted, facts: Facts): void {
  if (counted.seen.has(facts.model)) return;
  counted.seen.add(facts.model);
  const owner = ownerOf(facts.model);
  countOwner(counted, owner, facts);
  countBearer(counted, owner, facts);
}

/** A census of nobody yet. A hundred thousand models take some 20 MB while a run lasts. */
export function createCensus(): Census {
  const sources = new Map<string, Counted>();

  return {
    add(candidate) {
      const { provider, isTrusted } = candidate;
      // Of what somebody has installed or declared, the names are theirs to choose.
      if (isTrusted) return;
      let counted = sources.get(provider);
      if (counted === undefined) {
        counted = { owners: new Map(), bearers: new Map(), seen: new Set() };
        sources.set(provider, counted);
      }
      count(counted, candidate);
    },
    remember({ provider, model }, { createdAt, downloads }) {
      const counted = sources.get(provider);
      if (counted !== undefined) count(counted, { model, createdAt, downloads });
    },
    of: (provider) => sources.get(provider),
  };
}
