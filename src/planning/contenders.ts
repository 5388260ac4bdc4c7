import type { Evaluation } from "../domain/evaluation.ts";
import { points } from "./choice.ts";

export interface PreferenceRules {
  /** Points within which two models count as equally good. */
  margin: number;
  preferredFamilies: readonly string[];
}

/** Whether the model's own name (not its owner's) begins a word with the family's: "Dolphin" is no "Phi". */
function isOfFamily(model: string, family: string): boolean {
  const name = (model.split("/").at(-1) ?? model).toLowerCase();
  const at = name.indexOf(family.toLowerCase());
  return at === 0 || (at > 0 && !/[a-z]/.test(name.charAt(at - 1)));
}

/** The model that goes first among some, and what it says of itself in a reason. */
export interface Pick {
  winner: Evaluation;
  /** "90.5 points", and what broke a tie where one was broken. */
  standing: string;
}

/**
 * The best of some candidates, which come best first. Among those within the margin of the best, a preferred family
 * goes first, in the order of the policy; nothing else does.
 */
export function pickBest(
  ranked: readonly Evaluation[],
  { margin, preferredFamilies }: PreferenceRules,
): Pick | undefined {
  const [best] = ranked;
  if (!best) return undefined;
  const tied = ranked.filter((each) => best.score - each.score < margin);
  for (const family of preferredFamilies) {
    const winner = tied.find((each) => isOfFamily(each.candidate.model, family));
    if (!winner) continue;
    const tie = `${best.candidate.model} has ${points(best.score)}, which is a tie within the margin of ${margin}`;
    const why = winner === best ? "" : ` (${tie}; the policy prefers ${family})`;
    return { winner, standing: `${points(winner.score)} points${why}` };
  }
  return { winner: best, standing: `${points(best.score)} points` };
}
