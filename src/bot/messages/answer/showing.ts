import { GrammyError } from "grammy";
import type { Clock } from "../../../shared/clock.ts";
import { isUnreachable } from "../../faults.ts";
import type { Content } from "../content.ts";
import type { Place } from "../deliver.ts";
import { FormattedString } from "../formatting.ts";
import { createMarkdownPages, type MarkdownPages } from "../markdown/pages.ts";
import type { ChatPace } from "./pace.ts";
import type { Preview } from "./preview.ts";

export interface ShowingOptions {
  place: Place;
  preview: Preview;
  pace: ChatPace;
  words: AnswerWords;
  clock: Clock;
  logger: { debug(message: string): void; warn(message: string): void };
  /** Nobody can be written to there any more. */
  onGone(): void;
  /** Aborted when nothing is to be waited for any more. */
  signal: AbortSignal;
}

/** What is said around an answer that is too long for a chat. */
export interface AnswerWords {
  /** While it comes; characters so far. */
  growing(characters: number): FormattedString;
  /** With the file that holds it whole. */
  whole: FormattedString;
  fileName: string;
}

/** Messages of an answer that a person reads in a chat; what is longer comes as a file as well. */
const mostMessages = 4;
/** A preview that fails so often in a row is given up: the answer itself still comes. */
const mostFaults = 3;
/** A draft is gone 30 seconds after its last change (Bot API, sendMessageDraft): it is shown again before. */
const staleMs = 20_000;
/** Telegram has asked for more than two minutes (seen in the wild); longer than this nobody waits for an answer. */
const longestRestMs = 600_000;

function restOf(error: unknown): number | null {
  if (!(error instanceof GrammyError) || error.error_code !== 429) return null;
  return (error.parameters.retry_after ?? 1) * 1_000;
}

/** Telegram does not take its formatting. */
function isRefused(error: unknown): boolean {
  return error instanceof GrammyError && error.error_code === 400 && /entit|parse/i.test(error.description);
}

/** What is shown of an answer, step by step. */
export class Showing {
  private readonly options: ShowingOptions;
  readonly pages: MarkdownPages = createMarkdownPages();
  /** All of it, for the file. */
  readonly pieces: string[] = [];
  private characters = 0;
  private settled = 0;
  private faults = 0;
  private isThinking = false;
  private shown: string | null = null;
  private shownAt = 0;
  private isDirty = false;
  private turning: Promise<void> | null = null;
  private readonly ending = new AbortController();

  constructor(options: ShowingOptions) {
    this.options = options;
  }

  think(): void {
    if (this.isThinking && !this.isStale()) return;
    this.isThinking = true;
    if (this.isEmpty() || this.isStale()) this.wake();
  }

  private isStale(): boolean {
    return this.options.clock.now() - this.shownAt > staleMs;
  }

  add(text: string): void {
    this.pieces.push(text);
    this.characters += text.length;
    if (!this.isLong()) this.pages.add(text);
    this.wake();
  }

  isEmpty(): boolean {
    return this.characters === 0;
  }

  /** It goes on in a file. */
  isLong(): boolean {
    return this.settled >= mostMessages;
  }

  /** Ends the showing of parts. */
  async stop(): Promise<void> {
    this.ending.abort(new Error("The answer is whole."));
    await this.turning;
  }

  /** Puts a page there for good, however long Telegram wants to be left alone. */
  async settle(content: Content): Promise<number> {
    const { pace, place, preview, clock, signal } = this.options;
    const until = clock.now() + longestRestMs;
    for (;;) {
      // Where nothing is to be waited for, the last word is sent at once.
      await pace.turn(place.chatId, signal).catch(() => {});
      try {
        const id = await preview.settle(content);
        this.settled += 1;
        this.shown = null;
        return id;
      } catch (error) {
        // Better without bold and code than not at all.
        if (isRefused(error) && content.text.entities.length > 0) {
          return await this.settle({ ...content, text: new FormattedString(content.text.text) });
        }
        const restMs = restOf(error);
        if (restMs === null || signal.aborted || clock.now() + restMs > until) throw error;
        pace.rest(place.chatId, restMs);
      }
    }
  }

  private wake(): void {
    this.isDirty = true;
    if (this.faults >= mostFaults || this.ending.signal.aborted) return;
    this.turning ??= this.turn();
  }

  private async turn(): Promise<void> {
    const { pace, place, onGone } = this.options;
    const { signal } = this.ending;
    try {
      while (this.isDirty && this.faults < mostFaults && !signal.aborted) {
        await pace.turn(place.chatId, signal);
        this.isDirty = false;
        await this.showNow();
      }
    } catch (error) {
      if (isUnreachable(error)) onGone();
      else if (!signal.aborted) this.options.logger.warn(`An answer could not be shown: ${(error as Error).message}`);
    } finally {
      this.turning = null;
    }
  }

  /** The pages that are full, and the one that is being written. */
  private async showNow(): Promise<void> {
    if (!this.isLong()) {
      const [full, ...more] = this.pages.takeFull();
      if (full !== undefined) {
        await this.options.preview.settle({ text: full });
        this.settled += 1;
        this.shown = null;
        this.isDirty = true;
        for (const page of more) if (!this.isLong()) await this.settle({ text: page });
        return;
      }
    }
    const page = this.isLong() ? this.options.words.growing(this.characters) : this.pages.current();
    const isSame = page.text === this.shown && !this.isStale();
    if (isSame || (page.text === "" && !this.isThinking)) return;
    await this.tryToShow(page);
  }

  /** A part that could not be shown harms nothing: the next one, or the whole, will be. */
  private async tryToShow(page: FormattedString): Promise<void> {
    const { preview, pace, place, logger } = this.options;
    try {
      await preview.show(page);
      this.shown = page.text;
      this.shownAt = this.options.clock.now();
      this.faults = 0;
    } catch (error) {
      if (isUnreachable(error)) throw error;
      const restMs = restOf(error);
      if (restMs !== null) pace.rest(place.chatId, restMs);
      else this.faults += 1;
      this.isDirty = true;
      logger.debug(`A part of an answer was not shown: ${(error as Error).message}`);
    }
  }
}
