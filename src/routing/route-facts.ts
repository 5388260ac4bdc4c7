import type { Clock } from "../shared/clock.ts";
import { messageOf } from "../shared/file-fault.ts";
import type { ModelRegistry } from "../store/store.ts";
import { factsOfRoute, indexRoutes, type KnownRoutes, type RouteIndex, routesOfModel } from "./known-routes.ts";

export interface RouteFactsOptions {
  registry: Pick<ModelRegistry, "routeFacts">;
  clock: Clock;
  logger: { warn(message: string): void };
}

export interface LiveRouteFacts extends KnownRoutes {
  /**
   * Reads the facts anew, for who knows that they have changed. Never rejects. Those known stay after a fault, and where
   * there are none to read any more: then the database was set aside, or removed.
   */
  refresh(): Promise<void>;
}

const freshForMs = 600_000;

/**
 * The registry's facts in memory. They are read in the background by the first question, and by those that come when
 * they are ten minutes old; until they are there, and where they cannot be read (a warning, once), nothing is known.
 */
export function createRouteFacts({ registry, clock, logger }: RouteFactsOptions): LiveRouteFacts {
  let index = indexRoutes([]);
  let readAt: number | null = null;
  let reading: Promise<void> | null = null;
  let isWarned = false;

  async function read(): Promise<void> {
    try {
      const facts = await registry.routeFacts();
      if (facts.length > 0) index = indexRoutes(facts);
      isWarned = false;
    } catch (error) {
      if (!isWarned)
        logger.warn(`What is known of models could not be read, so prices are unknown: ${messageOf(error)}`);
      isWarned = true;
    }
  }

  async function refresh(): Promise<void> {
    readAt = clock.now();
    // One that is under way may have begun before the change.
    await reading;
    reading ??= read().finally(() => {
      reading = null;
    });
    await reading;
  }

  function current(): RouteIndex {
    // A clock may be set back.
    if (readAt === null || Math.abs(clock.now() - readAt) >= freshForMs) void refresh();
    return index;
  }

  return {
    refresh,
    factsOf: (route) => factsOfRoute(current(), route),
    routesOf: (model) => routesOfModel(current(), model),
  };
}
