import type { Evaluation } from "../domain/evaluation.ts";
import { type HostedRoute, isSameRoute } from "../domain/route.ts";
import type { Verdict } from "../domain/verification.ts";
import type { Policy } from "../policy.ts";

type ProofRules = Pick<Policy, "verification">;

/** Whether live calls have shown that it answers, and rightly. */
export function isProven({ verdict }: Pick<Evaluation, "verdict">): boolean {
  return verdict?.outcome === "passed";
}

/** Whether live calls have shown that it does not answer, or wrongly. */
export function isRefuted({ verdict }: Pick<Evaluation, "verdict">): boolean {
  return verdict?.outcome === "failed";
}

/** What live calls to this very route have shown; undefined where it was not called. */
export function verdictOn(route: HostedRoute, verdicts: readonly (Verdict | null | undefined)[]): Verdict | undefined {
  return verdicts.find((each) => each && isSameRoute(each.route, route)) ?? undefined;
}

/**
 * Those of the qualified that the policy lets be put into a place, in the same order: by default what has passed, and
 * others only where nothing has.
 */
export function choosable(qualified: readonly Evaluation[], { verification }: ProofRules): readonly Evaluation[] {
  const unrefuted = qualified.filter((each) => !isRefuted(each));
  if (!verification.enabled || verification.unverified === "always") return unrefuted;
  const proven = qualified.filter(isProven);
  return proven.length > 0 || verification.unverified === "never" ? proven : unrefuted;
}

/** Why nothing is known for sure of a model, after its name and a colon. */
export function whyUnproven({ verdict }: Pick<Evaluation, "verdict">): string {
  return verdict?.reason ?? "it was not called";
}

/** What a reason adds of a model that is chosen without a proof; empty where there is one, or the policy asks for none. */
export function proofNote(chosen: Evaluation, { verification }: ProofRules): string {
  return !verification.enabled || isProven(chosen) ? "" : ` It is not verified: ${whyUnproven(chosen)}.`;
}
