import { beforeEach, describe, expect, it } from "vitest";
import type { AnswerEvent } from "../../src/domain/answer.ts";
import type { PipelineInput } from "../../src/domain/input.ts";
import type { DirectAnswer, DirectCall } from "../../src/routing/call-route.ts";
import { chat, fails, finish, plays, routeTo, type Stage, says, setStage, settle, text } from "./stage.ts";

let stage: Stage;

beforeEach(() => {
  stage = setStage();
});

const first = routeTo("a/first");

function call(facts: Partial<DirectCall> = {}): DirectAnswer {
  const { signal } = new AbortController();
  return stage.router.callRoute({ route: first, task: null, ask: chat(), signal, ...facts });
}

/** Reads a call to its end: its events, and how it failed. */
async function read(answer: DirectAnswer) {
  if (answer.kind !== "called") return { kind: answer.kind, events: [], fault: null };
  const events: AnswerEvent[] = [];
  try {
    for await (const event of answer.events) events.push(event);
  } catch {
    // What it was stands in the fault.
  }
  return { kind: answer.kind, events, fault: answer.fault() };
}

describe("a call of one route", () => {
  it("streams what comes, and makes no record of use", async () => {
    stage.scripts["a/first"] = says("Hello");
    expect(await read(call())).toEqual({ kind: "called", events: [text("Hello"), finish], fault: null });
    expect([stage.records, stage.calls.map(({ route }) => route.model)]).toEqual([[], ["a/first"]]);
  });

  it("puts the parameters along where the route is a chat, with the task's instruction", async () => {
    const ask: PipelineInput = {
      kind: "pipeline",
      text: "Good morning",
      context: null,
      labels: [],
      targetLanguage: "Portuguese",
      sourceLanguage: null,
      files: [],
    };
    await read(call({ ask, task: "translation", options: { temperature: 0, max_tokens: 9 } }));
    expect(stage.calls[0]?.input).toMatchObject({ kind: "chat", options: { temperature: 0, max_tokens: 9 } });
    expect(JSON.stringify(stage.calls[0]?.input)).toContain("Answer with the translation alone");
    await read(call({ ask, task: "translation", route: routeTo("a/first", { interface: "translation" }) }));
    expect(stage.calls[1]?.input).toEqual(ask);
  });

  it("is not made where the route cannot take it, or its provider is not turned on", async () => {
    const ask = { kind: "embedding" as const, texts: ["a"], dimensions: null };
    expect(call({ ask })).toEqual({ kind: "unfit" });
    expect(call({ route: routeTo("a/first", { provider: "elsewhere" }) })).toEqual({ kind: "unfit" });
    expect(stage.calls).toEqual([]);
  });

  it("teaches health as any other, and is not made as long as the route rests", async () => {
    // A router that has heard of a configuration just now looks at all of it anew.
    await stage.answer();
    stage.calls.length = 0;
    stage.scripts["a/first"] = fails("gone");
    expect((await read(call())).fault).toMatchObject({ outcome: "gone", isDefect: false });
    expect(call()).toMatchObject({ kind: "resting", because: "gone" });
    expect((await stage.answer()).attempts).toEqual(["b/second fallback answered"]);
    expect(stage.calls.map(({ route }) => route.model)).toEqual(["a/first", "b/second"]);
  });

  it("is not made where a chat has found the route wanting", async () => {
    stage.scripts["a/first"] = fails("no-credit");
    await stage.answer();
    expect(call().kind).toBe("resting");
  });

  it.each([
    ["says nothing", plays(finish), { outcome: "broken", code: "empty" }],
    ["breaks off", plays(text("Hel")), { outcome: "broken", code: "unfinished" }],
    ["meets a defect of ours", plays(new TypeError("oops")), { outcome: "broken", isDefect: true }],
  ])("fails where it %s", async (_what, script, fault) => {
    stage.scripts["a/first"] = script;
    expect((await read(call())).fault).toMatchObject(fault);
  });

  it("may think three times as long as in a chat before it says anything", async () => {
    stage.scripts["a/first"] = plays("hang");
    const reading = read(call());
    await settle();
    stage.clock.advance(59_000);
    await settle();
    expect(stage.calls[0]?.signal.aborted).toBe(false);
    stage.clock.advance(2_000);
    expect((await reading).fault).toMatchObject({ outcome: "timeout" });
  });

  it("ends upstream where nobody reads on, and holds nothing against the route", async () => {
    stage.scripts["a/first"] = plays(text("1"), text("2"), "hang");
    const answer = call();
    if (answer.kind !== "called") throw new Error("It was not called.");
    for await (const _event of answer.events) break;
    await settle();
    expect([stage.calls[0]?.signal.aborted, answer.fault(), call().kind]).toEqual([true, null, "called"]);
  });

  it("ends with its signal, and holds nothing against the route", async () => {
    stage.scripts["a/first"] = plays("hang");
    const stopping = new AbortController();
    const reading = read(call({ signal: stopping.signal }));
    await settle();
    stopping.abort(new Error("Stopped."));
    expect(await reading).toMatchObject({ events: [], fault: null });
    expect([stage.calls[0]?.signal.aborted, call().kind]).toEqual([true, "called"]);
  });

  it("is refused by a router that is closed", () => {
    stage.router.close();
    expect(() => call()).toThrow("takes no more requests");
  });
});
