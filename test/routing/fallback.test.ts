import { describe, expect, it } from "vitest";
import type { ChatInput } from "../../src/domain/input.ts";
import type { FailureKind } from "../../src/providers/invocation.ts";
import { AnswerBrokenError, NoRouteError } from "../../src/routing/errors.ts";
import { chat, fails, failure, finish, hang, plays, read, routeTo, says, setStage, settle, text } from "./stage.ts";

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

  it("stops at a request that is the caller's own fault", async () => {
    const stage = setStage();
    stage.scripts["a/first"] = fails("bad-request", { code: 400 });
    const { error, attempts } = await stage.answer();
    expect(error).toMatchObject({ name: "CallError", kind: "bad-request" });
    expect(attempts).toEqual(["a/first primary bad-request"]);
    expect((await stage.answer()).attempts).toEqual(["a/first primary bad-request"]);
  });

  it("goes on to a model that takes what the first cannot be told, and holds nothing against either", async () => {
    const stage = setStage();
    stage.scripts["a/first"] = fails("bad-request", { code: null });
    expect((await stage.answer()).attempts).toEqual(["a/first primary bad-request", "b/second fallback answered"]);
    delete stage.scripts["a/first"];
    expect((await stage.answer()).attempts).toEqual(["a/first primary answered"]);
  });

  it("is the caller's to change where no model can be told it, unless one rests that might", async () => {
    const stage = setStage();
    for (const model of ["a/first", "b/second"]) stage.scripts[model] = fails("bad-request", { code: null });
    stage.scripts["c/third"] = fails("busy");
    const first = await stage.answer();
    expect(first.error).toBeInstanceOf(NoRouteError);
    expect(first.attempts).toHaveLength(3);
    expect((await stage.answer()).error).toBeInstanceOf(NoRouteError);
    stage.clock.advance(3_600_000);
    stage.scripts["c/third"] = fails("bad-request", { code: null });
    expect((await stage.answer()).error).toMatchObject({ name: "CallError", kind: "bad-request" });
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

describe("an answer that dies half-way", () => {
  it("is continued by the next model from what was already sent", async () => {
    const stage = setStage();
    stage.scripts["a/first"] = plays(text("The quick "), text("brown "), failure("broken"));
    stage.scripts["b/second"] = says("fox jumps.");
    const { events, text: written, attempts } = await stage.answer();
    expect(written).toBe("The quick brown fox jumps.");
    expect(events.flatMap((event) => (event.type === "route" ? [event.route.model] : []))).toEqual([
      "a/first",
      "b/second",
    ]);
    expect(attempts).toEqual(["a/first primary broken", "b/second fallback answered"]);
    const { messages = [] } = (stage.calls[1]?.input ?? {}) as Partial<ChatInput>;
    expect(messages.slice(0, 2)).toEqual([
      { role: "user", content: "Hello" },
      { role: "assistant", content: "The quick brown " },
    ]);
    expect(messages[2]?.role).toBe("user");
  });

  it.each([
    ["the end of what was sent", ["brown", " fox jumps."], "A quick brown fox jumps."],
    ["all that was sent", ["A quick brown f", "ox", " jumps."], "A quick brown fox jumps."],
    ["nothing, though it looked so", ["quick"], "A quick brown foxquick"],
  ])("is joined without a seam where the next model repeats %s", async (_what, words, whole) => {
    const stage = setStage();
    stage.scripts["a/first"] = plays(
      text(whole.endsWith(".") ? "A quick brown" : "A quick brown fox"),
      failure("broken"),
    );
    stage.scripts["b/second"] = says(...words);
    const { text: written, events } = await stage.answer();
    expect(written).toBe(whole);
    expect(events.at(-1)).toEqual(finish);
  });

  it("is continued more than once, also where the continuation is refused as a bad request", async () => {
    const stage = setStage();
    stage.scripts["a/first"] = plays(text("One, "), failure("broken"));
    stage.scripts["b/second"] = fails("bad-request", { code: 400 });
    stage.scripts["c/third"] = says("two.");
    expect((await stage.answer()).text).toBe("One, two.");
  });

  it("is told to be broken, and not cut, where nobody is left", async () => {
    const stage = setStage([routeTo("a/first")]);
    stage.scripts["a/first"] = plays(text("The quick "), failure("broken"));
    const { error, text: written } = await stage.answer();
    expect(written).toBe("The quick ");
    expect(error).toBeInstanceOf(AnswerBrokenError);
    expect((error as Error).message).toContain("a/first on novita: It failed as broken");
  });

  it("is broken where it has no end", async () => {
    const stage = setStage([routeTo("a/first")]);
    stage.scripts["a/first"] = plays(text("The quick "));
    expect((await stage.answer()).error).toBeInstanceOf(AnswerBrokenError);
  });

  it.each([
    ["tools", { tools: [{ type: "function", function: { name: "look" } }] }],
    ["a response format", { response_format: { type: "json_object" } }],
  ])("ends in an error with %s", async (_what, options) => {
    const stage = setStage();
    stage.scripts["a/first"] = plays(text("{"), failure("busy"));
    const { error, attempts } = await stage.answer({ ask: chat("Hello", options) });
    expect(error).toBeInstanceOf(AnswerBrokenError);
    expect(attempts).toEqual(["a/first primary busy"]);
  });

  it("ends in an error where files were sent", async () => {
    const stage = setStage();
    const file = { bytes: new Uint8Array([1]), mediaType: "image/png", name: null };
    stage.scripts["a/first"] = plays({ type: "file", file }, failure("busy"));
    expect((await stage.answer()).error).toBeInstanceOf(AnswerBrokenError);
  });

  it("leaves to the continuation what the limit of tokens has left", async () => {
    const stage = setStage();
    stage.scripts["a/first"] = plays(text("x".repeat(40)), failure("busy"));
    await stage.answer({ ask: chat("Hello", { max_tokens: 100 }) });
    expect(stage.calls[1]?.input).toMatchObject({ options: { max_tokens: 90 } });
  });
});

describe("deadlines", () => {
  it("bring in the next model where the first says nothing", async () => {
    const stage = setStage();
    stage.scripts["a/first"] = plays({ type: "life" }, "hang");
    const reading = read(await stage.ask());
    await settle();
    stage.clock.advance(19_999);
    await settle();
    expect(stage.calls).toHaveLength(1);
    stage.clock.advance(1);
    const { text: written, attempts } = await reading;
    expect(written).toBe("Hello from b/second");
    expect(attempts[0]).toBe("a/first primary timeout");
    expect(stage.calls[0]?.signal.aborted).toBe(true);
    expect(stage.records[0]).toMatchObject({ outcome: "timeout", error: "first-token", durationMs: 20_000 });
  });

  it("let the next model go on where an answer falls silent, and count from the last sign of life", async () => {
    const stage = setStage();
    const ticks = Array.from({ length: 4 }, () => Promise.withResolvers<void>());
    stage.scripts["a/first"] = async function* ({ signal }) {
      yield text("One, ");
      for (const [position, { promise }] of ticks.entries()) {
        await promise;
        yield position % 2 === 0 ? { type: "life" } : { type: "reasoning", text: "hm" };
      }
      await hang(signal);
    };
    stage.scripts["b/second"] = says("two.");
    const reading = read(await stage.ask());
    for (const { resolve } of ticks) {
      await settle();
      stage.clock.advance(25_000);
      resolve();
    }
    await settle();
    stage.clock.advance(29_999);
    await settle();
    expect(stage.calls).toHaveLength(1);
    stage.clock.advance(1);
    expect((await reading).text).toBe("One, two.");
    expect(stage.records[0]).toMatchObject({
      outcome: "timeout",
      error: "silence",
      firstTokenMs: 0,
      durationMs: 130_000,
    });
  });

  it("do not wait for a provider that ignores its signal", async () => {
    const stage = setStage();
    stage.scripts["a/first"] = async function* () {
      await new Promise(() => {});
      yield finish;
    };
    const reading = read(await stage.ask());
    await settle();
    stage.clock.advance(20_000);
    expect((await reading).text).toBe("Hello from b/second");
  });

  it("do not run while the caller is busy with what it has got", async () => {
    const stage = setStage();
    stage.scripts["a/first"] = says("One, ", "two.");
    const events = (await stage.ask()).events[Symbol.asyncIterator]();
    await events.next();
    expect((await events.next()).value).toEqual(text("One, "));
    stage.clock.advance(1_000_000);
    expect((await events.next()).value).toEqual(text("two."));
    expect((await events.next()).value).toEqual(finish);
    expect((await events.next()).done).toBe(true);
  });

  it("give pictures the time that they take", async () => {
    const stage = setStage([routeTo("a/first", { interface: "text-to-image" })]);
    const file = { bytes: new Uint8Array([1]), mediaType: "image/png", name: null };
    const { promise, resolve } = Promise.withResolvers<void>();
    stage.scripts["a/first"] = async function* () {
      await promise;
      yield { type: "file", file };
      yield finish;
    };
    const reading = read(await stage.ask());
    await settle();
    stage.clock.advance(299_999);
    resolve();
    expect((await reading).events).toContainEqual({ type: "file", file });
  });

  it("let a pipeline that shows life start up, but not for ever", async () => {
    const stage = setStage([routeTo("a/first", { interface: "summarization" })]);
    stage.scripts["a/first"] = async function* ({ signal }) {
      for (;;) {
        await Promise.race([hang(signal), settle()]);
        yield { type: "life" };
      }
    };
    const reading = read(await stage.ask());
    for (let second = 0; second < 300; second += 20) {
      expect(stage.calls[0]?.signal.aborted ?? false).toBe(false);
      await settle();
      await settle();
      stage.clock.advance(20_000);
    }
    expect((await reading).attempts).toEqual(["a/first primary timeout"]);
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
