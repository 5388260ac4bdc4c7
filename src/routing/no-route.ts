import { describeRoute } from "../domain/route.ts";
import { NoRouteError } from "./errors.ts";
import { describeRest, explainNoRoute } from "./explain.ts";
import type { SelectedRoute } from "./select.ts";
import type { Work } from "./work.ts";

/** When the first of the selected routes may be called again; null where none was selected. */
function retryAtOf({ selection, context }: Work): number | null {
  const now = context.clock.now();
  let soonest: number | null = null;
  for (const { route } of selection.routes) {
    const admission = context.health.look(route);
    const at = admission.kind === "resting" ? admission.until : now;
    soonest = soonest === null ? at : Math.min(soonest, at);
  }
  return soonest;
}

function restsOf({ selection, context }: Work): string[] {
  const tried = new Set(context.attempts.map(({ provider, model, host }) => describeRoute({ provider, model, host })));
  return selection.routes.flatMap(({ route }) => {
    const admission = context.health.look(route);
    const isTold = tried.has(describeRoute(route));
    return admission.kind === "resting" && !isTold ? [describeRest(route, admission.because)] : [];
  });
}

function isGone({ selection, context }: Work): boolean {
  const isUnserved = ({ route }: SelectedRoute) => {
    const admission = context.health.look(route);
    return admission.kind === "resting" && admission.because === "gone";
  };
  return selection.routes.length > 0 && selection.routes.every(isUnserved);
}

/** Whether one of the selected routes was not tried, since it rests. */
export function isAnyResting(work: Work): boolean {
  return restsOf(work).length > 0;
}

/** The error for a caller whom nobody could answer. */
export function toNoRouteError(work: Work, failures: readonly string[], cause: unknown): NoRouteError {
  const { request, selection, context } = work;
  const retryAt = retryAtOf(work);
  const message = explainNoRoute({
    target: request.target,
    failures,
    rests: restsOf(work),
    obstacles: selection.obstacles.map(({ route, reason }) => `${describeRoute(route)}: ${reason}`),
    retryInMs: retryAt === null ? null : retryAt - context.clock.now(),
  });
  return new NoRouteError(message, { retryAt, attempts: context.attempts, isGone: isGone(work), cause });
}
