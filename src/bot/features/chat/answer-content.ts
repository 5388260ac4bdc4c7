import type { AnswerData, FinishReason } from "../../../domain/answer.ts";
import { UserFacingError } from "../../../domain/errors.ts";
import type { TaskName } from "../../../domain/task.ts";
import { AnswerBrokenError, NoRouteError } from "../../../routing/errors.ts";
import type { BotContext } from "../../context.ts";
import { faultContent, withoutPayload } from "../../faults.ts";
import type { Texts } from "../../languages/texts.ts";
import { code, type FormattedString, fmt, folded, italic, lines } from "../../messages/formatting.ts";
import { quietText } from "../../messages/markdown/quiet-text.ts";
import type { EndReason } from "./open-answers.ts";

/** A vector is for programs: people see how long it is, and how it begins. */
const shownNumbers = 6;
/** Labels and names that fit a phone. */
const shownRows = 30;

function percent(score: number | null, { locale }: Texts): string {
  if (score === null) return "";
  return `${new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 1 }).format(score)} `;
}

function vectorWords(vector: readonly number[], texts: Texts): FormattedString {
  const numbers = vector.slice(0, shownNumbers).map((number) => number.toFixed(4));
  const begins = `[${numbers.join(", ")}${vector.length > shownNumbers ? ", …" : ""}]`;
  return fmt`${texts.chat.numbers(vector.length)}: ${code(begins)}`;
}

/** An answer that is no text, for people. */
export function dataWords(data: AnswerData, texts: Texts): FormattedString {
  switch (data.kind) {
    case "embeddings":
      return lines(...data.vectors.map((vector) => vectorWords(vector, texts)));
    case "labels":
      return lines(
        ...data.labels.slice(0, shownRows).map(({ label, score }) => quietText(`${percent(score, texts)}${label}`)),
      );
    case "entities":
      if (data.entities.length === 0) return texts.chat.nothingFound;
      return lines(
        ...data.entities
          .slice(0, shownRows)
          .map(({ label, text, score }) => quietText(`${percent(score, texts)}${label}: ${text}`)),
      );
  }
}

/** What is to be said of how an answer ended; null where that goes without saying. */
export function finishWords(reason: FinishReason | null, { chat }: Texts): FormattedString | null {
  if (reason === "length") return italic(chat.cutAtLength);
  return reason === "content_filter" ? italic(chat.filtered) : null;
}

/** Why an answer was ended before its time; null where there is nobody to tell, or they know. */
export function endedWords(because: EndReason, { chat }: Texts): string | null {
  switch (because) {
    case "stopped":
      return chat.stopped;
    case "service":
      return chat.askAgainSoon;
    case "postponed":
      return chat.answeredAfterwards;
    default:
      return null;
  }
}

/** Why there is no answer, or not all of it, in one sentence. */
export function faultWords(
  error: unknown,
  { context, task, now }: { context: BotContext; task: TaskName | null; now: number },
): FormattedString {
  const { texts, logger } = context.exchange;
  if (error instanceof NoRouteError) {
    logger.warn(error.message);
    const sentence = texts.chat.nobody(task, error.retryAt === null ? null : error.retryAt - now);
    // Who was tried, and what each said, is for those who run the bot: folded, for it is long.
    return lines(sentence, context.exchange.isAdministrator && folded(texts.sentence(error.message)));
  }
  if (error instanceof AnswerBrokenError) {
    logger.warn(error.message);
    return texts.chat.brokenOff;
  }
  if (!(error instanceof UserFacingError))
    logger.error({ err: withoutPayload(error) }, "An answer ended with a fault.");
  return faultContent(error, context).text;
}
