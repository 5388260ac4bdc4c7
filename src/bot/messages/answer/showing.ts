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
  /** In its place, where the chat takes no files. */
  noFile: FormattedString;
  fileName: string;
}

/** Messages of an answer that a person reads in a chat; what is longer comes as a file as well. */
const mostMessages = 4;
/** A preview that fails so often in a row is given up: the answer itself still comes. */
const mostFaults = 3;
/** A draft is gone 30 seconds after its last change (Bot API, sendMessageDraft): it is shown again before. */
const staleMs = 20_000;
/** Telegram has asked for many minutes (seen in the wild); after an hour nobody waits for an answer any more. */
const longestRestMs = 3_600_000;
/** A server that is down for a moment: after so many tries it is given up. */
const mostFailures = 3;
const failurePauseMs = 3_000;

function restOf(error: unknown): number | null {
  if (!(error instanceof GrammyError) || error.error_code !== 429) return null;
  return (error.parameters.retry_after ?? 1) * 1_000;
}

function isServerFault(error: unknown): boolean {
  return error instanceof GrammyError && error.error_code >= 500;
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
  /** Full pages that are still to be put there: none is lost where Telegram does not take it at once. */
  private readonly waiting: FormattedString[] = [];
  private characters = 0;
  private settled = 0;
  private faults = 0;
  private isThinking = false;
  private shown: string | null = null;
  private shownAt = 0;
  private isDirty = false;
  private turning: Promise<void> | null = null;
  private callOffRenewal: () => void = () => {};
  private readonly ending = new AbortController();

  constructor(options: ShowingOptions) {
    this.options = options;
  }

  think(): void {
    if (this.isThinking) return;
    this.isThinking = true;
    if (this.characters === 0) this.wake();
  }

  add(text: string): void {
    this.pieces.push(text);
    this.characters += text.length;
    if (!this.isLong()) this.pages.add(text);
    this.wake();
  }

  /** It goes on in a file. */
  isLong(): boolean {
    return this.settled >= mostMessages;
  }

  /** Ends the showing of parts. */
  async stop(): Promise<void> {
    this.ending.abort(new Error("The answer is whole."));
    this.callOffRenewal();
    await this.turning;
  }

  /** What is left when all has come. */
  rest(): FormattedString[] {
    return [...this.waiting.splice(0), ...this.pages.finish()];
  }

  /** Pages that could not be put there may be tried once more, before a last word. */
  giveBack(pages: readonly FormattedString[]): void {
    this.waiting.push(...pages);
  }

  /** Puts a page there for good, however long Telegram wants to be left alone. */
  async settle(content: Content): Promise<number> {
    const id = await this.surely(() => this.options.preview.settle(content)).catch((error: unknown) => {
      // Better without bold and code than not at all.
      if (!isRefused(error) || content.text.entities.length === 0) throw error;
      const plain = { ...content, text: new FormattedString(content.text.text) };
      return this.surely(() => this.options.preview.settle(plain));
    });
    this.settled += 1;
    this.shown = null;
    return id;
  }

  /** Makes a call in its turn, and again where Telegram wants to be left alone first. Rejects as the call does. */
  async surely<Result>(call: () => Promise<Result>): Promise<Result> {
    const { pace, place, signal } = this.options;
    let restedMs = 0;
    for (let failures = 0; ; failures += 1) {
      // Where nothing is to be waited for any more, the last word is sent at once.
      await pace.turn(place.chatId, signal).catch(() => {});
      pace.used(place.chatId);
      try {
        return await call();
      } catch (error) {
        const restMs = restOf(error) ?? (isServerFault(error) && failures < mostFailures ? failurePauseMs : null);
        restedMs += restMs ?? 0;
        if (restMs === null || signal.aborted || restedMs > longestRestMs) throw error;
        pace.rest(place.chatId, restMs);
      } finally {
        pace.used(place.chatId);
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
        this.isDirty = false;
        if (!this.isLong()) this.waiting.push(...this.pages.takeFull());
        if (this.waiting.length > 0) await this.settleNext();
        else {
          await pace.turn(place.chatId, signal);
          await this.showNow();
        }
      }
    } catch (error) {
      if (isUnreachable(error)) onGone();
      else if (!signal.aborted) this.options.logger.warn(`An answer could not be shown: ${(error as Error).message}`);
    } finally {
      this.turning = null;
    }
  }

  private async settleNext(): Promise<void> {
    const [next] = this.waiting;
    this.isDirty = true;
    if (next === undefined) return;
    await this.settle({ text: next });
    this.waiting.shift();
    // What is longer goes into the file.
    if (this.isLong()) this.waiting.length = 0;
  }

  /** The page that is being written, or how far a long answer is. */
  private async showNow(): Promise<void> {
    const page = this.isLong() ? this.options.words.growing(this.characters) : this.pages.current();
    const isStale = this.options.clock.now() - this.shownAt >= staleMs;
    if ((page.text === this.shown && !isStale) || (page.text === "" && !this.isThinking)) return;
    await this.tryToShow(page);
  }

  /** A part that could not be shown harms nothing: the next one, or the whole, will be. */
  private async tryToShow(page: FormattedString): Promise<void> {
    const { preview, pace, place, logger, clock } = this.options;
    pace.used(place.chatId);
    try {
      await preview.show(page, this.ending.signal);
      this.shown = page.text;
      this.shownAt = clock.now();
      this.faults = 0;
      this.callOffRenewal();
      if (preview.isFleeting) this.callOffRenewal = clock.after(staleMs, () => this.wake());
    } catch (error) {
      if (isUnreachable(error) || this.ending.signal.aborted) throw error;
      const restMs = restOf(error);
      if (restMs !== null) pace.rest(place.chatId, restMs);
      else this.faults += 1;
      this.isDirty = true;
      logger.debug(`A part of an answer was not shown: ${(error as Error).message}`);
    } finally {
      pace.used(place.chatId);
    }
  }
}
