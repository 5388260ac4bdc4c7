import { type CriterionName, criterionNames } from "../../domain/criteria.ts";
import type { Texts } from "../languages/texts.ts";

/** What a score is made of. */
export interface ScoreParts {
  components: Record<CriterionName, number | null>;
  /** 0 to 1. */
  confidence: number;
}

/** "71 · 92 · 88 · ?, 92% known": the criteria in their order, which `texts.rank.legend` names. */
export function scoreLine({ components, confidence }: ScoreParts, { facts }: Texts): string {
  const numbers = criterionNames.map((name) => {
    const value = components[name];
    return value === null ? "?" : String(Math.round(value));
  });
  return `${numbers.join(" · ")}, ${facts.known(Math.round(confidence * 100))}`;
}
