import type { HostedRoute, Route } from "../domain/route.ts";

// Names come from outside and may hold any printable character, so the parts are set apart by one that is not.
const separator = "\n";

/** One text for a route without its version: what is known of a model's route holds for its versions. */
export function hostedRouteKey({ provider, model, host, interface: spoken }: HostedRoute): string {
  return provider + separator + model + separator + (host ?? "") + separator + spoken;
}

/** One text for a route with its version: another version may be well while this one is gone. */
export function routeKey(route: Route): string {
  return route.version === null ? hostedRouteKey(route) : hostedRouteKey(route) + separator + route.version;
}
