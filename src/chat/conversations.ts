import type { Conversation, ConversationPlace, Turn } from "../domain/conversation.ts";
import type { Clock } from "../shared/clock.ts";
import { messageOf } from "../shared/file-fault.ts";
import type { ChatMemory } from "../store/store.ts";

export interface ConversationsOptions {
  memory: Pick<ChatMemory, "conversation" | "keepConversation" | "forgetConversation">;
  clock: Pick<Clock, "now">;
  logger: { warn(message: string): void };
}

/** What was said, place by place. None of it rejects, but for forgetting: without a memory the chat goes on. */
export interface Conversations {
  /** The oldest first. */
  turns(place: ConversationPlace): Promise<readonly Turn[]>;
  /** Changes whenever the place's conversation is forgotten. */
  generation(place: ConversationPlace): number;
  /**
   * Adds a turn at the end, or puts it in the place of the one of the request `replaces`; nothing, where the conversation
   * of that generation was forgotten meanwhile.
   */
  add(place: ConversationPlace, turn: Turn, options: { replaces: string | null; generation: number }): Promise<void>;
  /** Rejects with a `UserFacingError` where the store still has it. */
  forget(place: ConversationPlace): Promise<void>;
  /** Those of a chat, in this process only. */
  drop(chat: string): void;
}

/** More of it would not go to a model anyway. */
const mostTurns = 50;
const longestText = 20_000;
/** Conversations that are remembered in the process, besides the store. */
const mostKnown = 1_000;

function keyOf({ chat, topic }: ConversationPlace): string {
  return JSON.stringify([chat, topic]);
}

function shortened({ question, answer, ...more }: Turn): Turn {
  return { ...more, question: question.slice(0, longestText), answer: answer.slice(0, longestText) };
}

function withTurn(turns: readonly Turn[], turn: Turn, replaces: string | null): Turn[] {
  const place = turns.findIndex(({ request }) => request === replaces);
  const all = place === -1 ? [...turns, turn] : turns.with(place, turn);
  return all.slice(-mostTurns);
}

export function createConversations({ memory, clock, logger }: ConversationsOptions): Conversations {
  const known = new Map<string, Conversation>();
  const generations = new Map<string, number>();
  let lastGeneration = 0;
  let isWarned = false;

  function warn(error: unknown): void {
    if (!isWarned) logger.warn(`Conversations are kept until the next start only: ${messageOf(error)}`);
    isWarned = true;
  }

  function note(place: ConversationPlace, conversation: Conversation): void {
    const key = keyOf(place);
    // The one that was used last stands last.
    known.delete(key);
    known.set(key, conversation);
    const [oldest] = known.keys();
    if (known.size > mostKnown && oldest !== undefined) known.delete(oldest);
  }

  async function read(place: ConversationPlace): Promise<readonly Turn[]> {
    const remembered = known.get(keyOf(place));
    if (remembered !== undefined) return remembered.turns;
    try {
      const stored = (await memory.conversation(place)) ?? { turns: [] };
      note(place, stored);
      return stored.turns;
    } catch (error) {
      warn(error);
      return [];
    }
  }

  function leave(key: string): void {
    known.delete(key);
    lastGeneration += 1;
    generations.set(key, lastGeneration);
  }

  const generation = (place: ConversationPlace) => generations.get(keyOf(place)) ?? 0;

  return {
    turns: read,
    generation,
    async add(place, turn, { replaces, generation: asked }) {
      if (generation(place) !== asked) return;
      const conversation = { turns: withTurn(await read(place), shortened(turn), replaces) };
      note(place, conversation);
      await memory.keepConversation(place, conversation, clock.now()).catch(warn);
    },
    async forget(place) {
      leave(keyOf(place));
      await memory.forgetConversation(place);
      // One that was being read meanwhile came too late.
      known.delete(keyOf(place));
    },
    drop(chat) {
      for (const key of [...known.keys()]) if (JSON.parse(key)[0] === chat) leave(key);
      leave(keyOf({ chat, topic: "" }));
    },
  };
}
