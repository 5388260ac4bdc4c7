import type { Message } from "grammy/types";

/**
 * Why an answer ends before its time: its person has stopped it, or has dropped it while it waited; its question was
 * mended; nobody is there any more; the service ends, and the question is lost, or is postponed to the next start.
 */
export type EndReason = "stopped" | "dropped" | "edited" | "gone" | "service" | "postponed";

/** The reason by which an answer's signal is aborted. */
export class AnswerEnded extends Error {
  readonly because: EndReason;

  constructor(because: EndReason) {
    super(`The answer is ended: ${because}.`);
    this.because = because;
  }
}

/** What an answer is given to. */
export interface Asked {
  /** The person's message. */
  messageId: number;
  /** As the store names them. */
  person: string;
  /** What the message said, to tell whether it was mended; null where that makes no difference. */
  asWritten: string | null;
  /** Tells that so many questions were dropped before their turn came: called of the first of them, for all. */
  tellDropped(count: number): void;
}

/** An answer that is under way, or waits for its turn. */
export interface OpenAnswer extends Pick<Asked, "messageId" | "asWritten"> {
  readonly signal: AbortSignal;
  end(because: EndReason): void;
}

export type Work = (answer: OpenAnswer) => Promise<boolean>;

export interface Taken {
  answer: OpenAnswer;
  /** When the work has ended, with what it answers. */
  ended: Promise<boolean>;
}

export interface OpenAnswers {
  /**
   * Does the work when what was asked before in the same place is done; null where too much waits already. `work` never
   * rejects, and answers whether the question is dealt with. What it replaces, a mended question's, is ended.
   */
  take(place: string, asked: Asked & { replaces: OpenAnswer | null }, work: Work): Taken | null;
  /**
   * Ends what is under way in a place, and what of this person (null: of anybody) waits there; answers how many that
   * were.
   */
  stop(place: string, person: string | null): number;
  /** The answer to this message, where it is under way or waits, and was not ended. */
  find(place: string, messageId: number): OpenAnswer | undefined;
  /** Ends all that is under way or waits in a chat: nobody is there any more. */
  leave(chatId: number): void;
}

/** Why an answer was ended; null where it was not. */
export function endOf({ signal }: Pick<OpenAnswer, "signal">): EndReason | null {
  return signal.reason instanceof AnswerEnded ? signal.reason.because : null;
}

const withdrawn: readonly (EndReason | null)[] = ["edited", "gone", "postponed"];

/** Whether the question of an answer counts as never asked: it is asked anew, or nobody is there any more. */
export function isWithdrawn(answer: Pick<OpenAnswer, "signal">): boolean {
  return withdrawn.includes(endOf(answer));
}

/** Where answers go: a topic of a chat. */
export function placeKey(chatId: number, threadId: number | undefined): string {
  return `${chatId}:${threadId ?? ""}`;
}

/** In which topic of its chat a message stands. */
export function threadOf(message: Pick<Message, "is_topic_message" | "message_thread_id"> | undefined) {
  return message?.is_topic_message ? message.message_thread_id : undefined;
}

/** Questions of one person that may wait for an answer that is under way in the same place. */
const mostWaiting = 3;
/** Of all people of a group. */
const mostInAll = 12;

class Answer implements OpenAnswer {
  readonly asked: Asked;
  hasBegun = false;
  private readonly controller = new AbortController();

  constructor(asked: Asked) {
    this.asked = asked;
  }

  get messageId(): number {
    return this.asked.messageId;
  }

  get asWritten(): string | null {
    return this.asked.asWritten;
  }

  get isOpen(): boolean {
    return !this.signal.aborted;
  }

  get signal(): AbortSignal {
    return this.controller.signal;
  }

  end(because: EndReason): void {
    this.controller.abort(new AnswerEnded(because));
  }
}

interface Queue {
  answers: Answer[];
  last: Promise<unknown>;
}

function begin(answer: Answer, work: Work): Promise<boolean> {
  answer.hasBegun = true;
  return work(answer);
}

/** One answer at a time in each place: two at once would be mixed up on the screen. */
export function createOpenAnswers(): OpenAnswers {
  const places = new Map<string, Queue>();

  function end(place: string, answer: Answer): void {
    const open = places.get(place);
    if (open === undefined) return;
    open.answers = open.answers.filter((each) => each !== answer);
    if (open.answers.length === 0) places.delete(place);
  }

  return {
    take(place, { replaces, ...asked }, work) {
      const open = places.get(place) ?? { answers: [], last: Promise.resolve() };
      const others = open.answers.filter((each) => each !== replaces && each.isOpen);
      const own = others.filter((each) => each.asked.person === asked.person);
      if (own.length > mostWaiting || others.length > mostInAll) return null;
      replaces?.end("edited");
      const answer = new Answer(asked);
      open.answers.push(answer);
      places.set(place, open);
      const ended = open.last.then(() => begin(answer, work)).finally(() => end(place, answer));
      open.last = ended;
      return { answer, ended };
    },
    stop(place, person) {
      const open = (places.get(place)?.answers ?? []).filter(({ isOpen }) => isOpen);
      const running = open.filter(({ hasBegun }) => hasBegun);
      const dropped = open.filter(({ hasBegun, asked }) => !hasBegun && (person === null || asked.person === person));
      for (const answer of running) answer.end("stopped");
      for (const answer of dropped) answer.end("dropped");
      dropped[0]?.asked.tellDropped(dropped.length);
      return running.length + dropped.length;
    },
    find: (place, messageId) => places.get(place)?.answers.find((each) => each.messageId === messageId && each.isOpen),
    leave(chatId) {
      for (const [place, { answers }] of places) {
        if (place.startsWith(`${chatId}:`)) for (const answer of answers) answer.end("gone");
      }
    },
  };
}
