import { describe, expect, it } from "vitest";
import { type AnswerEvent, type CallUsage, nothingKnown } from "../../src/domain/answer.ts";
import { DeadlineError } from "../../src/routing/deadlines.ts";
import {
  chat,
  factsOf,
  fails,
  failure,
  finish,
  plays,
  read,
  routeTo,
  type Step,
  setStage,
  settle,
  text,
} from "./stage.ts";

const route = routeTo("a/first");
const used = (usage: Partial<CallUsage>): AnswerEvent => ({ type: "usage", usage: { ...nothingKnown, ...usage } });

describe("the record of an attempt", () => {
  it("tells who asked what, of whom, and what came of it", async () => {
    const stage = setStage();
    stage.scripts["a/first"] = fails("busy", { code: 429 });
    await stage.answer({ requestId: "request-1", chat: "telegram:1", person: "telegram:2" });
    const [busy, answered] = stage.records;
    expect(busy).toEqual({
      id: expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}-7/),
      at: stage.clock.now(),
      request: "request-1",
      attempt: 1,
      role: "primary",
      task: "conversational",
      route,
      revision: 7,
      chat: "telegram:1",
      person: "telegram:2",
      outcome: "busy",
      error: "429",
      firstTokenMs: null,
      durationMs: 0,
      inputTokens: null,
      outputTokens: null,
      inputPrice: null,
      outputPrice: null,
      inputCost: null,
      outputCost: null,
      ownKey: false,
    });
    expect(answered).toMatchObject({
      request: "request-1",
      attempt: 2,
      role: "fallback",
      outcome: "answered",
      error: null,
    });
    expect((answered?.id ?? "") > (busy?.id ?? "")).toBe(true);
  });

  it("has one id for all attempts of a request, and another for the next", async () => {
    const stage = setStage();
    stage.scripts["a/first"] = fails("gone");
    await stage.answer();
    await stage.answer();
    const [first, second, third] = stage.records.map(({ request }) => request);
    expect(first).toBe(second);
    expect(third).not.toBe(first);
  });

  it.each([
    ["by tokens and prices", { inputTokens: 2_000, outputTokens: 500 }, { inputCost: 200_000, outputCost: 1_000_000 }],
    ["by what the provider bills", { costUsdNanos: 77 }, { inputCost: 0, outputCost: 77 }],
    ["as unknown where the tokens are", { outputTokens: 500 }, { inputCost: null, outputCost: 1_000_000 }],
  ])("tells the cost %s", async (_what, used, costs) => {
    const stage = setStage([route]);
    stage.facts = [factsOf(route, { inputPrice: 100_000, outputPrice: 2_000_000 })];
    stage.scripts["a/first"] = plays(text("Hi"), { type: "usage", usage: { ...nothingKnown, ...used } }, finish);
    await stage.answer();
    expect(stage.records[0]).toMatchObject({ inputPrice: 100_000, outputPrice: 2_000_000, ...costs });
  });

  it("tells that a key of one's own has paid", async () => {
    const stage = setStage([routeTo("a/first", { provider: "own" })]);
    await stage.answer();
    expect(stage.records[0]).toMatchObject({ ownKey: true });
  });

  it("tells when the first token came, and how long it took in all", async () => {
    const stage = setStage([route]);
    stage.scripts["a/first"] = async function* () {
      stage.clock.advance(300);
      yield { type: "life" };
      stage.clock.advance(200);
      yield { type: "reasoning", text: "hm" };
      stage.clock.advance(1_000);
      throw failure("broken");
    };
    await stage.answer();
    expect(stage.records[0]).toMatchObject({ firstTokenMs: 500, durationMs: 1_500, outcome: "broken" });
  });
});

describe("what an attempt may have cost where its host does not say", () => {
  const question = "x".repeat(400);

  function staged(...steps: Step[]) {
    const stage = setStage([route]);
    stage.facts = [factsOf(route, { inputPrice: 1_000_000, outputPrice: 2_000_000 })];
    stage.scripts["a/first"] = plays(...steps);
    return stage;
  }

  it("is estimated for an answer that was stopped, and the record itself knows nothing", async () => {
    const stage = staged({ type: "reasoning", text: "h".repeat(40) }, text("y".repeat(80)), "hang");
    const caller = new AbortController();
    const answer = await stage.ask({ ask: chat(question), signal: caller.signal });
    const reading = read(answer);
    await settle();
    caller.abort(new Error("Stopped."));
    await reading;
    expect(stage.records[0]).toMatchObject({ outcome: "cancelled", inputTokens: null, outputTokens: null });
    expect(stage.records[0]).toMatchObject({ inputCost: null, outputCost: null });
    expect(stage.estimates).toEqual([100_000 + 60_000]);
  });

  it.each<[string, Step[], number | null]>([
    ["for a whole answer without a count", [text("y".repeat(80)), finish], 140_000],
    ["for one that broke off", [text("y".repeat(80)), failure("broken")], 140_000],
    ["for one that never came in time", [new DeadlineError("first-token", 30_000)], 100_000],
    ["for what is not counted of it alone", [text("y".repeat(80)), used({ inputTokens: 7 }), finish], 40_000],
    ["not where it is counted", [text("y"), used({ inputTokens: 7, outputTokens: 1 }), finish], null],
    ["not where it is billed otherwise", [text("y"), used({ costUsdNanos: 77 }), finish], null],
    ["not where nothing was served", [failure("busy")], null],
  ])("is estimated %s", async (_what, steps, estimate) => {
    const stage = staged(...steps);
    await stage.answer({ ask: chat(question) });
    expect(stage.estimates).toEqual([estimate]);
  });

  it("is not known where the price is not", async () => {
    const stage = setStage([route]);
    await stage.answer();
    expect(stage.estimates).toEqual([null]);
  });
});
