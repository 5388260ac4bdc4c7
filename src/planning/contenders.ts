import type { Evaluation } from "../domain/evaluation.ts";
import { isAhead, points } from "./choice.ts";

export interface PreferenceRules {
  /** Points within which two models count as equally good. */
  margin: number;
  preferredFamilies: readonly string[];
}

/**
 * Whether the family's name stands as a word in the model's own name (not its owner's): "Dolphin" and "Phind" are no
 * "Phi". What follows may be a digit or a capital ("Qwen3", "StarCoderBase").
 */
function isOfFamily(model: string, family: string): boolean {
  const name = model.split("/").at(-1) ?? model;
  const lowered = name.toLowerCase();
  const wanted = family.toLowerCase();
  if (wanted === "") return false;
  for (let at = lowered.indexOf(wanted); at >= 0; at = lowered.indexOf(wanted, at + 1)) {
    const isWord = !/[a-z]/.test(lowered.charAt(at - 1)) && !/[a-z]/.test(name.charAt(at + wanted.length));
    if (isWord) return true;
  }
  return false;
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
  const tied = ranked.filter((each) => !isAhead(best.score, each.score, margin));
  for (const family of preferredFamilies) {
    const winner = tied.find((each) => isOfFamily(each.candidate.model, family));
    if (!winner) continue;
    const tie = `${best.candidate.model} has ${points(best.score)}, which is a tie within the margin of ${margin}`;
    const why = winner === best ? "" : ` (${tie}; the policy prefers ${family})`;
    return { winner, standing: `${points(winner.score)} points${why}` };
  }
  return { winner: best, standing: `${points(best.score)} points` };
}
