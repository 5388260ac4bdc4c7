import type { ServedRoute } from "../domain/candidate.ts";
import { type ModelIdentity, type Route, routeOf } from "../domain/route.ts";

/** A model that may have to prove itself. */
export interface Contender extends ModelIdentity {
  /** Its calls cost nothing. */
  isLocal: boolean;
  /** Those that may be used, the one that would be chosen first; at least one. */
  routes: readonly ServedRoute[];
}

/** One way to reach a contender. */
export interface Place {
  route: Route;
  served: ServedRoute;
  isLocal: boolean;
}

/** The ways to reach a contender, in their order. */
export function placesOf({ provider, model, isLocal, routes }: Contender): Place[] {
  return routes.map((served) => ({ route: routeOf({ provider, model, ...served }), served, isLocal }));
}

/** One text for a route with its version. */
export function placeKey({ provider, model, version, host, interface: spoken }: Route): string {
  return [provider, model, version ?? "", host ?? "", spoken].join("\u0000");
}

/** A route of which nothing is known but that it is configured. */
export function unlistedRoute({
  host,
  version,
  interface: spoken,
}: Pick<Route, "host" | "version" | "interface">): ServedRoute {
  const unknown = {
    inputPrice: null,
    outputPrice: null,
    isFree: null,
    contextLength: null,
    firstTokenMs: null,
    tokensPerSecond: null,
    supportsTools: null,
    supportsVision: null,
  };
  return { host, version, interface: spoken, status: "unknown", isAdapter: false, ...unknown };
}
