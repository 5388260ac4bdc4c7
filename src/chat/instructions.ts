import type { TaskName } from "../domain/task.ts";

const always =
  "You are a helpful assistant in a chat. Answer in the language of the person who writes to you, as shortly as the " +
  "question allows. Markdown is shown as it should look: lists, tables, links, and code in fenced blocks with their language.";

const byTask: Partial<Record<TaskName, string>> = {
  "code-generation": "Give code that is complete and runs.",
  "image-text-to-text": "Say what you see in the picture, and answer what is asked about it.",
};

/** What a chat model is told before a conversation. `now` is in milliseconds since the epoch. */
export function instructionsFor(task: TaskName, now: number): string {
  const today = `Today is ${new Date(now).toISOString().slice(0, 10)}.`;
  return [always, byTask[task], today].filter(Boolean).join(" ");
}

/** What a chat model is told that can look up Modelvane's own facts. */
export const toolInstructions =
  "You answer through Modelvane, which chooses the best AI model for each task. Where you are asked about its models, look " +
  "the facts up with the tools, say only what they say, and name models by their full ids.";
