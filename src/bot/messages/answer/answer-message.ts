import { GrammyError, InputFile } from "grammy";
import type { Content } from "../content.ts";
import { type FormattedString, paragraphs } from "../formatting.ts";
import { longestMessage } from "../split.ts";
import { Showing, type ShowingOptions } from "./showing.ts";

/** An answer in a chat, from its first word to its last. */
export interface AnswerMessage {
  /** Shows that it is being worked on, where nothing of the answer is there yet; keeps alive what is shown. */
  think(): void;
  /** More of its Markdown. Costs next to nothing; it is shown as soon as it may be. */
  add(text: string): void;
  /** Shows the rest with a last word and buttons. Answers the last message's id; null where there is nothing to show. */
  end(last: LastWord): Promise<number | null>;
  /** Makes another call of the answer in its turn, however long Telegram wants to be left alone. Rejects as it does. */
  surely<Result>(call: () => Promise<Result>): Promise<Result>;
  /** Takes away what is shown: nobody wants the answer any more. */
  abandon(): Promise<void>;
}

/** What stands at the end of an answer. */
export interface LastWord {
  note?: FormattedString | null | undefined;
  buttons?: Content["buttons"];
}

function withNote(pages: readonly FormattedString[], note: FormattedString | null | undefined): FormattedString[] {
  if (!note) return [...pages];
  const last = pages.at(-1);
  if (last === undefined) return [note];
  const together = paragraphs(last, note);
  return together.text.length <= longestMessage ? [...pages.slice(0, -1), together] : [...pages, note];
}

/** The group's rules: it takes messages, but no files. */
function isForbidden(error: unknown): boolean {
  return error instanceof GrammyError && error.error_code === 400 && /not enough rights/.test(error.description);
}

async function sendWhole(
  showing: Showing,
  { place, preview, words }: ShowingOptions,
  { note, buttons }: LastWord,
): Promise<number> {
  await preview.clear();
  const { text, entities } = paragraphs(words.whole, note);
  const file = new InputFile(Buffer.from(showing.pieces.join("")), words.fileName);
  const { api, chatId, threadId } = place;
  const sent = await showing.surely(() =>
    api.sendDocument(chatId, file, {
      caption: text,
      caption_entities: entities,
      ...(threadId !== undefined && { message_thread_id: threadId }),
      ...(buttons && { reply_markup: { inline_keyboard: buttons } }),
    }),
  );
  return sent.message_id;
}

/** An answer that is shown while it comes: at most once a second, never the same twice. */
export function createAnswerMessage(options: ShowingOptions): AnswerMessage {
  const showing = new Showing(options);

  /** Where a group takes no files, it is told at least that this is not all. */
  async function sendFile(last: LastWord): Promise<number> {
    return await sendWhole(showing, options, last).catch((error: unknown) => {
      if (!isForbidden(error)) throw error;
      return showing.settle({ text: paragraphs(options.words.noFile, last.note), buttons: last.buttons });
    });
  }

  async function sendRest({ note, buttons }: LastWord): Promise<number | null> {
    const pages = withNote(showing.rest(), note);
    let last: number | null = null;
    for (const [index, text] of pages.entries()) {
      const isLast = index === pages.length - 1;
      // What is left may be longer than what a chat takes.
      if (showing.isLong() && !isLast) return await sendFile({ note, buttons });
      last = await showing.settle({ text, ...(isLast && { buttons }) }).catch((error: unknown) => {
        showing.giveBack(pages.slice(index));
        throw error;
      });
    }
    if (last === null) await options.preview.clear();
    return last;
  }

  return {
    think: () => showing.think(),
    add: (text) => showing.add(text),
    async end(last) {
      await showing.stop();
      return showing.isLong() ? await sendFile(last) : await sendRest(last);
    },
    surely: (call) => showing.surely(call),
    async abandon() {
      await showing.stop();
      await options.preview.clear();
    },
  };
}
