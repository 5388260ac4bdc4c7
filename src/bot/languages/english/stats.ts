import type { CallOutcome } from "../../../domain/usage.ts";
import { code, fmt } from "../../messages/formatting.ts";
import { count } from "./count.ts";

const outcomes: Record<CallOutcome, string> = {
  answered: "answered",
  gone: "no longer served",
  "no-credit": "without credit",
  busy: "busy",
  refused: "refused",
  broken: "broken",
  timeout: "too slow",
  cancelled: "cancelled",
  "bad-request": "wrongly asked",
};

const span = (days: number) => (days === 1 ? "the last day" : `the last ${days} days`);

/** /stats */
export const statsTexts = {
  outcomes,
  head: (task: string | null) => (task === null ? "How the models did" : `How the models did: ${task}`),
  span: (total: number, days: number) => `${count(total, "call")} in ${span(days)}`,
  keptSince: (moment: string) => `The oldest that is kept is of ${moment}.`,
  none: (days: number, task: string | null) =>
    task === null
      ? fmt`Nobody has called a model in ${span(days)}.`
      : fmt`Nobody has called a model for ${code(task)} in ${span(days)}.`,
  calls: (calls: number) => count(calls, "call"),
  success: (rate: string, lower: string) => `${rate} answered (at least ${lower})`,
  popularityScore: (score: string) => `popularity score ${score}`,
  half: (time: string) => `half within ${time}`,
  most: (time: string) => `95% within ${time}`,
  more: (models: number) => `And ${count(models, "more model")}; the buttons show them by task.`,
  moreNamed: (models: number) =>
    `And ${count(models, "more model")} that somebody asked for by name; “modelvane stats” on the command line shows them.`,
  explanation:
    "“At least”: with 95% certainty the true share is at least this. " +
    "Popularity score: calls × success × 100; it is not used to choose.",
};
