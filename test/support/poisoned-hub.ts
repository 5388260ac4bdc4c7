import { hubRecord } from "./hub-record.ts";

/** The id of a model that would be the best, had its owner's name not a digit for a letter. */
export const lookAlike = "mak3r-labs/Best-9";

/** A small hub of chat models, one of which was put there to be taken for another's. */
export const poisonedHub = [
  hubRecord({ id: lookAlike, createdAt: "2026-11-11T00:00:00.000Z", downloads: 5_000_000, likes: 9_000 }),
  hubRecord({ id: "maker-labs/Good-1", createdAt: "2025-03-01T00:00:00.000Z", downloads: 60_000, likes: 900 }),
  hubRecord({ id: "others/Fine-1", createdAt: "2026-02-01T00:00:00.000Z", downloads: 40_000, likes: 700 }),
];
