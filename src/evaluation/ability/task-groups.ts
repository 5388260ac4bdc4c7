import { chatInterface } from "../../domain/route.ts";
import { interfacesOf, type Task } from "../../domain/task.ts";

/**
 * Tasks whose ability grows alike: `chat` is calibrated on ratings by people, `code` on tests of programs, and of the
 * `other` tasks nothing is measured that could be calibrated on.
 */
export type TaskGroup = "chat" | "code" | "other";

/** The group of a task. */
export function groupOf(task: Task): TaskGroup {
  if (task.speciality !== undefined) return "code";
  return interfacesOf(task).includes(chatInterface) ? "chat" : "other";
}
