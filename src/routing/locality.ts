import type { Route } from "../domain/route.ts";
import type { Provider } from "../providers/provider.ts";
import type { Clock } from "../shared/clock.ts";
import type { Constraints } from "./constraints.ts";
import type { KnownRoutes } from "./known-routes.ts";
import type { Stop } from "./targets.ts";

export interface LocalityOptions {
  stops: readonly Stop[];
  constraints: Constraints;
  providers: ReadonlyMap<string, Provider>;
  facts: KnownRoutes;
  clock: Clock;
  signal: AbortSignal;
}

/** So long may a server take to say where a model runs, in milliseconds: it reads that from its own disk. */
const answerMs = 1_000;

const none: ReadonlySet<Route> = new Set();

/** Whether it depends on the place where a model runs, if a request may go to it. */
function isPlaceDecisive({ isConfigured }: Stop, constraints: Constraints): boolean {
  const { localOnly, requestMaximumPrice, freeOnly, policyMaximumPrice } = constraints;
  if (localOnly || requestMaximumPrice !== null) return true;
  return !isConfigured && (freeOnly || policyMaximumPrice !== null);
}

/** A model that a server of the user's own may hand on, for all that is known. */
interface Doubt {
  route: Route;
  provider: Provider;
}

function doubtsOf({ stops, constraints, providers, facts }: LocalityOptions): Doubt[] {
  const doubts: Doubt[] = [];
  for (const stop of stops) {
    const { route } = stop;
    const provider = providers.get(route.provider);
    if (!provider?.isLocal || !provider.runsItself || !isPlaceDecisive(stop, constraints)) continue;
    if (facts.factsOf(route) === undefined) doubts.push({ route, provider });
  }
  return doubts;
}

async function isOwn({ route, provider }: Doubt, signal: AbortSignal): Promise<boolean> {
  try {
    return (await provider.runsItself?.(route.model, signal)) === true;
  } catch {
    return false;
  }
}

/**
 * The routes whose models run on the user's own server itself, as it says now, where that server hands the calls of some
 * models on to others and no listing has told of the model yet. Only asks where the request depends on it; of what is not
 * told within a second, the answer is no. Never rejects.
 */
export async function findOwnModels(options: LocalityOptions): Promise<ReadonlySet<Route>> {
  const doubts = doubtsOf(options);
  if (doubts.length === 0) return none;
  const signal = AbortSignal.any([options.signal, options.clock.deadline(answerMs)]);
  const areOwn = await Promise.all(doubts.map((doubt) => isOwn(doubt, signal)));
  return new Set(doubts.filter((_, position) => areOwn[position]).map(({ route }) => route));
}
