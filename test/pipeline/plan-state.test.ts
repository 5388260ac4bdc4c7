import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type OpenedApp, openApp, requestOf } from "../support/open-app.ts";
import { createTestProgram, type TestProgram } from "../support/program.ts";

let program: TestProgram;
let opened: OpenedApp;
let hash: string;

/** A first update that waits for a person's word. */
beforeEach(async () => {
  program = await createTestProgram();
  program.writePolicy({ autoApply: false });
  opened = await openApp(program);
  const result = await opened.app.update(requestOf());
  hash = String(result.planHash);
});

afterEach(async () => {
  await opened.close();
  await program.remove();
});

describe("a stored plan", () => {
  it("is open as long as what it was made from stands, with the facts that people judge by", async () => {
    const found = await opened.app.plan(hash);
    expect(found.state).toBe("open");
    const decision = found.state === "open" ? found.plan.decisions[0] : undefined;
    expect(decision).toMatchObject({
      task: "conversational",
      to: { model: "deepseek-ai/DeepSeek-V4-Pro", host: "novita" },
    });
    expect(decision?.facts?.to).toMatchObject({
      score: decision?.to?.score,
      outputPrice: 3_380_000,
      contextLength: 1_048_576,
      licence: "mit",
      createdAt: expect.stringMatching(/^2026-/),
      evidence: expect.arrayContaining([expect.stringContaining("downloads")]),
    });
    expect((await opened.app.history({ limit: 1 }))[0]).toMatchObject({ outcome: "planned", planHash: hash });
  });

  it("is stale when another configuration stands, and its refusal tells by whom", async () => {
    program.clock.advance(60_000);
    const other = await opened.app.update(requestOf({ dryRun: true }));
    await opened.app.apply(String(other.planHash), "telegram:7");
    expect((await opened.app.plan(hash)).state).toBe("stale");
    await expect(opened.app.apply(hash, "telegram:8")).rejects.toThrow(
      /has changed since.*revision 2 now \(apply by Telegram user 7 at 2026-11-21T.*nothing was written/,
    );
  });

  it("is stale, and says so, where the configuration has gone", async () => {
    rmSync(join(program.home, "config", "models.json"));
    expect((await opened.app.plan(hash)).state).toBe("stale");
    await expect(opened.app.apply(hash, "telegram:8")).rejects.toThrow(/has gone since this plan was made/);
  });

  it("is applied once: the one who is late is told by whom, when and as which revision", async () => {
    const { revision } = await opened.app.apply(hash, "telegram:7");
    expect(await opened.app.plan(hash)).toEqual({
      state: "applied",
      revision,
      at: expect.stringMatching(/^2026-11-21T/),
      trigger: "telegram:7",
    });
    await expect(opened.app.apply(hash, "telegram:8")).rejects.toThrow(
      new RegExp(`applied already, by Telegram user 7 at 2026-11-21T.*as revision ${revision}`),
    );
    expect(program.configuration().revision).toBe(revision);
  });

  it("applied by two at once is applied by one of them, and the other is told", async () => {
    const results = await Promise.allSettled(["telegram:7", "telegram:8"].map((who) => opened.app.apply(hash, who)));
    const [late, ...others] = results.filter((each) => each.status === "rejected");
    expect(others).toEqual([]);
    expect(String(late?.reason)).toMatch(/applied already, by Telegram user [78]/);
    expect(program.configuration().revision).toBe(2);
  });

  it("is known as applied where the update applied it by itself", async () => {
    program.writePolicy({ autoApply: true });
    const { planHash, revision } = await opened.app.update(requestOf({ trigger: "schedule" }));
    expect(await opened.app.plan(String(planHash))).toMatchObject({ state: "applied", revision, trigger: "schedule" });
  });

  it("expires after a day", async () => {
    program.clock.advance(25 * 3_600_000);
    expect((await opened.app.plan(hash)).state).toBe("expired");
    await expect(opened.app.apply(hash, "telegram:8")).rejects.toThrow(/expired at 2026-11-22/);
  });

  it("is unknown when it was put away, changed by hand, or never made", async () => {
    const path = join(program.home, "history", "plans.json");
    const text = program.readText("history", "plans.json");
    writeFileSync(path, text.replaceAll("Qwen/Qwen3.6-27B", "maker/other"));
    expect((await opened.app.plan(hash)).state).toBe("unknown");
    writeFileSync(path, text);
    expect(await opened.app.dropPlan(hash)).toBe(true);
    expect(await opened.app.dropPlan(hash)).toBe(false);
    expect((await opened.app.plan(hash)).state).toBe("unknown");
    expect((await opened.app.plan("nope")).state).toBe("unknown");
  });
});
