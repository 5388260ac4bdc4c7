import type { Candidate } from "../../domain/candidate.ts";
import type { PastModel } from "../../domain/knowledge.ts";
import type { Policy } from "../../policy.ts";
import type { OwnerFacts } from "./census.ts";

const millisecondsPerDay = 86_400_000;
/** Downloads count the last 30 days, so that those of a younger model rise by themselves. */
const settledDays = 30;
/** Counts below these make no model stand out. */
const notableDownloads = 5_000;
const notableLikes = 500;

type GuardRules = Pick<Policy, "guards">;

function daysSince(moment: number, now: number): number {
  return (now - moment) / millisecondsPerDay;
}

function thousands(count: number): string {
  return count.toLocaleString("en-US");
}

export interface JumpFacts {
  /** What an earlier run has seen; undefined where none has seen it. */
  past: Pick<PastModel, "downloads" | "lastSeen"> | undefined;
  /** By the hub's clock: milliseconds since the epoch. */
  now: number;
}

/** Why the downloads look driven up, as a part of a sentence: they jumped although the model is not new. */
export function jumpReason(candidate: Candidate, { past, now }: JumpFacts, { guards }: GuardRules): string | null {
  const { createdAt, downloads } = candidate;
  const before = past?.downloads ?? null;
  // What was last seen so long ago has had time to become known.
  if (past?.lastSeen !== undefined && daysSince(past.lastSeen, now) > settledDays) return null;
  if (before === null || downloads === null || downloads < notableDownloads) return null;
  if (createdAt === null || daysSince(createdAt, now) < settledDays) return null;
  if (downloads < guards.downloadJump * Math.max(1, before)) return null;
  return `its downloads jumped from ${thousands(before)} to ${thousands(downloads)}`;
}

/** Why the owner is suspicious, as a part of a sentence: nobody knew it two weeks ago, and all the world uses its model. */
export function newOwnerReason(
  { downloads, likes }: Candidate,
  { owner, now }: { owner: OwnerFacts; now: number },
  { guards }: GuardRules,
): string | null {
  if (owner.oldest === null || ((downloads ?? 0) < notableDownloads && (likes ?? 0) < notableLikes)) return null;
  const days = Math.max(0, daysSince(owner.oldest, now));
  if (days >= guards.newOwnerDays) return null;
  const counts =
    (downloads ?? 0) < notableDownloads ? `${thousands(likes ?? 0)} likes` : `${thousands(downloads ?? 0)} downloads`;
  return `its owner "${owner.name}" is new (its first model is ${Math.floor(days)} days old), but it has ${counts}`;
}
