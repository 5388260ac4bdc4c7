import { UserFacingError } from "../domain/errors.ts";
import type { Clock } from "../shared/clock.ts";
import type { ChatMemory } from "../store/store.ts";

/** A database that another program has locked is waited for by the store, but not by somebody who has asked something. */
const patienceMs = 1_500;

/** The memory with a limit on how long its reading may take, for those who can go on without. */
export function impatient<Memory extends Pick<ChatMemory, "conversation" | "chatPerson">>(
  memory: Memory,
  clock: Pick<Clock, "after">,
): Memory {
  function within<Value>(reading: Promise<Value>): Promise<Value> {
    const { promise, reject } = Promise.withResolvers<never>();
    const callOff = clock.after(patienceMs, () => reject(new UserFacingError("The database takes too long.")));
    return Promise.race([reading, promise]).finally(callOff);
  }

  return {
    ...memory,
    conversation: (place) => within(memory.conversation(place)),
    chatPerson: (person) => within(memory.chatPerson(person)),
  };
}
