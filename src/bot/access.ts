import type { Chat, User } from "grammy/types";
import type { Clock } from "../shared/clock.ts";

export interface AccessOptions {
  administratorIds: readonly number[];
  /** The groups in which administrators' commands are taken; read anew each time. */
  groups(): Promise<readonly number[]>;
  clock: Clock;
  logger: { warn(facts: object, message: string): void };
}

/** Who may do what, decided by the user's id on every update. */
export interface AccessRules {
  isAdministrator(user: User | undefined): boolean;
  /** Whether administrators' commands are taken in a chat: in private, and in the groups that the policy lists. */
  isAdministrativeChat(chat: Chat | undefined): Promise<boolean>;
  /** Whether somebody whom the bot does not chat with is to be told so now: once a person and minute. */
  tellsStranger(user: User): boolean;
  /** Logs that somebody tried what is not theirs: once a person and hour. */
  noteAttempt(user: User | undefined, what: string): void;
}

const quietMs = 3_600_000;
const strangerMs = 60_000;
/** More people than that in one hour are a flood, which one line tells as well as ten thousand. */
const mostRemembered = 1_000;

export function createAccessRules({ administratorIds, groups, clock, logger }: AccessOptions): AccessRules {
  const noted = new Map<number, number>();
  const told = new Map<number, number>();

  /** Whether so long has passed since this was last asked of somebody. */
  function isDue(memory: Map<number, number>, id: number, afterMs: number): boolean {
    const now = clock.now();
    const last = memory.get(id) ?? Number.NEGATIVE_INFINITY;
    // A clock may be set back.
    if (now >= last && now - last < afterMs) return false;
    if (memory.size >= mostRemembered) memory.clear();
    memory.set(id, now);
    return true;
  }

  return {
    // A bot or an anonymous member of a group never has an administrator's id: such updates bear another one.
    isAdministrator: (user) => user !== undefined && administratorIds.includes(user.id),
    async isAdministrativeChat(chat) {
      if (chat === undefined) return false;
      return chat.type === "private" || (await groups()).includes(chat.id);
    },
    tellsStranger: ({ id }) => isDue(told, id, strangerMs),
    noteAttempt(user, what) {
      const id = user?.id ?? 0;
      if (!isDue(noted, id, quietMs)) return;
      logger.warn({ userId: id }, `Somebody who is no administrator, or not in a place for it, tried ${what}.`);
    },
  };
}
