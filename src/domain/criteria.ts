/** The four criteria of a score, in the order in which they are shown. */
export const criterionNames = ["popularity", "performance", "recency", "compatibility"] as const;

export type CriterionName = (typeof criterionNames)[number];

/** A criterion's share of a score, in any unit: only the proportions count. */
export type CriterionWeights = Record<CriterionName, number>;
