import { bold, code, fmt } from "../../messages/formatting.ts";
import { count } from "./count.ts";

const models = (amount: number) => count(amount, "model");

/** /rank */
export const rankTexts = {
  choose: fmt`For which task? You can also write it: ${code("/rank conversational")}`,
  looking: (task: string, seen: number) =>
    fmt`🔎 Looking at the models for ${bold(task)}${seen > 0 ? `: ${models(seen)} seen` : ""}…`,
  head: (task: string) => fmt`🏆 ${bold(task)}`,
  summary: (listed: number, qualified: number, threshold: string) =>
    `${models(listed)} listed. ${qualified.toLocaleString("en-GB")} may be chosen and reach the threshold of ${threshold} points.`,
  legend: fmt`The four numbers: popularity, performance, recency and compatibility, each of 100; ? is unknown. “Known”: how much of the score rests on facts.`,
  inUse: "in use",
  behind: "fallback",
  belowThreshold: "below the threshold",
  more: (amount: number) => `And ${amount.toLocaleString("en-GB")} more that may be chosen.`,
  none: fmt`None of them may be chosen.`,
  empty: fmt`No model is listed for it at the moment.`,
  excluded: (amount: number) => fmt`${bold(`${models(amount)} may not be chosen`)}, the best of them:`,
  failed: (task: string) => fmt`The models for ${bold(task)} could not be looked at.`,
  faults: fmt`⚠️ Not everything could be read:`,
  picture: "As a picture",
  refresh: "Refresh",
  drawing: "🎨 Drawing…",
  pictureTitle: (task: string) => `The best models for ${task}`,
  pictureSubtitle: (at: string, listed: number) => `${at} · ${models(listed)} listed`,
  pictureThreshold: (points: string) => `threshold ${points}`,
  pictureUnknown: "unknown",
  pictureExcluded: "may not be chosen",
  pictureFooter: "A bar is as long as the score, 0 to 100.",
  caption: (task: string, at: string) => fmt`${bold(task)}, ${at}`,
};
