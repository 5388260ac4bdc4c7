import { chatInterface } from "../domain/route.ts";
import type { Admission } from "./gate.ts";
import type { Health } from "./health.ts";
import type { SelectedRoute } from "./select.ts";

export interface AdmittedRoute {
  selected: SelectedRoute;
  admission: Admission;
}

/** The selected routes one after another, each once, as health lets them through at the moment. */
export interface AdmittedRoutes {
  /** The next; null where there is none. One that continues an answer has to be a chat. */
  next(options: { continues: boolean }): AdmittedRoute | null;
}

/**
 * Walks through the selected routes; at most `limit` are let through. What is on trial comes on top of them: nobody is to
 * lose a chance of an answer by taking part.
 */
export function admittedRoutes(
  routes: readonly SelectedRoute[],
  { health, limit }: { health: Health; limit: number },
): AdmittedRoutes {
  let position = 0;
  let count = 0;
  return {
    next({ continues }) {
      while (position < routes.length && count < limit) {
        const selected = routes[position];
        position += 1;
        if (selected === undefined || (continues && selected.route.interface !== chatInterface)) continue;
        const admission = health.look(selected.route);
        if (admission.kind === "resting") continue;
        if (selected.role !== "trial") count += 1;
        return { selected, admission };
      }
      return null;
    },
  };
}
