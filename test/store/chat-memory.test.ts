import { existsSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import Sqlite from "better-sqlite3";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { ChatPerson } from "../../src/domain/chat-person.ts";
import type { Conversation } from "../../src/domain/conversation.ts";
import { UserFacingError } from "../../src/domain/errors.ts";
import type { Route } from "../../src/domain/route.ts";
import type { OpenStore } from "../../src/store/open-store.ts";
import { testNow } from "../support/candidates.ts";
import { opinionWith } from "../support/opinion.ts";
import { type StoreStage, type StoreStageOptions, setUpStores } from "../support/store-stage.ts";
import { readTable, runStatement } from "../support/store-tables.ts";
import { turnWith } from "../support/turn.ts";
import { turnsUntil } from "../support/turns.ts";

let stage: StoreStage;
let store: OpenStore;

afterEach(() => stage.end());

const place = { chat: "telegram:1", topic: "" };
const route: Route = { provider: "huggingface", model: "maker/model", version: null, host: null, interface: "chat" };
const chosen: ChatPerson = { isRemembered: false, choices: { translation: route } };

function conversationOf(...questions: string[]): Conversation {
  return {
    turns: questions.map((question, index) =>
      turnWith({ request: `request-${index}`, at: testNow + index, question, answer: `Of ${question}.` }),
    ),
  };
}

const rows = (table: string) => readTable<Record<string, unknown>>(stage.path, table);

describe.each([
  { where: "the thread of its program", hasThread: false },
  { where: "a thread of its own", hasThread: true },
])("the memory of the chat, in $where,", ({ hasThread }) => {
  async function openWith(options: StoreStageOptions = {}): Promise<void> {
    stage = setUpStores({ hasThread, ...options });
    store = await stage.open();
  }

  it("gives back what was kept last, also to the next process", async () => {
    await openWith();
    await store.keepConversation(place, conversationOf("one"), testNow);
    await store.keepConversation(place, conversationOf("one", "two"), testNow + 5);
    await store.keepChatPerson("telegram:1", { isRemembered: true, choices: {} }, testNow);
    await store.keepChatPerson("telegram:1", chosen, testNow + 5);
    await store.close();
    const next = await stage.open();
    expect(await next.conversation(place)).toEqual(conversationOf("one", "two"));
    expect(await next.chatPerson("telegram:1")).toEqual(chosen);
    expect(rows("conversations")).toMatchObject([{ started_at: testNow, updated_at: testNow + 5 }]);
    expect(rows("chat_people")).toMatchObject([{ updated_at: testNow + 5 }]);
  });

  it("keeps what is said right before the end", async () => {
    await openWith();
    const kept = store.keepConversation(place, conversationOf("last"), testNow);
    await store.close();
    await kept;
    expect(rows("conversations")).toMatchObject([
      { chat: "telegram:1", messages: expect.stringContaining("Of last.") },
    ]);
  });

  it("waits to write where another program has locked the file", async () => {
    await openWith();
    await store.keepConversation(place, conversationOf("one"), testNow);
    const other = new Sqlite(stage.path);
    other.exec("begin immediate");
    const kept = store.keepConversation(place, conversationOf("two"), testNow);
    if (hasThread) setTimeout(() => other.close(), 50);
    else await turnsUntil(() => stage.clock.waits.length > 2).then(() => other.close());
    await kept;
    expect(await store.conversation(place)).toEqual(conversationOf("two"));
  });

  it("says in a sentence that it is locked for too long, and keeps what it had", async () => {
    await openWith({ lockPatienceMs: 100 });
    await store.keepConversation(place, conversationOf("one"), testNow);
    const other = new Sqlite(stage.path);
    other.exec("begin immediate");
    const failing = [
      store.keepConversation(place, conversationOf("two"), testNow),
      store.forgetPerson("telegram:1"),
      store.keepOpinion(opinionWith()),
    ];
    const ends = await Promise.allSettled(failing);
    other.close();
    for (const end of ends) expect(end).toMatchObject({ status: "rejected", reason: expect.any(UserFacingError) });
    expect(await store.conversation(place)).toEqual(conversationOf("one"));
  });
});

describe("what the chat keeps", () => {
  beforeEach(async () => {
    stage = setUpStores();
    store = await stage.open();
  });

  it("knows nothing and makes no file before something is kept", async () => {
    expect(await store.conversation(place)).toBeNull();
    expect(await store.chatPerson("telegram:1")).toBeNull();
    await store.forgetConversation(place);
    await store.forgetPerson("telegram:1");
    expect(existsSync(stage.path)).toBe(false);
  });

  it("keeps what was said in one place apart from all others", async () => {
    const places = [place, { chat: "telegram:1", topic: "7" }, { chat: "telegram:17", topic: "" }];
    for (const [index, each] of places.entries()) {
      await store.keepConversation(each, conversationOf(`number ${index}`), testNow);
    }
    await store.forgetConversation({ chat: "telegram:1", topic: "7" });
    expect(await Promise.all(places.map((each) => store.conversation(each)))).toEqual([
      conversationOf("number 0"),
      null,
      conversationOf("number 2"),
    ]);
  });

  it("begins anew where the database is damaged", async () => {
    writeFileSync(stage.path, "no database, but long enough to be read as the header of one. ".repeat(40));
    expect(await store.conversation(place)).toBeNull();
    expect(readdirSync(stage.folder).filter((name) => name.includes(".corrupt-"))).toHaveLength(1);
    await store.keepConversation(place, conversationOf("one"), testNow);
    expect(await store.conversation(place)).toEqual(conversationOf("one"));
  });

  it("rejects with a sentence where something else stands in the file's place", async () => {
    mkdirSync(stage.path);
    await expect(store.conversation(place)).rejects.toThrow(/something else stands in its place/);
    await expect(store.keepChatPerson("telegram:1", chosen, testNow)).rejects.toThrow(UserFacingError);
  });

  it("goes with whoever wants to be forgotten, and nobody else's with it", async () => {
    for (const person of ["telegram:1", "telegram:2"]) {
      await store.keepConversation({ chat: person, topic: "" }, conversationOf("one"), testNow);
      await store.keepConversation({ chat: person, topic: "9" }, conversationOf("two"), testNow);
      await store.keepChatPerson(person, { ...chosen, isRemembered: true }, testNow);
      await store.keepOpinion(opinionWith({ person }));
    }
    await store.forgetPerson("telegram:1");
    expect(rows("conversations").map(({ chat }) => chat)).toEqual(["telegram:2", "telegram:2"]);
    expect(rows("chat_people").map(({ person }) => person)).toEqual(["telegram:2"]);
    expect(rows("feedback").map(({ person }) => person)).toEqual(["telegram:2"]);
  });

  it("knows who is not to be remembered when all else of them is forgotten", async () => {
    await store.keepChatPerson("telegram:1", chosen, testNow);
    await store.forgetPerson("telegram:1");
    expect(await store.chatPerson("telegram:1")).toEqual({ isRemembered: false, choices: {} });
  });

  it("has a turn with all that its answer can be made anew from", async () => {
    const turn = turnWith({
      replaced: ["first", "second"],
      task: "translation",
      material: "Good morning",
      targetLanguage: "French",
      isWhole: false,
    });
    await store.keepConversation(place, { turns: [turn] }, testNow);
    expect(await store.conversation(place)).toEqual({ turns: [turn] });
  });

  it("reads the turns of older versions, and what it does not understand of newer ones as not known", async () => {
    await store.keepConversation(place, conversationOf("one"), testNow);
    const { request, at, question, answer } = turnWith();
    const old = { request, at, question, answer };
    const turns = [old, { ...old, replaced: "x", task: "cooking", material: 7, targetLanguage: [], isWhole: "no" }];
    runStatement(stage.path, `update conversations set messages = '${JSON.stringify(turns)}'`);
    const unknown = turnWith({ task: null });
    expect(await store.conversation(place)).toEqual({ turns: [unknown, unknown] });
  });

  it("has the wish for another answer only where somebody has not judged the first", async () => {
    await store.keepOpinion(opinionWith({ rating: 0 }));
    await store.keepOpinion(opinionWith({ rating: -1 }));
    await store.keepOpinion(opinionWith({ rating: 0, at: testNow + 1 }));
    await store.keepOpinion(opinionWith({ person: "telegram:3", rating: 0 }));
    expect(rows("feedback")).toMatchObject([
      { person: "telegram:2", rating: -1, at: testNow },
      { person: "telegram:3", rating: 0 },
    ]);
  });

  it("has the last word of each person on an answer", async () => {
    await store.keepOpinion(opinionWith());
    await store.keepOpinion(opinionWith({ person: "telegram:3" }));
    await store.keepOpinion(opinionWith({ rating: -1, at: testNow + 1, task: null, host: "novita" }));
    expect(rows("feedback")).toMatchObject([
      { person: "telegram:2", rating: -1, at: testNow + 1, task: "", host: "novita" },
      { person: "telegram:3", rating: 1, task: "conversational", host: "" },
    ]);
  });

  it("is without what databases and other programs refuse", async () => {
    const odd = "a\0b\ud800 \u{1f600} \u05d0";
    await store.keepConversation({ chat: "telegram:\x001", topic: "" }, conversationOf(odd), testNow);
    expect((await store.conversation(place))?.turns[0]?.question).toBe("ab\ufffd \u{1f600} \u05d0");
    await store.keepChatPerson("telegram:1", { ...chosen, choices: { summarization: { ...route, model: odd } } }, 1);
    expect((await store.chatPerson("telegram:1"))?.choices.summarization?.model).toContain("ab\ufffd");
    expect(JSON.stringify(rows("conversations"))).not.toMatch(/\\u0000|\\ud800/);
  });

  it("may be a hundred thousand characters", async () => {
    const long = conversationOf('"\n\u{1f600}'.repeat(25_000));
    await store.keepConversation(place, long, testNow);
    expect(await store.conversation(place)).toEqual(long);
  });

  it.each(["", "null", "{", '{"turns":[]}', "7"])(
    "counts as no conversation where the disk has %j",
    async (messages) => {
      await store.keepConversation(place, conversationOf("one"), testNow);
      runStatement(stage.path, `update conversations set messages = '${messages}'`);
      expect(await store.conversation(place)).toBeNull();
    },
  );

  it("lacks the turns alone that cannot be read", async () => {
    await store.keepConversation(place, conversationOf("one"), testNow);
    const [whole] = conversationOf("one").turns;
    const turns = [null, 7, {}, { ...whole, question: 1 }, { ...whole, request: "" }, { ...whole, more: true }];
    runStatement(stage.path, `update conversations set messages = '${JSON.stringify(turns)}'`);
    expect(await store.conversation(place)).toEqual(conversationOf("one"));
  });

  it("lacks the choices alone that are none any more, and knows who is not to be remembered in any case", async () => {
    await store.keepChatPerson("telegram:1", chosen, testNow);
    const choices = {
      ...chosen.choices,
      "old-task": route,
      __proto__x: route,
      "fill-mask": { provider: "a" },
      speech: 1,
    };
    runStatement(stage.path, `update chat_people set facts = '${JSON.stringify({ choices })}'`);
    expect(await store.chatPerson("telegram:1")).toEqual(chosen);
    for (const facts of ["", "[]", '{"choices":[1]}']) {
      runStatement(stage.path, `update chat_people set facts = '${facts}'`);
      expect(await store.chatPerson("telegram:1")).toEqual({ isRemembered: false, choices: {} });
    }
  });
});
