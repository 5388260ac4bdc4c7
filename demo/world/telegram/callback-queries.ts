import { badRequest } from "./api-error.ts";

export interface TapAnswer {
  /** Null where the bot said nothing. */
  text: string | null;
  showAlert: boolean;
}

export interface Tap {
  userId: number;
  chatId: number;
  messageId: number;
}

export interface CallbackQueries {
  /** A new query; the promise resolves with the bot's answer, and rejects where none comes in time. */
  open(tap: Tap): { id: string; answered: Promise<TapAnswer> };
  /** @throws ApiError where the query is unknown, too old or answered. Answers whose tap it was. */
  answer(id: string, answer: TapAnswer): Tap;
  /** All that wait reject. */
  close(): void;
}

/** How long a client shows that it waits. Telegram does not tell how long a query can be answered. */
const patienceMs = 30_000;
/** answerCallbackQuery: "0-200 characters". */
const maximumLength = 200;

export function createCallbackQueries(): CallbackQueries {
  const open = new Map<string, { tap: Tap; resolve: (answer: TapAnswer) => void; fail: (reason: string) => void }>();
  let last = 4_000_000_000;

  return {
    open(tap) {
      last += 1;
      const id = String(last);
      const { promise, resolve, reject } = Promise.withResolvers<TapAnswer>();
      const timer = setTimeout(
        () => fail(`The bot has not answered the tap within ${patienceMs / 1000} s.`),
        patienceMs,
      );
      timer.unref();
      const fail = (reason: string) => reject(new Error(reason));
      const answered = promise.finally(() => {
        clearTimeout(timer);
        open.delete(id);
      });
      // Who does not wait for the answer must not be struck by its absence.
      answered.catch(() => {});
      open.set(id, { tap, resolve, fail });
      return { id, answered };
    },
    answer(id, answer) {
      const query = open.get(id);
      if (!query) throw badRequest("query is too old and response timeout expired or query ID is invalid");
      if ((answer.text?.length ?? 0) > maximumLength) throw badRequest("MESSAGE_TOO_LONG");
      query.resolve(answer);
      return query.tap;
    },
    close() {
      for (const { fail } of open.values()) fail("The stand-in was stopped before the bot answered the tap.");
    },
  };
}
