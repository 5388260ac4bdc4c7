import { beforeEach, describe, expect, it } from "vitest";
import { type Conversations, createConversations } from "../../src/chat/conversations.ts";
import type { Conversation } from "../../src/domain/conversation.ts";
import { testNow } from "../support/candidates.ts";
import { turnWith } from "../support/turn.ts";

const place = { chat: "telegram:1", topic: "" };

let stored: Conversation | null;
let isReadable: boolean;
let warnings: string[];
let conversations: Conversations;

beforeEach(() => {
  stored = { turns: [turnWith({ request: "old", question: "The old one?" })] };
  isReadable = true;
  warnings = [];
  conversations = createConversations({
    memory: {
      async conversation() {
        if (!isReadable) throw new Error("The database is locked.");
        return stored;
      },
      async keepConversation(_place, conversation) {
        stored = conversation;
      },
      async forgetConversation() {
        stored = null;
      },
    },
    clock: { now: () => testNow },
    logger: { warn: (message) => void warnings.push(message) },
  });
});

const add = (request: string, replaces: string | null = null) =>
  conversations.add(place, turnWith({ request }), { replaces, generation: conversations.generation(place) });
const requests = (turns = stored?.turns ?? []) => turns.map(({ request }) => request);

describe("what was said in a place", () => {
  it("is not written over what could not be read, goes along meanwhile, and is joined to it later", async () => {
    isReadable = false;
    await add("new");
    await add("newer");
    expect(requests()).toEqual(["old"]);
    expect(requests([...(await conversations.turns(place))])).toEqual(["new", "newer"]);
    expect(warnings).toEqual([expect.stringContaining("The database is locked.")]);
    isReadable = true;
    expect(requests([...(await conversations.turns(place))])).toEqual(["old", "new", "newer"]);
    await add("newest");
    expect(requests()).toEqual(["old", "new", "newer", "newest"]);
  });

  it("has one turn for what is answered anew while the rest cannot be read", async () => {
    isReadable = false;
    await add("new", "old");
    isReadable = true;
    await add("newer");
    expect(requests()).toEqual(["new", "newer"]);
  });

  it("stays forgotten where that happens while it is being read", async () => {
    const adding = add("new");
    await conversations.forget(place);
    await adding;
    expect(stored).toBeNull();
    expect(await conversations.turns(place)).toEqual([]);
  });

  it("has one turn for a question, whichever of its answers is replaced", async () => {
    await add("second", "old");
    await add("third", "old");
    await add("fourth", "second");
    expect(requests()).toEqual(["fourth"]);
    await add("after a fault", "fault");
    await add("after it again", "fault");
    expect(requests()).toEqual(["fourth", "after it again"]);
  });

  it("is no whole question any more where it had to be cut", async () => {
    const question = "word ".repeat(5_000);
    await conversations.add(place, turnWith({ question }), { replaces: null, generation: 0 });
    expect(stored?.turns.at(-1)).toMatchObject({ question: question.slice(0, 20_000), isWhole: false });
  });

  it("of a person who wants all forgotten does not come back by an answer in any topic", async () => {
    const topic = { ...place, topic: "7" };
    const other = { chat: "telegram:2", topic: "7" };
    const [generation, others] = [conversations.generation(topic), conversations.generation(other)];
    conversations.drop(place.chat);
    stored = null;
    await conversations.add(topic, turnWith({ request: "under way" }), { replaces: null, generation });
    expect(stored).toBeNull();
    await conversations.add(other, turnWith({ request: "somebody else's" }), { replaces: null, generation: others });
    expect(requests()).toEqual(["somebody else's"]);
  });
});
