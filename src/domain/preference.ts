import type { Candidate, ServedRoute } from "./candidate.ts";

/** Words of the policy's `prefer` that are no provider's name. */
export const preferenceWords = ["local", "free"] as const;

function meets(preference: string, candidate: Pick<Candidate, "provider" | "isLocal">, isFree: boolean): boolean {
  if (preference === "local") return candidate.isLocal;
  return preference === "free" ? isFree || candidate.isLocal : candidate.provider === preference;
}

/**
 * The first of the policy's preferences ("local", "free", or a provider's name) that a candidate meets by a route: 0 for
 * the first, as many as there are where it meets none. What runs on one's own machines is free.
 */
export function preferenceOf(
  candidate: Pick<Candidate, "provider" | "isLocal">,
  route: ServedRoute | undefined,
  prefer: readonly string[],
): number {
  // A loop and not a closure: this runs for every model that is listed.
  for (let index = 0; index < prefer.length; index += 1) {
    if (meets(prefer[index] as string, candidate, route?.isFree === true)) return index;
  }
  return prefer.length;
}
