import type { ConversationPlace } from "../domain/conversation.ts";
import type { MediaFile } from "../domain/input.ts";
import type { ModelIdentity } from "../domain/route.ts";
import type { TaskName } from "../domain/task.ts";

/** An answer that is to be made anew. */
export interface Instead {
  request: string;
  /** Those that have answered it. */
  models: readonly ModelIdentity[];
  /** Whose question it is, perhaps another's than whoever wants it anew; null where that is not known any more. */
  author: string | null;
}

/** What somebody asks, as a surface has understood it. */
export interface Question {
  place: ConversationPlace;
  /** As the surface names them ("telegram:123"). */
  person: string;
  /** What they have said outright; null where the words decide. */
  task: TaskName | null;
  text: string;
  /** The text of the message that theirs replies to. */
  quoted: string | null;
  /** Pictures and recordings. */
  files: readonly MediaFile[];
  /** In English; null where none was named. */
  targetLanguage: string | null;
  /** The language in which they are spoken to, in English: what they translate into unless they say otherwise. */
  ownLanguage: string;
  /** For classification into labels of their own. */
  labels: readonly string[];
  /** What a question is about; null where there is none. */
  context: string | null;
  /** The answer that is to be made anew. */
  instead: Instead | null;
  /** A step on the way to another question: nothing of it is remembered. */
  isAside: boolean;
  /** Aborted when they want no more of it. */
  signal: AbortSignal;
  /** Whether it counts as never asked: it was put differently meanwhile, or nobody is there any more. */
  isWithdrawn(): boolean;
}
