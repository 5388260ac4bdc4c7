import { InputFile } from "grammy";
import type { InlineKeyboardButton } from "grammy/types";
import { UserFacingError } from "../../domain/errors.ts";
import type { Clock } from "../../shared/clock.ts";
import type { BotContext } from "../context.ts";
import { faultContent } from "../faults.ts";
import type { Content } from "./content.ts";
import type { FormattedString } from "./formatting.ts";
import { createLiveMessage } from "./live-message.ts";

export interface LaterOptions {
  clock: Clock;
  /** Stands in the log. */
  name: string;
  /** What is shown meanwhile. */
  waiting: Content;
  /** Answers in the place of the message whose button was tapped, where that is a text; else in a new message. */
  isInPlace?: boolean;
  /** Stands under a fault: a way to try again. */
  again?: InlineKeyboardButton[];
  /** `show` puts another word in the place of `waiting`; the signal is aborted when the service ends. */
  work(tools: { signal: AbortSignal; show(content: Content): void }): Promise<Content>;
}

/** The message that is answered in; null for a new one. */
function tappedText(context: BotContext): number | null {
  const message = context.callbackQuery?.message;
  return message !== undefined && "text" in message && message.text !== undefined ? message.message_id : null;
}

/** A fault of work in the background, as whoever asked is told. The signal is that of the work. */
function faultOf(error: unknown, context: BotContext, signal: AbortSignal): Content {
  const { logger, texts } = context.exchange;
  if (signal.aborted) return { text: texts.later.stopping };
  if (!(error instanceof UserFacingError)) logger.error({ err: error }, "An answer ended with a fault.");
  return faultContent(error, context);
}

/**
 * Answers with what takes a while: says at once that it is being looked for, lets the chat go on, and puts the answer,
 * or a fault in words, in the same message.
 */
export async function answerLater(context: BotContext, options: LaterOptions): Promise<void> {
  const { clock, name, waiting, isInPlace = false, again, work } = options;
  const { exchange } = context;
  const tapped = isInPlace ? tappedText(context) : null;
  const messageId = tapped ?? (await exchange.say(waiting));
  const message = createLiveMessage({
    edit: (content) => exchange.edit(messageId, content),
    clock,
    logger: exchange.logger,
  });
  if (tapped !== null) message.show(waiting);
  exchange.inBackground(name, async (signal) => {
    const answer = await work({ signal, show: message.show }).catch(
      (error: unknown): Content => ({ ...faultOf(error, context, signal), ...(again && { buttons: [again] }) }),
    );
    await message.finish(answer);
  });
}

/** A picture as it is sent. */
export interface Picture {
  /** PNG. */
  bytes: Uint8Array;
  /** The file's name, "rank.png". */
  name: string;
  caption: FormattedString;
}

export interface PictureOptions {
  /** Stands in the log. */
  name: string;
  draw(signal: AbortSignal): Promise<Picture>;
}

/** Draws a picture while the chat goes on, and sends it, or a fault in words, in a message of its own. */
export function pictureLater(context: BotContext, { name, draw }: PictureOptions): void {
  const { exchange } = context;
  exchange.inBackground(name, async (signal) => {
    let picture: Picture;
    try {
      picture = await draw(signal);
    } catch (error) {
      return void (await exchange.say(faultOf(error, context, signal)));
    }
    const { bytes, caption } = picture;
    await context.replyWithPhoto(new InputFile(bytes, picture.name), {
      caption: caption.text,
      caption_entities: caption.entities,
    });
  });
}
