/** An invented model, and what is the matter with it. Its facts are in facts/invented-*.tsv. */
export interface Part {
  model: string;
  /** The share of questions that it answers rightly, from 0 to 1. */
  quality: number;
  /** It is listed as live; whoever calls it is told that it is gone. */
  isGone?: true;
}

/** Whom the demo lets appear, to show who is chosen and who is not. */
export const cast = {
  /** Good, young, and without any published result. */
  newcomer: { model: "modelvane-demo/Weathercock-1", quality: 0.98 },
  /** The most downloaded of all, old and small. */
  favourite: { model: "modelvane-demo/Crowd-Pleaser-3B", quality: 0.45 },
  /** Looks good in every list. */
  mute: { model: "modelvane-demo/Doldrums-1", quality: 0.9, isGone: true },
  /** Says of itself that it is the best, and answers nonsense. */
  boaster: { model: "modelvane-demo/Hot-Air-1", quality: 0 },
  /** Two letters "v" for a "w": its owner, four days old, is not the one whose models it claims to continue. */
  lookAlike: { model: "Qvven/Qwen3.7-235B-A22B-Instruct", quality: 0.3 },
} as const satisfies Record<string, Part>;

export type PartName = keyof typeof cast;
