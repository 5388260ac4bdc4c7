import type { Candidate } from "../../src/domain/candidate.ts";
import type { Lookup } from "../../src/domain/task.ts";
import type { Catalogue } from "../../src/providers/provider.ts";
import { UpstreamError } from "../../src/shared/upstream-error.ts";
import { candidateWith } from "./candidates.ts";

export interface FixedSource {
  name: string;
  /** Named by every listing; a text stands for a chat model of that id. */
  models?: readonly (string | Partial<Candidate>)[];
  /** Breaks every listing off, after its models. */
  error?: Error;
  emptyMeans?: Catalogue["emptyMeans"];
  isOptional?: boolean;
  /** Which lookups it has models for; of others it knows, without asking anybody, that there is nothing. */
  knows?: (lookup: Lookup) => boolean;
  /** What it says of a single model. */
  find?: (model: string) => Promise<Candidate | null>;
}

/** As a server that is not running is met. */
export function notRunning(name: string): Error {
  return new UpstreamError(`${name} does not answer. Start it, or turn it off in the policy.`, {
    status: null,
    isRetryable: true,
  });
}

/** As a server that is ill is met. */
export function ill(name: string): Error {
  return new UpstreamError(`${name} answered 500.`, { status: 500, isRetryable: true });
}

function modelsOf({ name, models = [] }: FixedSource): Candidate[] {
  return models.map((model) => candidateWith({ provider: name, ...(typeof model === "string" ? { model } : model) }));
}

/** A source that lists the same models for every lookup. */
export function fixedSource(source: FixedSource): Catalogue {
  const { name, error, knows = () => true, emptyMeans = "ill", isOptional = false } = source;
  const candidates = modelsOf(source);
  return {
    name,
    emptyMeans,
    isOptional,
    open: () => ({
      async *list({ lookup }) {
        if (!knows(lookup)) return;
        yield* candidates;
        if (error) throw error;
      },
      find: source.find ?? (async (model) => candidates.find((each) => each.model === model) ?? null),
      leaderboards: async () => ({ byModel: new Map(), errors: [], caps: [] }),
      requests: () => 1,
    }),
  };
}
