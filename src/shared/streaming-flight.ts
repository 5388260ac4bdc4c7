import { StringDecoder } from "node:string_decoder";
import type { Dispatcher } from "undici";
import type { Clock } from "./clock.ts";
import { TransportError, toTransportError } from "./transport.ts";

/** The head of an answer, and its body as it comes. */
export interface StreamedAnswer {
  status: number;
  /** A header by its name in lower case; null where there is none. */
  header(name: string): string | null;
  /**
   * The body's text in pieces, cut anywhere but within a character; to be read once. Throws a `TransportError` where it
   * breaks off, or the signal's reason. To leave it early cuts the connection.
   */
  body: AsyncIterableIterator<string>;
  /** Nothing of the rest is wanted any more: where it is short and quick, the connection is kept. */
  release(): void;
}

/** So much may wait for the reader, in characters, before the other side has to wait. */
const longestQueue = 256 * 1_024;
/** The most of one answer that is read, in bytes: films and long recordings come by their addresses, not within it. */
const largestAnswerBytes = 128 * 1_024 * 1_024;
/** How much of a released answer is read in the hope of its end, in bytes, and for how long. */
const releasedBytes = 64 * 1_024;
const releasedMs = 1_000;

const nothingMore: IteratorReturnResult<undefined> = { done: true, value: undefined };

type Piece = PromiseWithResolvers<IteratorResult<string>>;
type Headers = Readonly<Record<string, string | string[] | undefined>>;

/**
 * One request on its way, in undici's terms, and its answer in ours. A class, since one is made for every call: its
 * methods are shared, where closures would be made anew.
 */
export class StreamingFlight implements Dispatcher.DispatchHandler, StreamedAnswer, AsyncIterableIterator<string> {
  status = 0;
  readonly #head = Promise.withResolvers<StreamedAnswer>();
  readonly #signal: AbortSignal;
  readonly #clock: Clock;
  readonly #decoder = new StringDecoder("utf8");
  #headers: Headers = {};
  #controller: Dispatcher.DispatchController | null = null;
  #queue = "";
  #waiting: Piece | null = null;
  #bytes = 0;
  #end: { fault: unknown } | null = null;
  #mostBytes = largestAnswerBytes;
  #isReleased = false;
  #callOff: (() => void) | null = null;

  constructor(signal: AbortSignal, clock: Clock) {
    this.#signal = signal;
    this.#clock = clock;
    signal.addEventListener("abort", this);
  }

  /** Resolves with the head; rejects where none came. */
  get started(): Promise<StreamedAnswer> {
    return this.#head.promise;
  }

  get body(): AsyncIterableIterator<string> {
    return this;
  }

  /** The signal's listener. */
  handleEvent(): void {
    this.#queue = "";
    this.#cut(this.#signal.reason ?? new DOMException("This operation was aborted", "AbortError"));
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#controller = controller;
    if (this.#end) controller.abort(new TransportError("The request was cut off.", "CUT_OFF"));
  }

  onResponseStart(_: Dispatcher.DispatchController, status: number, headers: Headers): void {
    // Informational answers come before the real one.
    if (status < 200) return;
    this.status = status;
    this.#headers = headers;
    this.#head.resolve(this);
  }

  onResponseData(controller: Dispatcher.DispatchController, chunk: Buffer): void {
    this.#bytes += chunk.length;
    if (this.#bytes > this.#mostBytes) {
      this.#cut(new TransportError("The answer is larger than what is read.", "TOO_LARGE"));
      return;
    }
    if (this.#isReleased) return;
    const text = this.#decoder.write(chunk);
    if (text === "") return;
    const waiting = this.#waiting;
    if (waiting) {
      this.#waiting = null;
      waiting.resolve({ done: false, value: text });
      return;
    }
    this.#queue += text;
    if (this.#queue.length > longestQueue) controller.pause();
  }

  onResponseEnd(): void {
    this.#finish(null);
  }

  onResponseError(_: Dispatcher.DispatchController | null, error: Error): void {
    this.#finish(toTransportError(error));
  }

  header(name: string): string | null {
    const value = this.#headers[name];
    return (Array.isArray(value) ? value[0] : value) ?? null;
  }

  next(): Promise<IteratorResult<string>> {
    if (this.#queue !== "") {
      const value = this.#queue;
      this.#queue = "";
      if (value.length > longestQueue) this.#controller?.resume();
      return Promise.resolve({ done: false, value });
    }
    if (this.#end === null) {
      this.#waiting = Promise.withResolvers();
      return this.#waiting.promise;
    }
    return this.#end.fault === null ? Promise.resolve(nothingMore) : Promise.reject(this.#end.fault);
  }

  return(): Promise<IteratorResult<string>> {
    this.#queue = "";
    this.#cut(null);
    return Promise.resolve(nothingMore);
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  release(): void {
    if (this.#end || this.#isReleased) return;
    this.#isReleased = true;
    this.#mostBytes = this.#bytes + releasedBytes;
    this.#controller?.resume();
    this.#callOff = this.#clock.after(releasedMs, () => this.#cut(null));
  }

  /** Ends it from this side. */
  #cut(fault: unknown): void {
    if (this.#end) return;
    this.#finish(fault);
    this.#controller?.abort(new TransportError("The request was cut off.", "CUT_OFF"));
  }

  /** Ends it, by a fault or well; whoever ends it first decides. */
  #finish(fault: unknown): void {
    if (this.#end) return;
    this.#end = { fault };
    this.#signal.removeEventListener("abort", this);
    this.#callOff?.();
    if (fault !== null) this.#head.reject(fault);
    const waiting = this.#waiting;
    if (fault === null) waiting?.resolve(nothingMore);
    else waiting?.reject(fault);
  }
}
