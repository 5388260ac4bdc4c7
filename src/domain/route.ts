import { z } from "zod";

/** How a route is spoken to: `chat`, or the name of a pipeline of the provider's ("summarization"). */
export const chatInterface = "chat";

export const routeSchema = z.looseObject({
  provider: z.string().min(1),
  model: z.string().min(1),
  version: z.string().nullable().default(null),
  host: z.string().nullable().default(null),
  interface: z.string().min(1),
});

/** How a model is reached. `host` is null where the provider has no choice of hosts, `version` where it has none. */
export type Route = z.infer<typeof routeSchema>;

/** Where a choice comes from: built in, an update, a pin in the policy, or a person's own hand. */
export const choiceOrigins = ["seed", "update", "pin", "person"] as const;

export const choiceSchema = routeSchema.extend({
  score: z.number().min(0).max(100).nullable().default(null),
  origin: z.enum(choiceOrigins),
  verifiedAt: z.iso.datetime().nullable().default(null),
});

/** A route chosen for a task. `score` is null where nothing was scored (a seed, a pin). */
export type Choice = z.infer<typeof choiceSchema>;

/** Which model, whatever the host: the identity that holds, pins and ignores speak of. */
export type ModelIdentity = Pick<Route, "provider" | "model">;

/** A route without its version. */
export type HostedRoute = Pick<Route, "provider" | "model" | "host" | "interface">;

/** Whether both are the same model of the same provider, on whatever host. */
export function isSameModel(a: ModelIdentity, b: ModelIdentity): boolean {
  return a.provider === b.provider && a.model === b.model;
}

/** Whether both reach the same model in the same way: host and interface too, but for the version. */
export function isSameRoute(a: HostedRoute, b: HostedRoute): boolean {
  return isSameModel(a, b) && a.host === b.host && a.interface === b.interface;
}

/** A route as a person reads it: "zai-org/GLM-5 on novita". */
export function describeRoute(route: Pick<Route, "provider" | "model" | "host">): string {
  return `${route.model} on ${route.host ?? route.provider}`;
}

/** The route alone, of what says more of it (a choice, a route's facts). */
export function routeOf(named: Pick<Route, "provider" | "model" | "version" | "host" | "interface">): Route {
  const { provider, model, version, host, interface: spoken } = named;
  return { provider, model, version, host, interface: spoken };
}
