import { type BotError, GrammyError, HttpError } from "grammy";
import { OperationError, UserFacingError } from "../domain/errors.ts";
import type { BotContext } from "./context.ts";
import type { Content } from "./messages/content.ts";
import { FormattedString } from "./messages/formatting.ts";

/** Nothing may be written there: the chat is unknown, the topic closed, or the bot may not write in the group. */
const closedPlaces =
  /chat not found|TOPIC_CLOSED|not enough rights to send text|CHAT_WRITE_FORBIDDEN|have no rights to send|CHAT_RESTRICTED/;

/** The person has blocked the bot, left, or was never there, or the chat is closed to it: nobody can be told. */
export function isUnreachable(error: unknown): boolean {
  return error instanceof GrammyError && (error.error_code === 403 || closedPlaces.test(error.description));
}

/** What the log may keep of a fault: Telegram's refusals bring along what was to be sent, and to whom. */
export function withoutPayload(error: unknown): unknown {
  return error instanceof GrammyError ? new Error(error.message, { cause: error.method }) : error;
}

/** A fault as a person is told: its own sentence where it has one, else the number by which the log knows it. */
export function faultContent(error: unknown, { exchange, update }: BotContext): Content {
  const { texts } = exchange;
  if (error instanceof OperationError && !exchange.isAdministrator) {
    exchange.logger.warn(error.message);
    return { text: texts.models.unavailable };
  }
  if (error instanceof UserFacingError) return { text: new FormattedString(texts.sentence(error.message)) };
  return { text: texts.common.unexpected(update.update_id) };
}

/**
 * The boundary of a feature: a fault ends in a sentence to whoever set it off, and the rest of the bot goes on. Never
 * throws.
 */
export async function handleFault(fault: BotError<BotContext>): Promise<void> {
  const { error, ctx: context } = fault;
  const { exchange } = context;
  if (isUnreachable(error)) {
    exchange.logger.info("Nobody could be told: the chat is out of reach.");
    return;
  }
  if (!(error instanceof UserFacingError))
    exchange.logger.error({ err: withoutPayload(error) }, "An update ended with a fault.");
  // Telegram itself was the fault: another message would meet the same.
  if (error instanceof HttpError) return;
  try {
    await exchange.notify("");
    await exchange.say(faultContent(error, context));
  } catch (second) {
    exchange.logger.warn(`The fault could not be told: ${(second as Error).message}`);
  }
}
