import type { ChatPerson } from "../domain/chat-person.ts";
import type { Configuration } from "../domain/configuration.ts";
import { isTaskName, type TaskName, taskNames, taskOf } from "../domain/task.ts";
import type { Intent } from "./intent/intent.ts";

/** What these make cannot be told in words, so that no other task can stand in for theirs. */
const makesMedia: ReadonlySet<string> = new Set(["image_generation", "video_generation", "speech", "transcription"]);

/** The tasks that serve an intent, the best first: as the configuration has them, or as the table does. */
function tasksFor(intent: string, configuration: Configuration | null): TaskName[] {
  const configured = configuration?.intents[intent] ?? [];
  const names = configured.length > 0 ? configured : taskNames.filter((name) => taskOf(name).intents.includes(intent));
  return names.filter(isTaskName);
}

/** The task that serves what a message asks for: the first that has a model, else that of a conversation. */
export function taskFor(
  { name }: Pick<Intent, "name">,
  { configuration, choices }: { configuration: Configuration | null; choices: ChatPerson["choices"] },
): TaskName {
  const hasModel = (task: TaskName) => configuration?.tasks[task] !== undefined || choices[task] !== undefined;
  const tasks = tasksFor(name, configuration);
  const served = tasks.find(hasModel);
  if (served !== undefined) return served;
  if (makesMedia.has(name)) return tasks[0] ?? "conversational";
  return tasksFor("conversation", configuration).find(hasModel) ?? "conversational";
}
