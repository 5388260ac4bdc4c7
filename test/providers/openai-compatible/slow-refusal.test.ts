import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { outcomeOf } from "../../support/chat-completions.ts";
import { openStage, type Stage } from "./stage.ts";

let stage: Stage;
beforeEach(async () => {
  stage = await openStage();
});
afterEach(() => stage.close());

describe("a refusal whose explanation does not come", () => {
  it("is judged by its status and headers soon, and hangs up", async () => {
    const closed = Promise.withResolvers<void>();
    stage.server.script((request, response) => {
      request.socket.on("close", closed.resolve);
      response.writeHead(429, { "content-type": "application/json", "retry-after": "60" }).write('{"error":');
    });
    const reading = outcomeOf(stage.call());
    await expect.poll(() => stage.clock.pending(), { interval: 1 }).toBe(1);
    stage.clock.advance(500);
    expect((await reading).error).toMatchObject({ kind: "busy", code: 429, retryAfterMs: 60_000 });
    await closed.promise;
  });

  it("is judged by as much of it as has come", async () => {
    stage.server.script((_, response) => response.writeHead(429).write("insufficient_quota"));
    const reading = outcomeOf(stage.call());
    await expect.poll(() => stage.clock.pending(), { interval: 1 }).toBe(1);
    // The head may come before the first of its body.
    await new Promise(setImmediate);
    stage.clock.advance(500);
    expect((await reading).error).toMatchObject({ kind: "no-credit", code: 429 });
  });
});
