import type { ServedRoute } from "../domain/candidate.ts";
import { type Evaluation, roundScore, routeOf } from "../domain/evaluation.ts";
import type { Choice, Route } from "../domain/route.ts";

/** A place where a model runs: two choices in the same place fail together. */
export function placeOf(route: Pick<Route, "provider" | "host">): string {
  return `${route.provider}/${route.host ?? ""}`;
}

/** Makes a choice of an evaluation; by the route that is given, or by the best usable one. */
export function choose(evaluation: Evaluation, route: ServedRoute | undefined = evaluation.usableRoutes[0]): Choice {
  if (!route) throw new Error(`${evaluation.candidate.model} has no usable route, so it cannot be chosen`);
  return {
    ...routeOf(evaluation.candidate, route),
    score: roundScore(evaluation.score),
    origin: "update",
    verifiedAt: null,
  };
}

/**
 * The usable route that a choice names. A choice without a host lets the provider choose one, so any of the same
 * interface will do.
 */
export function findUsableRoute(evaluation: Evaluation, choice: Choice): ServedRoute | undefined {
  return evaluation.usableRoutes.find(
    (route) =>
      route.interface === choice.interface &&
      route.version === choice.version &&
      (choice.host === null || route.host === choice.host),
  );
}

/** Smaller than any difference of scores that means something, larger than the errors of adding up fractions. */
const scoreTolerance = 1e-9;

/** Whether one score is ahead of another by the margin, in points; a margin of 0 asks for any lead at all. */
export function isAhead(score: number, other: number, margin: number): boolean {
  const lead = score - other;
  return lead > scoreTolerance && lead >= margin - scoreTolerance;
}

/** A score as the reasons show it. */
export function points(score: number): string {
  return roundScore(score).toFixed(1);
}
