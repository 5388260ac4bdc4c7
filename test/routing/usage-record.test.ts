import { describe, expect, it } from "vitest";
import { nothingKnown } from "../../src/domain/answer.ts";
import { factsOf, fails, failure, finish, plays, routeTo, setStage, text } from "./stage.ts";

const route = routeTo("a/first");

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
