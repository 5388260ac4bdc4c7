import type { Candidate } from "../domain/candidate.ts";
import type { Assessment } from "../domain/evaluation.ts";
import type { Criterion } from "./criterion.ts";

/**
 * The logarithms of the counts that make 100, of the order of the Hub's most used models (tens of millions of downloads in 30 days, ten
 * thousand likes). The scale is logarithmic because the counts span seven orders of magnitude, and because downloads
 * include automated ones: ten times more is one step, not ten.
 */
const fullDownloads = Math.log10(1 + 10_000_000);
const fullLikes = Math.log10(1 + 10_000);
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

/** How much a model is used and liked. */
export const popularity: Criterion = { assess, explain };
