import { bold, code, fmt } from "../../messages/formatting.ts";

/** /models */
export const modelsTexts = {
  head: bold("What serves each task"),
  more: (task: string) => fmt`More about one of them: ${code(`/models ${task}`)}`,
  none: fmt`No models have been chosen yet. The first update chooses them; please look again later.`,
  noneForAdministrators: fmt`No models have been chosen yet. /manual_update looks for them now, /test_update only shows what it would choose.`,
  nothing: (task: string) => fmt`Nothing serves ${code(task)} at the moment. /models shows what is served.`,
  first: "First choice",
  behind: bold("Fallbacks"),
  nothingBehind: fmt`It has no fallback.`,
  since: (at: string) => fmt`In use since ${at}.`,
  why: bold("Why"),
  rank: "Compare all models for it",
  unavailable: fmt`I cannot look that up at the moment. Please try again later.`,
};
