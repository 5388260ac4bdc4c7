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
  /** Logs that somebody tried what is not theirs: once a person and hour. */
  noteAttempt(user: User | undefined, what: string): void;
}

const quietMs = 3_600_000;
/** More people than that in one hour are a flood, which one line tells as well as ten thousand. */
const mostRemembered = 1_000;

export function createAccessRules({ administratorIds, groups, clock, logger }: AccessOptions): AccessRules {
  const noted = new Map<number, number>();

  return {
    // A bot or an anonymous member of a group never has an administrator's id: such updates bear another one.
    isAdministrator: (user) => user !== undefined && administratorIds.includes(user.id),
    async isAdministrativeChat(chat) {
      if (chat === undefined) return false;
      return chat.type === "private" || (await groups()).includes(chat.id);
    },
    noteAttempt(user, what) {
      const id = user?.id ?? 0;
      const now = clock.now();
      if (now - (noted.get(id) ?? Number.NEGATIVE_INFINITY) < quietMs) return;
      if (noted.size >= mostRemembered) noted.clear();
      noted.set(id, now);
      logger.warn({ userId: id }, `Somebody who is no administrator, or not in a place for it, tried ${what}.`);
    },
  };
}
