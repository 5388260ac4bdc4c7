import type { TaskName } from "./task.ts";

/** Where something is said. */
export interface ConversationPlace {
  /** As the surface names it ("telegram:-100123"). */
  chat: string;
  /** A topic of the chat; the empty text where it has none. */
  topic: string;
}

/** A question with its answer, as a model is reminded of them. */
export interface Turn {
  /** The request's id: by it the turn is found again where the answer is made anew. */
  request: string;
  /** The requests whose answers it has taken the place of: by them the turn is found as well. */
  replaced: readonly string[];
  /** Milliseconds since the epoch. */
  at: number;
  question: string;
  /** As far as it came. */
  answer: string;
  /** The task that it went to; null where that is not known. */
  task: TaskName | null;
  /** What the task worked on; null where that is the question as it stands. */
  material: string | null;
  /** In English; null where none was named. */
  targetLanguage: string | null;
  /** Whether its words are all that was asked: no picture came with it, no recording, nothing that is not kept. */
  isWhole: boolean;
}

/** What was said in one place, the oldest first. */
export interface Conversation {
  turns: readonly Turn[];
}

/** Whether a turn holds the answer to a request, or one that has taken the place of it. */
export function isTurnOf({ request, replaced }: Pick<Turn, "request" | "replaced">, wanted: string | null): boolean {
  return wanted !== null && (request === wanted || replaced.includes(wanted));
}
