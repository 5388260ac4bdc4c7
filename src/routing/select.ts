import { chatInterface, type Route } from "../domain/route.ts";
import type { Provider } from "../providers/provider.ts";
import type { RouteFacts } from "../store/store.ts";
import type { Constraints } from "./constraints.ts";
import type { KnownRoutes } from "./known-routes.ts";
import type { Ask } from "./request.ts";
import type { RequestNeeds } from "./request-needs.ts";
import { canTake, inputKindOf } from "./route-input.ts";
import type { Stop } from "./targets.ts";

/** A route that can do what is asked, and may. */
export interface SelectedRoute extends Stop {
  provider: Provider;
  facts: RouteFacts | undefined;
  /** It runs on machines of the user's own; false where nobody can tell. */
  isLocal: boolean;
}

export interface Selection {
  /** In the order in which they are tried. */
  routes: readonly SelectedRoute[];
  /** Why the others are not among them: "it does not call tools". */
  obstacles: readonly { route: Route; reason: string }[];
}

export interface SelectOptions {
  stops: readonly Stop[];
  ask: Ask;
  needs: RequestNeeds;
  constraints: Constraints;
  providers: ReadonlyMap<string, Provider>;
  facts: KnownRoutes;
  /** Of those without facts, the routes whose models are known to run on the user's own server itself. */
  ownModels: ReadonlySet<Route>;
}

const dollars = (micros: number) => `$${micros / 1_000_000} per million output tokens`;

/** Why the ask cannot be put in a way that the route takes. */
function misfitOf(route: Route, ask: Ask): string {
  if (ask.kind === "embedding") return "it does not embed texts";
  if (inputKindOf(route) === "embedding") return "it takes texts to embed only";
  return `it takes ${ask.kind === "pipeline" ? "text and pictures" : "other input"} only`;
}

/** What is known not to be so is in the way; what is unknown is not. */
function lackOf({ route, facts }: SelectedRoute, { ask, needs }: SelectOptions): string | null {
  const isChat = route.interface === chatInterface;
  if (!canTake(route, ask)) return misfitOf(route, ask);
  if (needs.tools && (!isChat || facts?.supportsTools === false)) return "it does not call tools";
  if (needs.responseFormat && !isChat) return "it cannot answer in a form";
  if (needs.vision && isChat && facts?.supportsVision === false) return "it does not take pictures";
  const room = facts?.contextLength ?? null;
  if (room !== null && needs.contextTokens > room) return `its ${room} tokens of context are too few`;
  return null;
}

/** A server of one's own may hand the calls of some models on to others: then the model itself has to be known. */
function runsLocally(
  { route, provider, facts }: Pick<SelectedRoute, "route" | "provider" | "facts">,
  { ownModels }: SelectOptions,
): boolean {
  if (!provider.isLocal) return false;
  return facts?.isLocal ?? (provider.runsItself === undefined || ownModels.has(route));
}

/** What a route costs in USD micros per million output tokens; null where that is unknown. */
function priceOf({ isLocal, facts }: SelectedRoute): number | null {
  return isLocal || facts?.isFree === true ? 0 : (facts?.outputPrice ?? null);
}

/**
 * Whether the policy's rules on prices are taken as kept: a person's pin goes before them, and what is configured was chosen
 * under them where nothing at all is known of it (a new database). Of a route that is known, an unknown price is none.
 */
function isTakenAsKept({ isConfigured, isPinned, facts }: SelectedRoute): boolean {
  return isPinned || (isConfigured && facts === undefined);
}

function expenseOf(selected: SelectedRoute, { constraints }: SelectOptions): string | null {
  const price = priceOf(selected);
  const { freeOnly, requestMaximumPrice, policyMaximumPrice } = constraints;
  const { isLocal, facts, route } = selected;
  if (requestMaximumPrice !== null && (price === null || price > requestMaximumPrice)) {
    return price === null ? "its price is unknown" : `it costs ${dollars(price)}`;
  }
  if (isTakenAsKept(selected)) return null;
  if (freeOnly && !isLocal && facts?.isFree !== true) return "it is not known to be free";
  // What is billed otherwise than by tokens has no such price.
  if (policyMaximumPrice === null || route.interface !== chatInterface) return null;
  if (price === null) return "its price is unknown, and the policy has a maximum";
  return price > policyMaximumPrice ? `it costs ${dollars(price)}, and the policy's maximum is less` : null;
}

function whyNotLocal({ provider, facts }: SelectedRoute): string {
  if (provider.isLocal && facts === undefined) return "it is not known to run on a machine of your own";
  return "it does not run on a machine of your own";
}

function obstacleOf(selected: SelectedRoute, options: SelectOptions): string | null {
  if (options.constraints.localOnly && !selected.isLocal) return whyNotLocal(selected);
  return lackOf(selected, options) ?? expenseOf(selected, options);
}

/** Of the routes that a request may go to, those that can do what it needs and are allowed for it. */
export function select(options: SelectOptions): Selection {
  const routes: SelectedRoute[] = [];
  const obstacles: { route: Route; reason: string }[] = [];
  for (const stop of options.stops) {
    const { route } = stop;
    const provider = options.providers.get(route.provider);
    if (provider === undefined) {
      obstacles.push({ route, reason: `the provider ${route.provider} is not turned on` });
      continue;
    }
    const facts = options.facts.factsOf(route);
    const selected = { ...stop, provider, facts, isLocal: runsLocally({ route, provider, facts }, options) };
    const reason = obstacleOf(selected, options);
    if (reason === null) routes.push(selected);
    else obstacles.push({ route, reason });
  }
  return { routes, obstacles };
}
