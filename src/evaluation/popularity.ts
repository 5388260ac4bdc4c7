import type { Candidate } from "../domain/candidate.ts";
import type { Assessment } from "../domain/evaluation.ts";
import type { Criterion } from "./criterion.ts";

/**
 * The logarithms of the counts that make 100: so many use a model that it does work for people (ten thousand
 * downloads in 30 days, a hundred likes). More says nothing: downloads are mostly machines', and among models that
 * people have compared they tell nothing of quality (rank correlation -0.06 for downloads, -0.15 for likes).
 */
const fullDownloads = Math.log10(1 + 10_000);
const fullLikes = Math.log10(1 + 100);
/** Likes are given by people, downloads mostly by machines; but most models have few likes. */
const downloadsShare = 0.6;

function onLogarithmicScale(count: number, full: number): number {
  return Math.min(100, (100 * Math.log10(1 + Math.max(0, count))) / full);
}

function assess({ downloads, likes }: Candidate): Assessment | null {
  if (downloads === null && likes === null) return null;
  if (downloads === null) return { value: onLogarithmicScale(likes ?? 0, fullLikes), confidence: 0.5 };
  const fromDownloads = onLogarithmicScale(downloads, fullDownloads);
  if (likes === null) return { value: fromDownloads, confidence: 0.5 };
  const value = downloadsShare * fromDownloads + (1 - downloadsShare) * onLogarithmicScale(likes, fullLikes);
  return { value, confidence: 1 };
}

const counts = new Intl.NumberFormat("en", { notation: "compact", maximumFractionDigits: 1 });

function explain({ downloads, likes }: Candidate): string[] {
  const phrases: string[] = [];
  if (downloads !== null) phrases.push(`${counts.format(downloads)} downloads in 30 days`);
  if (likes !== null) phrases.push(`${counts.format(likes)} likes`);
  return phrases;
}

/** Whether a model is adopted: evidence that it works for people, which ends where it is plain that it does. */
export const popularity: Criterion = { assess, explain };
