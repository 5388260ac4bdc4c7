import type { Configuration } from "../domain/configuration.ts";
import { UserFacingError } from "../domain/errors.ts";
import type { Policy } from "../policy.ts";
import type { Provider } from "../providers/provider.ts";
import type { Clock } from "../shared/clock.ts";
import type { UsageLog } from "../store/store.ts";
import { resolveConstraints } from "./constraints.ts";
import { createHealth, type Health } from "./health.ts";
import type { KnownRoutes } from "./known-routes.ts";
import type { RoutedAnswer, Router, RouterRequest } from "./request.ts";
import { needsOf } from "./request-needs.ts";
import { select } from "./select.ts";
import { rememberStops, type StopsOfEntry, stopsOf } from "./targets.ts";
import { createTimeOrderedIds } from "./time-ordered-ids.ts";
import { tryInOrder } from "./try.ts";
import type { Work } from "./work.ts";

/** What routing reads and writes. The getters are asked at every request, so that changes count from the next one on. */
export interface RouterDependencies {
  configuration(): Configuration | null;
  policy(): Policy;
  /** By their declared names. */
  providers(): ReadonlyMap<string, Provider>;
  facts: KnownRoutes;
  usage: Pick<UsageLog, "record">;
  clock: Clock;
  logger: { warn(message: string): void };
  /** From 0 to 1; Math.random unless given. */
  random?: () => number;
}

/** The router, with what speaks against its routes for whoever learns that one is back. */
export interface RunningRouter extends Router, Pick<Health, "clear"> {
  /** Takes no requests any more. Answers that are under way are ended by those who asked, through their signals. */
  close(): void;
}

interface RouterParts {
  dependencies: RouterDependencies;
  health: Health;
  stopsOfEntry: StopsOfEntry;
  createId: () => string;
}

function selectionFor(
  request: RouterRequest,
  { dependencies, stopsOfEntry }: RouterParts,
  configuration: Configuration | null,
) {
  const { facts } = dependencies;
  const providers = dependencies.providers();
  const constraints = resolveConstraints({ policy: dependencies.policy(), request });
  const stops = stopsOf({ request, configuration, facts, providers, stopsOfEntry });
  const needs = needsOf(request.ask, request.needs);
  const selection = select({ stops, ask: request.ask, needs, constraints, providers, facts });
  return { selection, constraints };
}

/** Puts together what a request needs on its way. Throws an `UnknownTargetError`. */
function toWork(request: RouterRequest, parts: RouterParts): Work {
  const { dependencies, health, createId } = parts;
  const configuration = dependencies.configuration();
  const { selection, constraints } = selectionFor(request, parts, configuration);
  const { target, signal, requestId, chat, person, hops } = request;
  return {
    request,
    selection,
    limit: constraints.attempts,
    context: {
      health,
      usage: dependencies.usage,
      createId,
      clock: dependencies.clock,
      request: {
        request: requestId ?? createId(),
        task: "task" in target ? target.task : null,
        revision: configuration?.revision ?? null,
        chat: chat ?? null,
        person: person ?? null,
      },
      patience: constraints.patience,
      logger: dependencies.logger,
      hops: hops ?? 0,
      signal,
      attempts: [],
    },
  };
}

/** Brings requests to models that answer: selects, tries in order, and records. */
export function createRouter(dependencies: RouterDependencies): RunningRouter {
  const { clock, random } = dependencies;
  const health = createHealth(random === undefined ? { clock } : { clock, random });
  const parts = { dependencies, health, stopsOfEntry: rememberStops(), createId: createTimeOrderedIds(clock) };
  let isClosed = false;
  return {
    async ask(request): Promise<RoutedAnswer> {
      if (isClosed)
        throw new UserFacingError("Modelvane is being stopped, so it takes no more requests. Try again soon.");
      const work = toWork(request, parts);
      const { attempts, request: facts } = work.context;
      return { requestId: facts.request, events: tryInOrder(work), attempts: () => attempts };
    },
    clear: (route) => health.clear(route),
    close() {
      isClosed = true;
    },
  };
}
