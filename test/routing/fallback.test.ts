import { describe, expect, it } from "vitest";
import type { FailureKind } from "../../src/providers/invocation.ts";
import { NoRouteError } from "../../src/routing/errors.ts";
import { chat, fails, failure, finish, plays, read, routeTo, says, setStage, settle, text } from "./stage.ts";

describe("a request", () => {
  it("is answered by the first choice, whose route is told first", async () => {
    const stage = setStage();
    const { events, attempts } = await stage.answer();
    expect(events).toEqual([
      { type: "route", route: routeTo("a/first") },
      text("Hello from "),
      text("a/first"),
      finish,
    ]);
    expect(attempts).toEqual(["a/first primary answered"]);
    expect(stage.clock.pending()).toBe(0);
  });

  it.each<FailureKind>(["gone", "no-credit", "busy", "refused", "broken"])(
    "goes on silently to the next model where the first is %s",
    async (kind) => {
      const stage = setStage();
      stage.scripts["a/first"] = fails(kind);
      const { events, attempts } = await stage.answer();
      expect(events[0]).toEqual({ type: "route", route: routeTo("b/second") });
      expect(events.filter(({ type }) => type === "route")).toHaveLength(1);
      expect(attempts).toEqual([`a/first primary ${kind}`, "b/second fallback answered"]);
    },
  );

  it("asks one other model about a request that is refused, and stops where that refuses it too", async () => {
    const stage = setStage();
    for (const model of ["a/first", "b/second"]) stage.scripts[model] = fails("bad-request", { code: 400 });
    for (let times = 0; times < 2; times += 1) {
      const { error, attempts } = await stage.answer();
      expect(error).toMatchObject({ name: "CallError", kind: "bad-request" });
      expect(attempts).toEqual(["a/first primary bad-request", "b/second fallback bad-request"]);
    }
  });

  it("is answered by that other model where only the first refuses it, and holds nothing against either", async () => {
    const stage = setStage();
    stage.scripts["a/first"] = fails("bad-request", { code: 400 });
    expect((await stage.answer()).attempts).toEqual(["a/first primary bad-request", "b/second fallback answered"]);
    delete stage.scripts["a/first"];
    expect((await stage.answer()).attempts).toEqual(["a/first primary answered"]);
  });

  it("goes on from models that say that only they do not take it", async () => {
    const stage = setStage();
    for (const model of ["a/first", "b/second"]) stage.scripts[model] = fails("bad-request", { othersMay: true });
    expect((await stage.answer()).attempts.at(-1)).toBe("c/third fallback answered");
  });

  it("is the caller's to change where every model refuses it, unless one rests that might take it", async () => {
    const stage = setStage();
    for (const model of ["a/first", "b/second"]) stage.scripts[model] = fails("bad-request", { othersMay: true });
    stage.scripts["c/third"] = fails("busy");
    const first = await stage.answer();
    expect(first.error).toBeInstanceOf(NoRouteError);
    expect(first.attempts).toHaveLength(3);
    expect((await stage.answer()).error).toBeInstanceOf(NoRouteError);
    stage.clock.advance(3_600_000);
    stage.scripts["c/third"] = fails("bad-request", { othersMay: true });
    expect((await stage.answer()).error).toMatchObject({ name: "CallError", kind: "bad-request" });
  });

  it("may be answered with nothing where its length was limited, or a filter took it away", async () => {
    for (const reason of ["length", "content_filter"] as const) {
      const stage = setStage();
      stage.scripts["a/first"] = plays({ type: "finish", reason });
      const { events, attempts } = await stage.answer();
      expect(events.at(-1)).toEqual({ type: "finish", reason });
      expect(attempts).toEqual(["a/first primary answered"]);
    }
  });

  it("takes what a provider throws without a kind, at once or later, for a broken answer", async () => {
    const stage = setStage();
    stage.scripts["a/first"] = plays(new TypeError("x is undefined"));
    stage.scripts["b/second"] = () => {
      throw new RangeError("at once");
    };
    const { text: written, attempts } = await stage.answer();
    expect(written).toBe("Hello from c/third");
    expect(attempts.slice(0, 2)).toEqual(["a/first primary broken", "b/second fallback broken"]);
    expect(stage.records.map(({ error }) => error)).toEqual(["TypeError", "RangeError", null]);
    expect(stage.warnings).toEqual(["a/first on novita failed: x is undefined", "b/second on novita failed: at once"]);
    for (const model of ["a/first", "b/second"]) delete stage.scripts[model];
    expect((await stage.answer()).attempts).toEqual(["a/first primary answered"]);
  });

  it("says what happened and when it tries again, where nobody answers", async () => {
    const stage = setStage();
    stage.scripts["a/first"] = fails("gone", { code: 410 });
    stage.scripts["b/second"] = fails("busy", { code: 429, retryAfterMs: 30_000 });
    stage.scripts["c/third"] = fails("refused", { code: 401 });
    const { error, events } = await stage.answer();
    expect(events).toEqual([]);
    expect(error).toBeInstanceOf(NoRouteError);
    expect(error).toMatchObject({ retryAt: stage.clock.now() + 30_000 });
    expect(String((error as Error).message)).toBe(
      "No model could answer (Conversation). Tried in vain: a/first on novita: It failed as gone; b/second on novita: It failed as busy; c/third on novita: It failed as refused. The next try makes sense in 30 seconds.",
    );
    const { error: again, attempts } = await stage.answer();
    expect(attempts).toEqual([]);
    expect((again as Error).message).toContain("b/second on novita was too busy");
  });

  it("tries no more models than the policy allows", async () => {
    const stage = setStage();
    stage.policy.routing.attempts = 2;
    for (const model of ["a/first", "b/second"]) stage.scripts[model] = fails("busy");
    const { error, attempts } = await stage.answer();
    expect(error).toBeInstanceOf(NoRouteError);
    expect(attempts).toHaveLength(2);
  });

  it.each([
    ["nothing but its end", plays(finish)],
    ["no end", plays({ type: "life" })],
  ])("goes on where an answer has %s", async (_what, script) => {
    const stage = setStage();
    stage.scripts["a/first"] = script;
    const { text: written, attempts } = await stage.answer();
    expect(written).toBe("Hello from b/second");
    expect(attempts[0]).toBe("a/first primary broken");
  });

  it("keeps reasoning apart, and goes on as if nothing was sent where only that came", async () => {
    const stage = setStage();
    stage.scripts["a/first"] = plays({ type: "reasoning", text: "Let me see" }, failure("broken"));
    const { events, text: written } = await stage.answer();
    expect(written).toBe("Hello from b/second");
    expect(events.map(({ type }) => type)).toEqual(["route", "reasoning", "route", "text", "text", "finish"]);
    expect(stage.calls[1]?.input).toEqual(chat());
  });

  it("tells nothing after the end but what was used", async () => {
    const stage = setStage();
    const usage = { inputTokens: 3, outputTokens: 5, reasoningTokens: null, tokensPerSecond: null, costUsdNanos: null };
    stage.scripts["a/first"] = plays(text("Hi"), finish, text("more"), { type: "usage", usage }, failure("broken"));
    const { events, attempts, error } = await stage.answer();
    expect(events.map(({ type }) => type)).toEqual(["route", "text", "finish", "usage"]);
    expect(error).toBeNull();
    expect(attempts).toEqual(["a/first primary answered"]);
  });
});

describe("a caller who goes away", () => {
  it("cancels the call upstream, by its signal, while it waits", async () => {
    const stage = setStage();
    stage.scripts["a/first"] = plays(text("One, "), "hang");
    const controller = new AbortController();
    const reading = read(await stage.ask({ signal: controller.signal }));
    await settle();
    const reason = new Error("gone away");
    controller.abort(reason);
    const { error, attempts } = await reading;
    expect(error).toBe(reason);
    expect(attempts).toEqual(["a/first primary cancelled"]);
    expect(stage.calls[0]?.signal.aborted).toBe(true);
    expect(stage.records).toMatchObject([{ outcome: "cancelled", error: null }]);
    expect(stage.clock.pending()).toBe(0);
  });

  it("cancels it by its signal while it does not read", async () => {
    const stage = setStage();
    stage.scripts["a/first"] = says("One, ", "two.");
    const controller = new AbortController();
    const events = (await stage.ask({ signal: controller.signal })).events[Symbol.asyncIterator]();
    await events.next();
    controller.abort();
    expect(stage.records).toMatchObject([{ outcome: "cancelled" }]);
    expect(stage.calls[0]?.signal.aborted).toBe(true);
  });

  it("cancels it by reading no further", async () => {
    const stage = setStage();
    for await (const event of (await stage.ask()).events) if (event.type === "text") break;
    expect(stage.calls[0]?.signal.aborted).toBe(true);
    expect(stage.records).toMatchObject([{ outcome: "cancelled" }]);
    expect((await stage.answer()).attempts).toEqual(["a/first primary answered"]);
  });

  it("before it begins makes no call", async () => {
    const stage = setStage();
    const { error } = await stage.answer({ signal: AbortSignal.abort() });
    expect(error).toMatchObject({ name: "AbortError" });
    expect(stage.calls).toEqual([]);
  });

  it("has been answered where it leaves after the end", async () => {
    const stage = setStage();
    for await (const event of (await stage.ask()).events) if (event.type === "finish") break;
    expect(stage.records).toMatchObject([{ outcome: "answered" }]);
  });
});
