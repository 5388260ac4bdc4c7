import type { Evaluation } from "../domain/evaluation.ts";
import { isAhead, points } from "./choice.ts";

export interface PreferenceRules {
  /** Points within which two models count as equally good. */
  margin: number;
  preferredFamilies: readonly string[];
  /** What goes first whatever the score: "local", "free", or a provider's name. */
  prefer: readonly string[];
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
  /** "90.5 points", and what decided where that was not the score alone. */
  standing: string;
}

interface Tie {
  winner: Evaluation;
  /** The preferred family that broke a tie; null where none did. */
  family: string | null;
}

/** The best, or one within the margin of it that is of a preferred family, in the order of the policy. */
function breakTie(best: Evaluation, rivals: readonly Evaluation[], rules: PreferenceRules): Tie {
  const tied = rivals.filter((each) => !isAhead(best.score, each.score, rules.margin));
  for (const family of rules.preferredFamilies) {
    const winner = tied.find((each) => isOfFamily(each.candidate.model, family));
    if (winner) return { winner, family: winner === best ? null : family };
  }
  return { winner: best, family: null };
}

/**
 * The best of some candidates, which come in the order of a ranking. What meets the earliest of the policy's preferences
 * goes first, whatever the score; among those within the margin of the best of them, a preferred family; nothing else
 * does.
 */
export function pickBest(ranked: readonly Evaluation[], rules: PreferenceRules): Pick | undefined {
  const [best] = ranked;
  if (!best) return undefined;
  const rivals = ranked.filter((each) => each.preference === best.preference);
  const { winner, family } = breakTie(best, rivals, rules);
  const preferred = [rules.prefer[best.preference], family].filter((each) => each !== undefined && each !== null);
  const tie = `${best.candidate.model} has ${points(best.score)}, which is a tie within the margin of ${rules.margin}`;
  const notes = [
    ...(family === null ? [] : [tie]),
    ...(preferred.length === 0 ? [] : [`the policy prefers ${preferred.join(", ")}`]),
  ];
  const why = notes.length === 0 ? "" : ` (${notes.join("; ")})`;
  return { winner, standing: `${points(winner.score)} points${why}` };
}
