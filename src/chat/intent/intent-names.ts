import type { TaskName, tasks } from "../../domain/task.ts";

/** What a message in plain words can ask for; the table of tasks has more, which commands reach. */
export const intentNames = [
  "conversation",
  "text_generation",
  "code_generation",
  "question_answering",
  "summarization",
  "translation",
  "rewriting",
  "image_understanding",
  "image_generation",
  "video_generation",
  "transcription",
  "speech",
] as const satisfies readonly (typeof tasks)[TaskName]["intents"][number][];

export type IntentName = (typeof intentNames)[number];
