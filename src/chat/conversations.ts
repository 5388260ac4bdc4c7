import { type Conversation, type ConversationPlace, isTurnOf, type Turn } from "../domain/conversation.ts";
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
   * Adds a turn at the end, or puts it in the place of the one that holds the answer to the request `replaces`, or what
   * has replaced that before; nothing, where the conversation of that generation was forgotten meanwhile.
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
/** Answers to the same question. */
const mostReplaced = 50;
/** Conversations that are remembered in the process, besides the store. */
const mostKnown = 1_000;

interface KnownConversation extends Conversation {
  /** False where what the store has of it could not be read: these are the turns since. */
  isAll: boolean;
}

function keyOf({ chat, topic }: ConversationPlace): string {
  return JSON.stringify([chat, topic]);
}

function shortened({ question, answer, material, isWhole, ...more }: Turn): Turn {
  return {
    ...more,
    question: question.slice(0, longestText),
    answer: answer.slice(0, longestText),
    material: material?.slice(0, longestText) ?? null,
    isWhole: isWhole && Math.max(question.length, material?.length ?? 0) <= longestText,
  };
}

function withTurn(turns: readonly Turn[], turn: Turn, replaces: string | null): Turn[] {
  const place = turns.findIndex((each) => isTurnOf(each, replaces));
  const former = turns[place];
  const replaced = new Set([...(former ? [...former.replaced, former.request] : []), ...(replaces ? [replaces] : [])]);
  const newest = { ...turn, replaced: [...replaced].slice(-mostReplaced) };
  const all = former === undefined ? [...turns, newest] : turns.with(place, newest);
  return all.slice(-mostTurns);
}

/** What was said since goes behind what is stored, but for what it has replaced of that. */
function joined(stored: readonly Turn[], since: readonly Turn[]): Turn[] {
  const left = stored.filter(({ request }) => !since.some((turn) => isTurnOf(turn, request)));
  return [...left, ...since].slice(-mostTurns);
}

export function createConversations({ memory, clock, logger }: ConversationsOptions): Conversations {
  const known = new Map<string, KnownConversation>();
  /** By place, and by chat for what is forgotten of all its topics. */
  const generations = new Map<string, number>();
  let lastGeneration = 0;
  let isWarned = false;

  function warn(error: unknown): void {
    if (!isWarned) logger.warn(`Conversations are kept until the next start only: ${messageOf(error)}`);
    isWarned = true;
  }

  function note(place: ConversationPlace, conversation: KnownConversation): KnownConversation {
    const key = keyOf(place);
    // The one that was used last stands last.
    known.delete(key);
    known.set(key, conversation);
    const [oldest] = known.keys();
    if (known.size > mostKnown && oldest !== undefined) known.delete(oldest);
    return conversation;
  }

  async function read(place: ConversationPlace): Promise<KnownConversation> {
    const remembered = known.get(keyOf(place));
    if (remembered?.isAll) return remembered;
    const since = remembered?.turns ?? [];
    try {
      const stored = (await memory.conversation(place))?.turns ?? [];
      return note(place, { turns: joined(stored, since), isAll: true });
    } catch (error) {
      warn(error);
      return { turns: since, isAll: false };
    }
  }

  function beginGeneration(key: string): void {
    lastGeneration += 1;
    generations.set(key, lastGeneration);
  }

  const generation = (place: ConversationPlace) =>
    Math.max(generations.get(keyOf(place)) ?? 0, generations.get(place.chat) ?? 0);

  return {
    turns: async (place) => (await read(place)).turns,
    generation,
    async add(place, turn, { replaces, generation: asked }) {
      if (generation(place) !== asked) return;
      const { turns, isAll } = await read(place);
      if (generation(place) !== asked) return;
      const conversation = note(place, { turns: withTurn(turns, shortened(turn), replaces), isAll });
      // What could not be read is not written over.
      if (!isAll) return;
      // The last word does not wait for the disk: the next question finds it here.
      memory.keepConversation(place, conversation, clock.now()).catch(warn);
    },
    async forget(place) {
      known.delete(keyOf(place));
      beginGeneration(keyOf(place));
      await memory.forgetConversation(place);
      // One that was being read meanwhile came too late.
      known.delete(keyOf(place));
    },
    drop(chat) {
      for (const key of [...known.keys()]) if (JSON.parse(key)[0] === chat) known.delete(key);
      beginGeneration(chat);
    },
  };
}
