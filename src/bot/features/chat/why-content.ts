import type { Why } from "../../../chat/why.ts";
import type { UsageRecord } from "../../../domain/usage.ts";
import type { Texts } from "../../languages/texts.ts";
import { amountWords, costWords, scoreWords, waitWords } from "../../messages/facts.ts";
import { bold, dotted, type FormattedString, fmt, lines, paragraphs, routeWords } from "../../messages/formatting.ts";
import { quietText } from "../../messages/markdown/quiet-text.ts";
import { taskTitle } from "./facts-content.ts";

function sum(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null);
  return known.length === 0 ? null : known.reduce((total, value) => total + value, 0);
}

function tokenWords({ inputTokens, outputTokens }: UsageRecord, texts: Texts): string | null {
  if (inputTokens === null && outputTokens === null) return null;
  const words = (count: number | null) => (count === null ? "?" : amountWords(count, texts));
  return texts.chat.tokens(words(inputTokens), words(outputTokens));
}

function figures(attempt: UsageRecord, attempts: readonly UsageRecord[], texts: Texts): FormattedString {
  const { chat } = texts;
  const cost = sum(attempts.flatMap(({ inputCost, outputCost }) => [inputCost, outputCost]));
  return lines(
    dotted(
      attempt.firstTokenMs !== null && chat.firstWord(waitWords(attempt.firstTokenMs, texts)),
      chat.whole(waitWords(attempt.durationMs, texts)),
    ),
    tokenWords(attempt, texts),
    cost === null ? chat.costUnknown : chat.cost(costWords(cost, texts)),
  );
}

function vainWords(attempts: readonly UsageRecord[], author: UsageRecord, texts: Texts): FormattedString | null {
  const vain = attempts.filter((attempt) => attempt !== author && attempt.outcome !== "answered");
  if (vain.length === 0) return null;
  return lines(
    texts.chat.inVain,
    ...vain.map(({ route, outcome }) => fmt`• ${routeWords(route)}: ${texts.chat.outcomes[outcome]}`),
  );
}

function reasonWords({ choice, attempts }: Why, author: UsageRecord, texts: Texts): FormattedString | null {
  const { chat } = texts;
  const hasFailed = attempts.some((attempt) => attempt !== author);
  if (author.role === "own-choice") return fmt`${chat.ownChoice}`;
  if (choice === null) return null;
  if (!choice.isAnswerer) return hasFailed ? fmt`${chat.stoodIn}` : fmt`${chat.passedOver}`;
  const score = choice.score === null ? "" : ` (${scoreWords(choice.score, texts)})`;
  return fmt`${chat.firstChoice}${score}. ${quietText(texts.sentence(choice.reason))}`;
}

/** Why this model: who answered, how quickly, for what, who was asked in vain, and who would be next. */
export function whyContent(why: Why, texts: Texts): FormattedString {
  const { chat } = texts;
  const author = why.answered ?? why.attempts.at(-1);
  if (author === undefined) return chat.nothingKnown;
  return paragraphs(
    lines(author.task === null ? null : bold(taskTitle(author.task, texts)), routeWords(author.route)),
    reasonWords(why, author, texts),
    figures(author, why.attempts, texts),
    vainWords(why.attempts, author, texts),
    why.runnerUp && fmt`${chat.runnerUp} ${routeWords(why.runnerUp)}`,
  );
}
