import { type ChatPerson, newPerson } from "../domain/chat-person.ts";
import type { Route } from "../domain/route.ts";
import type { TaskName } from "../domain/task.ts";
import type { Clock } from "../shared/clock.ts";
import { messageOf } from "../shared/file-fault.ts";
import type { ChatMemory } from "../store/store.ts";

export interface ChatPeopleOptions {
  memory: Pick<ChatMemory, "chatPerson" | "keepChatPerson" | "forgetPerson">;
  clock: Pick<Clock, "now">;
  logger: { warn(message: string): void };
}

/** What those who chat have chosen. */
export interface ChatPeople {
  /** Never rejects: whose choices cannot be read has made none. */
  read(person: string): Promise<ChatPerson>;
  /** Null gives the task back to what is configured. Rejects with a `UserFacingError` where it cannot be kept. */
  choose(person: string, task: TaskName, route: Route | null): Promise<void>;
  setRemembered(person: string, isRemembered: boolean): Promise<void>;
  /** Their choices and opinions, and what was said with them alone; not that they want nothing remembered. */
  forget(person: string): Promise<void>;
}

/** Those who have written last are remembered in the process. */
const mostKnown = 5_000;

export function createChatPeople({ memory, clock, logger }: ChatPeopleOptions): ChatPeople {
  const known = new Map<string, ChatPerson>();
  let isWarned = false;

  function note(person: string, facts: ChatPerson): ChatPerson {
    if (known.size >= mostKnown) known.clear();
    known.set(person, facts);
    return facts;
  }

  async function load(person: string): Promise<ChatPerson> {
    return known.get(person) ?? note(person, (await memory.chatPerson(person)) ?? newPerson);
  }

  async function change(person: string, facts: (before: ChatPerson) => ChatPerson): Promise<void> {
    const after = facts(await load(person));
    await memory.keepChatPerson(person, after, clock.now());
    note(person, after);
  }

  return {
    async read(person) {
      try {
        return await load(person);
      } catch (error) {
        if (!isWarned) logger.warn(`What people have chosen for their chats cannot be read: ${messageOf(error)}`);
        isWarned = true;
        // They may have refused to be remembered.
        return { ...newPerson, isRemembered: false };
      }
    },
    choose: (person, task, route) =>
      change(person, ({ choices, ...more }) => {
        const { [task]: _, ...others } = choices;
        return { ...more, choices: route === null ? others : { ...others, [task]: route } };
      }),
    setRemembered: (person, isRemembered) => change(person, (before) => ({ ...before, isRemembered })),
    async forget(person) {
      await memory.forgetPerson(person);
      known.delete(person);
    },
  };
}
