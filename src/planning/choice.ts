import type { ServedRoute } from "../domain/candidate.ts";
import { type Evaluation, roundScore, routeOf } from "../domain/evaluation.ts";
import { type Choice, isSameRoute, type Route } from "../domain/route.ts";
import { toTimestamp } from "../shared/clock.ts";

/** A place where a model runs: two choices in the same place fail together. */
export function placeOf(route: Pick<Route, "provider" | "host">): string {
  return `${route.provider}/${route.host ?? ""}`;
}

/** The usable route that live calls have shown to answer rightly, or else the best one. */
function defaultRoute({ candidate, usableRoutes, verdict }: Evaluation): ServedRoute | undefined {
  const isProven = (route: ServedRoute) =>
    verdict?.outcome === "passed" && isSameRoute(verdict.route, routeOf(candidate, route));
  return usableRoutes.find(isProven) ?? usableRoutes[0];
}

/**
 * Makes a choice of an evaluation; by the route that is given, or by the best usable one. It counts as verified where
 * live calls in this run have gone by that very route.
 */
export function choose(evaluation: Evaluation, route = defaultRoute(evaluation)): Choice {
  const { candidate, score, verdict } = evaluation;
  if (!route) throw new Error(`${candidate.model} has no usable route, so it cannot be chosen`);
  const chosen = routeOf(candidate, route);
  const isVerified = verdict?.outcome === "passed" && isSameRoute(verdict.route, chosen);
  return {
    ...chosen,
    score: roundScore(score),
    origin: "update",
    verifiedAt: isVerified ? toTimestamp(verdict.at) : null,
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
