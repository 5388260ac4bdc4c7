import { type HostedRoute, isSameRoute } from "../domain/route.ts";
import type { RouteFacts } from "../store/store.ts";

/** What the sources have said of routes. Both answers cost a look into a map. */
export interface KnownRoutes {
  /** Undefined where nothing is known. */
  factsOf(route: HostedRoute): RouteFacts | undefined;
  /** The routes of a model, of the named provider or of any. */
  routesOf(model: { provider: string | null; model: string }): readonly RouteFacts[];
}

/** Facts by the model's id, whoever provides it. Few routes share one, and no text has to be put together to find it. */
export type RouteIndex = ReadonlyMap<string, readonly RouteFacts[]>;

/** An index of facts; where two are about one route, the later one counts. */
export function indexRoutes(facts: readonly RouteFacts[]): RouteIndex {
  const index = new Map<string, RouteFacts[]>();
  for (const each of facts) {
    const others = index.get(each.model)?.filter((other) => !isSameRoute(other, each)) ?? [];
    index.set(each.model, [...others, each]);
  }
  return index;
}

export function factsOfRoute(index: RouteIndex, route: HostedRoute): RouteFacts | undefined {
  return index.get(route.model)?.find((each) => isSameRoute(each, route));
}

export function routesOfModel(index: RouteIndex, { provider, model }: { provider: string | null; model: string }) {
  const routes = index.get(model) ?? [];
  return provider === null ? routes : routes.filter((facts) => facts.provider === provider);
}
