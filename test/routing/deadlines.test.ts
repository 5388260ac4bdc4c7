import { describe, expect, it } from "vitest";
import type { AnswerEvent } from "../../src/domain/answer.ts";
import { finish, hang, plays, read, routeTo, says, setStage, settle, text } from "./stage.ts";

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

  it("let an answer that only lives pause for four times as long, and what it thinks for longer", async () => {
    const stage = setStage();
    const lives = Array.from({ length: 20 }, (_, tick): AnswerEvent => {
      return tick === 4 ? { type: "reasoning", text: "hm" } : { type: "life" };
    });
    const ticks = lives.map((event) => ({ event, ...Promise.withResolvers<void>() }));
    stage.scripts["a/first"] = async function* () {
      yield text("One, ");
      for (const { event, promise } of ticks) {
        await promise;
        yield event;
      }
    };
    stage.scripts["b/second"] = says("two.");
    const reading = read(await stage.ask());
    // Every 20 seconds: the thought comes after 100, and 120 more are the most that signs of life may bring.
    for (const { resolve } of ticks) {
      await settle();
      stage.clock.advance(20_000);
      resolve();
    }
    expect((await reading).text).toBe("One, two.");
    expect(stage.records[0]).toMatchObject({ outcome: "timeout", error: "silence", durationMs: 220_000 });
  });

  it("count signs of life only while they are waited for", async () => {
    const stage = setStage([routeTo("a/first")]);
    const lives = Array.from({ length: 10 }, (): AnswerEvent => ({ type: "life" }));
    stage.scripts["a/first"] = plays(text("One, "), ...lives, text("two."), finish);
    const events = (await stage.ask()).events[Symbol.asyncIterator]();
    let written = "";
    for (let step = await events.next(); !step.done; step = await events.next()) {
      if (step.value.type === "text") written += step.value.text;
      stage.clock.advance(1_000_000);
    }
    expect(written).toBe("One, two.");
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
