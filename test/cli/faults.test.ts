import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Fault } from "../../demo/world/fault.ts";
import { configurationSchema } from "../../src/domain/configuration.ts";
import type { HistoryEntry } from "../../src/domain/history.ts";
import type { UpdateResult } from "../../src/pipeline/results.ts";
import { createTestProgram, type TestProgram } from "../support/program.ts";

let program: TestProgram;

beforeEach(async () => {
  program = await createTestProgram();
  await program.run("update", "--json");
});

afterEach(() => program.remove());

const update = (...words: string[]) => program.json<UpdateResult>("update", ...words);
const lastEntry = async () => (await program.json<{ entries: HistoryEntry[] }>("history")).document.entries[0];
const listingOf = (pipeline: string) => (url: URL) => url.searchParams.get("pipeline_tag") === pipeline;

/** Makes sure that there is something to change: the chat model's host and the mask's model are gone. */
function makeChangesDue(): void {
  const { tasks } = program.configuration();
  for (const task of ["fill-mask", "summarization"]) {
    program.world.removeModel(String(tasks[task]?.primary.model));
  }
}

describe("a fault of one listing", () => {
  const faults: [string, Fault, RegExp][] = [
    ["answers 500", { kind: "status", status: 500 }, /500/],
    ["answers 429 without Retry-After", { kind: "status", status: 429 }, /429/],
    ["answers 429 with Retry-After", { kind: "status", status: 429, headers: { "retry-after": "7" } }, /429/],
    ["answers 401", { kind: "status", status: 401 }, /401/],
    ["sends an HTML page", { kind: "html" }, /HTML|web page|JSON/i],
    ["sends truncated JSON", { kind: "truncated" }, /JSON|truncated|broke/i],
    ["cuts the connection in the middle", { kind: "truncated", cut: true }, /connection|broke|JSON/i],
    ["never answers", { kind: "silence" }, /answer|seconds/i],
    ["closes the connection", { kind: "closed" }, /connection/i],
    ["sends an empty list", { kind: "empty" }, /empty|no models/],
    ["sends an object where a list belongs", { kind: "wrong-shape" }, /array|list/i],
  ];

  it.each(faults)(
    "that %s leaves that task as it is, is reported, and harms no other",
    async (_what, fault, sentence) => {
      makeChangesDue();
      const before = program.configuration();
      if (fault.kind === "silence") program.clock.hurry();
      program.world.hub.fail({ ...fault, when: listingOf("fill-mask") });
      const { exitCode, document } = await update();
      expect(exitCode).toBe(0);
      expect(document.outcome).toBe("applied");
      const held = document.tasks.find((each) => each.task === "fill-mask");
      expect(held).toMatchObject({ action: "hold", reason: expect.stringMatching(sentence) });
      expect(program.configuration().tasks["fill-mask"]).toEqual(before.tasks["fill-mask"]);
      expect(document.tasks.find((each) => each.task === "summarization")?.action).toBe("replace");
      expect(configurationSchema.safeParse(program.configuration()).success).toBe(true);
      if (fault.kind !== "empty") {
        expect(document.errors.join()).toMatch(sentence);
        expect((await lastEntry())?.errors.join()).toMatch(sentence);
        expect(document.sources[0]?.errors.join()).toMatch(sentence);
      }
    },
  );

  it("that passes is retried and not even seen in the result", async () => {
    program.world.hub.fail({ kind: "status", status: 503, times: 2, when: listingOf("fill-mask") });
    const { document } = await update();
    expect(document).toMatchObject({ outcome: "unchanged", errors: [] });
    expect(program.clock.waits.length).toBeGreaterThan(0);
  });

  it("waits as long as Retry-After says", async () => {
    const fault = { status: 429, headers: { "retry-after": "37" }, times: 1 };
    program.world.hub.fail({ kind: "status", ...fault, when: listingOf("fill-mask") });
    expect((await update()).document.errors).toEqual([]);
    expect(program.clock.waits.some((wait) => wait >= 37_000 && wait < 40_000)).toBe(true);
  });

  it("keeps the good records beside malformed ones", async () => {
    program.world.hub.fail({ kind: "malformed-record", when: listingOf("fill-mask") });
    const { document } = await update();
    expect(document.outcome).toBe("unchanged");
    expect(document.sources[0]?.skipped).toBeGreaterThanOrEqual(3);
    expect(document.tasks.find((each) => each.task === "fill-mask")?.action).toBe("keep");
  });

  it("does without a field that the Hub no longer knows", async () => {
    program.world.hub.fail({ kind: "reject-expand", field: "evalResults" });
    const { document } = await update();
    expect(document.errors).toEqual([]);
    expect(document.outcome).not.toBe("failed");
  });
});

describe("a fault of everything", () => {
  it.each<[string, Fault]>([
    ["500 everywhere", { kind: "status", status: 500 }],
    ["401 everywhere", { kind: "status", status: 401 }],
    ["HTML everywhere", { kind: "html" }],
    ["silence everywhere", { kind: "silence" }],
    ["empty lists everywhere", { kind: "empty" }],
  ])("(%s) changes nothing", async (_what, fault) => {
    const before = program.readText("config", "models.json");
    if (fault.kind === "silence") program.clock.hurry();
    program.world.hub.fail(fault);
    const { exitCode, document } = await update();
    expect(program.readText("config", "models.json")).toBe(before);
    expect(new Set(document.tasks.map((each) => each.action))).toEqual(new Set(["hold"]));
    expect(document.outcome).toBe("failed");
    expect(exitCode).toBe(1);
    expect(document.errors.length).toBeGreaterThan(0);
    expect(await lastEntry()).toMatchObject({ outcome: "failed", success: false, updated: 0, revision: 2 });
  });

  it("is one sentence for all listings that met it", async () => {
    program.world.hub.fail({ kind: "status", status: 500 });
    const { document } = await update();
    expect(document.errors.filter((error) => error.includes("/api/models"))).toHaveLength(1);
  });

  it("says that the router failed, holds the chat tasks and updates the others", async () => {
    makeChangesDue();
    program.world.router.fail({ kind: "status", status: 503 });
    const { document } = await update();
    const action = (task: string) => document.tasks.find((each) => each.task === task)?.action;
    expect({ chat: action("conversational"), mask: action("fill-mask") }).toEqual({ chat: "hold", mask: "replace" });
    expect(document.errors.join()).toContain("/v1/models answered 503");
  });

  it("goes on without leaderboards, and reports each", async () => {
    program.clock.advance(25 * 3_600_000);
    program.world.hub.fail({ kind: "status", status: 500, when: (url) => url.pathname.endsWith("/leaderboard") });
    const { document } = await update();
    expect(document.errors.join()).toContain("leaderboard of openai/gsm8k");
    expect(document.tasks.every((each) => each.action === "keep")).toBe(true);
  });
});

describe("a cancelled update", () => {
  it("changes nothing and says so", async () => {
    makeChangesDue();
    const before = program.readText("config", "models.json");
    program.world.hub.fail({ kind: "silence", when: listingOf("text-to-image") });
    const running = program.start("update");
    // The listing that never answers keeps the update open until it is cancelled.
    await expect.poll(() => program.world.hub.requests.some(({ url }) => url.includes("text-to-image"))).toBe(true);
    running.stop();
    const { exitCode, output } = await running.ended;
    expect(exitCode).toBe(1);
    expect(output).toContain("cancelled");
    expect(program.readText("config", "models.json")).toBe(before);
  });
});
