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
  /** Milliseconds since the epoch. */
  at: number;
  question: string;
  /** As far as it came. */
  answer: string;
}

/** What was said in one place, the oldest first. */
export interface Conversation {
  turns: readonly Turn[];
}
