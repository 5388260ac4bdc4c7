import type { Asking } from "./asker.ts";
import { factsToText, textToConversation, toChatPerson, turnsToText } from "./chat-texts.ts";
import type { ChatMemory } from "./store.ts";

/** What the chat keeps, by way of the jobs. */
export function createChatMemory(asking: Asking): ChatMemory {
  return {
    async conversation(place) {
      const json = await asking((ask) => ask<"conversation">({ kind: "conversation", place }));
      return json === null ? null : textToConversation(json);
    },
    async keepConversation(place, conversation, at) {
      const turns = turnsToText(conversation);
      await asking((ask) => ask<"keep-conversation">({ kind: "keep-conversation", place, turns, at }));
    },
    async forgetConversation(place) {
      await asking((ask) => ask<"forget-conversation">({ kind: "forget-conversation", place }));
    },
    async chatPerson(person) {
      const stored = await asking((ask) => ask<"person">({ kind: "person", person }));
      return stored === null ? null : toChatPerson(stored);
    },
    async keepChatPerson(person, chosen, at) {
      const { isRemembered } = chosen;
      const facts = factsToText(chosen);
      await asking((ask) => ask<"keep-person">({ kind: "keep-person", person, isRemembered, facts, at }));
    },
    async forgetPerson(person) {
      await asking((ask) => ask<"forget-person">({ kind: "forget-person", person }));
    },
    async keepOpinion(opinion) {
      await asking((ask) => ask<"keep-opinion">({ kind: "keep-opinion", opinion }));
    },
  };
}
