import type { Configuration } from "../domain/configuration.ts";
import type { HealthRecord } from "./health.ts";
import type { StopsOfEntry } from "./targets.ts";

/**
 * Listens for new configurations: what an update or a person has just chosen, or an update has just seen served and
 * kept, need not be left alone any longer. One call at a time finds out.
 */
export function createNewsListener({ health, stopsOfEntry }: { health: HealthRecord; stopsOfEntry: StopsOfEntry }) {
  let heard: Configuration | null = null;
  return (configuration: Configuration | null): void => {
    if (configuration === heard) return;
    heard = configuration;
    for (const entry of Object.values(configuration?.tasks ?? {})) {
      for (const { route } of stopsOfEntry(entry)) health.recall(route);
    }
  };
}
