import { type TaskName, taskOf } from "./task.ts";

/** Intent by intent, the tasks that serve it, in the table's order. */
export function intentsOf(names: readonly TaskName[]): Record<string, string[]> {
  const intents: Record<string, string[]> = {};
  for (const name of names) {
    for (const intent of taskOf(name).intents) {
      const serving = intents[intent] ?? [];
      serving.push(name);
      intents[intent] = serving;
    }
  }
  return intents;
}
