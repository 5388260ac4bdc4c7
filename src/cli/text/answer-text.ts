import type { AnswerData } from "../../domain/answer.ts";
import type { Attempt } from "../../routing/request.ts";
import type { WholeAnswer } from "../../routing/whole-answer.ts";
import { countText, routeText } from "./words.ts";

/** A vector is for programs: people see how long it is, and how it begins. */
const shownNumbers = 6;

function percentText(score: number | null): string {
  return score === null ? "" : `${(score * 100).toFixed(1)}%  `;
}

function vectorText(vector: readonly number[]): string {
  const numbers = vector.slice(0, shownNumbers).map((number) => number.toFixed(4));
  const rest = vector.length > shownNumbers ? ", …" : "";
  return `${countText(vector.length, "number")}: [${numbers.join(", ")}${rest}] (all of them with --json)`;
}

/** What is no text, for people. */
export function dataText(data: AnswerData): string {
  switch (data.kind) {
    case "embeddings":
      return data.vectors.map(vectorText).join("\n");
    case "labels":
      return data.labels.map(({ label, score }) => `${percentText(score)}${label}`).join("\n");
    case "entities":
      if (data.entities.length === 0) return "Nothing was found.";
      return data.entities.map(({ label, text, score }) => `${percentText(score)}${label}: ${text}`).join("\n");
  }
}

/** Who answered, how long it took, and who was asked in vain before. */
export function attemptsText(answer: WholeAnswer, attempts: readonly Attempt[], latencyMs: number): string {
  const who = answer.route === null ? "Nobody" : routeText(answer.route);
  const vain = attempts
    .filter(({ outcome }) => outcome !== "answered")
    .map((attempt) => `${routeText(attempt)}: ${attempt.error ?? attempt.outcome}`);
  const tokens = answer.usage?.outputTokens ?? null;
  const facts = [`${(latencyMs / 1_000).toFixed(1)} s`, ...(tokens === null ? [] : [countText(tokens, "token")])];
  return [...vain, `${who} answered (${facts.join(", ")}).`].join("\n");
}
