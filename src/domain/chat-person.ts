import type { Route } from "./route.ts";
import type { TaskName } from "./task.ts";

/** What somebody who chats has chosen. */
export interface ChatPerson {
  /** Whether their conversations may be kept, where the policy allows it. */
  isRemembered: boolean;
  /** The models of their own choice. */
  choices: Readonly<Partial<Record<TaskName, Route>>>;
}

/** Somebody who has chosen nothing. */
export const newPerson: ChatPerson = { isRemembered: true, choices: {} };
