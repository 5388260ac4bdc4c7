import type { Candidate } from "../../domain/candidate.ts";
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

/** Counts who is who among the models of a run, as they stream by. */
export interface Census {
  /** Takes each model as often as a listing names it. */
  add(candidate: Candidate): void;
  /** Undefined where the source has named nothing. */
  of(provider: string): SourceCensus | undefined;
}

interface Counted {
  owners: Map<string, OwnerFacts>;
  bearers: Map<string, NameBearer>;
  /** So that a model of several listings is counted once. */
  seen: Set<string>;
}

function countOwner({ owners }: Counted, owner: string, { createdAt, downloads }: Candidate): void {
  const known = owners.get(owner);
  if (known === undefined) {
    owners.set(owner, { name: owner, oldest: createdAt, downloads: downloads ?? 0, models: 1 });
    return;
  }
  known.downloads += downloads ?? 0;
  known.models += 1;
  if (createdAt !== null && (known.oldest === null || createdAt < known.oldest)) known.oldest = createdAt;
}

function countBearer({ bearers }: Counted, owner: string, { model, downloads }: Candidate): void {
  if (downloads === null || downloads < knownDownloads) return;
  const key = nameKey(nameOf(model));
  const known = bearers.get(key);
  if (known === undefined || downloads > known.downloads) bearers.set(key, { model, owner, downloads });
}

/** A census of nobody yet. A hundred thousand models take some 20 MB while a run lasts. */
export function createCensus(): Census {
  const sources = new Map<string, Counted>();

  return {
    add(candidate) {
      const { provider, model, isTrusted } = candidate;
      // Of what somebody has installed or declared, the names are theirs to choose.
      if (isTrusted) return;
      let counted = sources.get(provider);
      if (counted === undefined) {
        counted = { owners: new Map(), bearers: new Map(), seen: new Set() };
        sources.set(provider, counted);
      }
      if (counted.seen.has(model)) return;
      counted.seen.add(model);
      const owner = ownerOf(model);
      countOwner(counted, owner, candidate);
      countBearer(counted, owner, candidate);
    },
    of: (provider) => sources.get(provider),
  };
}
