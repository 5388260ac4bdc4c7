import type { Candidate, ServedRoute } from "../../../domain/candidate.ts";
import { isSameRoute, type Route } from "../../../domain/route.ts";
import type { Policy } from "../../../policy.ts";
import { type Catalogue, type CatalogueSession, NotAskedError } from "../../../providers/provider.ts";
import { createTurns } from "../../../verification/turns.ts";
import type { WatchDependencies } from "../dependencies.ts";
import type { WatchedRoute } from "../watched-routes.ts";

/** What a catalogue says of a route. `unsaid`: it could not be asked, or does not know. */
export interface Listed {
  state: "served" | "not-served" | "unsaid";
  /** A part of a sentence that follows "it"; null where it is served. */
  reason: string | null;
  /** What it says of the route besides, such as its price; null where it does not name it. */
  facts: ServedRoute | null;
}

/** Models that a source is asked for at once. */
const mostAtOnce = 4;

const unsaid = (reason: string): Listed => ({ state: "unsaid", reason, facts: null });
const notServed = (reason: string): Listed => ({ state: "not-served", reason, facts: null });

/** Where the route has no host, its provider chooses one: any that serves the model will do. */
function isNamed(served: ServedRoute, route: Route): boolean {
  if (served.interface !== route.interface) return false;
  return route.host === null || isSameRoute({ ...route, ...served }, route);
}

function listedIn(candidate: Candidate | null, route: Route): Listed {
  if (candidate === null) return notServed("is no longer in its source's catalogue");
  if (candidate.isDisabled === true) return notServed("was taken down at its source");
  const named = candidate.routes.filter((served) => isNamed(served, route));
  const facts = named.find(({ status }) => status !== "error") ?? named[0] ?? null;
  if (facts === null) return notServed(`is no longer served by ${route.host ?? route.provider}`);
  if (facts.status !== "error") return { state: "served", reason: null, facts };
  return {
    state: "not-served",
    reason: `is out of order at ${route.host ?? route.provider}, as its source says`,
    facts,
  };
}

async function findModel(model: string, session: CatalogueSession, signal: AbortSignal) {
  try {
    return { candidate: await session.find(model, signal) };
  } catch (error) {
    signal.throwIfAborted();
    return {
      fault: error instanceof NotAskedError ? "is not in a catalogue that could be asked" : "could not be looked up",
    };
  }
}

async function lookIn(catalogue: Catalogue, watched: readonly WatchedRoute[], signal: AbortSignal) {
  const models = [...new Set(watched.map(({ route }) => route.model))];
  const session = catalogue.open({ lookups: [], models: models.length });
  const turns = createTurns(mostAtOnce);
  const found = await Promise.all(
    models.map((model) =>
      turns.take(
        { key: "", most: mostAtOnce },
        async () => [model, await findModel(model, session, signal)] as const,
        signal,
      ),
    ),
  );
  const byModel = new Map(found);
  return watched.map(({ key, route }): [string, Listed] => {
    const answer = byModel.get(route.model);
    if (answer === undefined || answer.fault !== undefined)
      return [key, unsaid(answer?.fault ?? "could not be looked up")];
    return [key, listedIn(answer.candidate, route)];
  });
}

/**
 * What the catalogues say of routes, by their keys: each source is asked for a model once. Nothing of a source's faults
 * is held against a route. Rejects with the signal's reason alone.
 */
export async function lookInCatalogues(
  watched: readonly WatchedRoute[],
  { policy, signal, dependencies }: { policy: Policy; signal: AbortSignal; dependencies: WatchDependencies },
): Promise<ReadonlyMap<string, Listed>> {
  const { catalogues } = dependencies.catalogues(policy);
  const all = await Promise.all(
    catalogues.map((catalogue) =>
      lookIn(
        catalogue,
        watched.filter(({ route }) => route.provider === catalogue.name),
        signal,
      ),
    ),
  );
  return new Map(all.flat());
}
