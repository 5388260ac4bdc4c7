/** Who says something in a chat. */
export const chatRoles = ["system", "developer", "user", "assistant", "tool"] as const;

/** A part of a message: a text, a picture, a recording, each with keys of its own. */
export interface ChatPart {
  type: string;
  [key: string]: unknown;
}

/**
 * A message of a chat in the shape of OpenAI's chat completions, which every compatible server takes and every client
 * sends: keys that we do not use are passed on as they are.
 */
export interface ChatMessage {
  role: (typeof chatRoles)[number];
  content?: string | ChatPart[] | null | undefined;
  [key: string]: unknown;
}

/** A file that goes to a model, or comes from one. */
export interface MediaFile {
  bytes: Uint8Array;
  /** "image/png", "audio/mpeg". */
  mediaType: string;
  /** Without a folder; null where it has none. */
  name: string | null;
}

/** For routes with the interface `chat`. */
export interface ChatInput {
  kind: "chat";
  messages: readonly ChatMessage[];
  /**
   * OpenAI's own parameters by their own names (`temperature`, `max_tokens`, `tools`, `response_format`), passed on;
   * never `model`, `messages`, `stream` or `stream_options`.
   */
  options: Readonly<Record<string, unknown>>;
}

/** For routes whose interface is a pipeline: each takes what it needs of it. */
export interface PipelineInput {
  kind: "pipeline";
  text: string;
  /** What a question is about; null where there is none. */
  context: string | null;
  /** For classification into labels of the caller's own. */
  labels: readonly string[];
  /** The language into which to translate, and that of the text, as the caller named them. */
  targetLanguage: string | null;
  sourceLanguage: string | null;
  /** A picture or a recording, where the task takes one. */
  files: readonly MediaFile[];
}

/** For routes whose interface is `feature-extraction` or `sentence-similarity`: one vector a text, in their order. */
export interface EmbeddingInput {
  kind: "embedding";
  texts: readonly string[];
  /** How long the vectors shall be, where the model has a choice; null for its own length. */
  dimensions: number | null;
}

/** What goes to one route in one call. */
export type RouteInput = ChatInput | PipelineInput | EmbeddingInput;
