import type { Message } from "grammy/types";

/** Why an answer that is under way ends before its time. */
export type EndReason = "stopped" | "edited" | "gone" | "service";

/** The reason by which an answer's signal is aborted. */
export class AnswerEnded extends Error {
  readonly because: EndReason;

  constructor(because: EndReason) {
    super(`The answer is ended: ${because}.`);
    this.because = because;
  }
}

/** An answer that is under way, or waits for its turn. */
export interface OpenAnswer {
  /** The person's message. */
  messageId: number;
  readonly signal: AbortSignal;
  end(because: EndReason): void;
}

export interface OpenAnswers {
  /**
   * Does the work when what was asked before in the same place is done. Answers its end, or null where too much waits
   * already. `work` never rejects.
   */
  take(place: string, messageId: number, work: (answer: OpenAnswer) => Promise<void>): Promise<void> | null;
  /** Ends what is under way in a place and what waits there; answers how many that were. */
  stop(place: string, because?: EndReason): number;
  /** The answer to this message, where it is under way or waits. */
  find(place: string, messageId: number): OpenAnswer | undefined;
  /** Ends all that is under way or waits in a chat: nobody is there any more. */
  leave(chatId: number): void;
}

/** Where answers go: a topic of a chat. */
export function placeKey(chatId: number, threadId: number | undefined): string {
  return `${chatId}:${threadId ?? ""}`;
}

/** In which topic of its chat a message stands. */
export function threadOf(message: Pick<Message, "is_topic_message" | "message_thread_id"> | undefined) {
  return message?.is_topic_message ? message.message_thread_id : undefined;
}

/** Questions that may wait for an answer that is under way in the same place. */
const mostWaiting = 3;

class Answer implements OpenAnswer {
  readonly messageId: number;
  private readonly controller = new AbortController();

  constructor(messageId: number) {
    this.messageId = messageId;
  }

  get signal(): AbortSignal {
    return this.controller.signal;
  }

  end(because: EndReason): void {
    this.controller.abort(new AnswerEnded(because));
  }
}

/** One answer at a time in each place: two at once would be mixed up on the screen. */
export function createOpenAnswers(): OpenAnswers {
  const places = new Map<string, { answers: Answer[]; last: Promise<void> }>();

  function end(place: string, answer: Answer): void {
    const open = places.get(place);
    if (open === undefined) return;
    open.answers = open.answers.filter((each) => each !== answer);
    if (open.answers.length === 0) places.delete(place);
  }

  return {
    take(place, messageId, work) {
      const open = places.get(place) ?? { answers: [], last: Promise.resolve() };
      if (open.answers.length > mostWaiting) return null;
      const answer = new Answer(messageId);
      open.answers.push(answer);
      places.set(place, open);
      open.last = open.last.then(() => work(answer)).finally(() => end(place, answer));
      return open.last;
    },
    stop(place, because = "stopped") {
      const answers = places.get(place)?.answers ?? [];
      for (const answer of answers) answer.end(because);
      return answers.length;
    },
    find: (place, messageId) => places.get(place)?.answers.find((each) => each.messageId === messageId),
    leave(chatId) {
      for (const [place, { answers }] of places) {
        if (place.startsWith(`${chatId}:`)) for (const answer of answers) answer.end("gone");
      }
    },
  };
}
