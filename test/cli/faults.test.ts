import { readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Fault } from "../../demo/world/fault.ts";
import { configurationSchema } from "../../src/domain/configuration.ts";
import type { HistoryEntry } from "../../src/domain/history.ts";
import type { UpdateResult } from "../../src/pipeline/results.ts";
import { nodeFileSystem } from "../../src/shared/file-system.ts";
import { createTestProgram, type TestProgram } from "../support/program.ts";
import { systemError, watchFileSystem } from "../support/watched-file-system.ts";

let program: TestProgram;

beforeEach(async () => {
  program = await createTestProgram();
  await program.run("update");
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

describe("files that are not as they were left", () => {
  it("a corrupt models.json is set aside, the newest backup takes its place, and one sentence says so", async () => {
    const good = program.readText("config", "models.json");
    writeFileSync(join(program.home, "config", "models.json"), good.slice(0, 500));
    const { exitCode, errorOutput } = await program.run("status");
    expect(exitCode).toBe(0);
    expect(errorOutput.trim().split("\n")).toHaveLength(1);
    expect(errorOutput).toMatch(/models\.json .*set aside/);
    expect(program.readText("config", "models.json")).toBe(good);
    const aside = readdirSync(join(program.home, "config")).find((name) => name.startsWith("models.json.corrupt-"));
    expect(program.readText("config", String(aside))).toBe(good.slice(0, 500));
  });

  it("a corrupt updates.json is set aside, and nothing of the history is lost", async () => {
    const before = (await program.json<{ entries: HistoryEntry[] }>("history")).document;
    writeFileSync(join(program.home, "history", "updates.json"), "{ not json");
    const { exitCode, document, errorOutput } = await program.json("history");
    expect(exitCode).toBe(0);
    expect(document).toEqual(before);
    expect(errorOutput).toContain("set aside");
    expect(readdirSync(join(program.home, "history")).some((name) => name.startsWith("updates.json.corrupt-"))).toBe(
      true,
    );
  });

  it("a models.json of a newer format is refused and left alone", async () => {
    const newer = JSON.stringify({ ...program.configuration(), schemaVersion: "2.0.0" });
    writeFileSync(join(program.home, "config", "models.json"), newer);
    const { exitCode, errorOutput, output } = await program.run("update");
    expect(exitCode).toBe(1);
    expect(`${errorOutput}${output}`).toMatch(/2\.0\.0/);
    expect(program.readText("config", "models.json")).toBe(newer);
  });

  it.each<[string, unknown, RegExp]>([
    ["a weight of the wrong type", { weights: { popularity: "lots" } }, /weights\.popularity: expected number/],
    ["an unknown key", { minimumScoer: 50 }, /minimumScoer: is not a known key/],
    ["an unknown task", { tasks: { chatting: {} } }, /tasks\.chatting/],
    ["a schedule that is none", { schedule: { update: "at night" } }, /schedule\.update: expected a cron expression/],
    [
      "a time zone that is none",
      { schedule: { timeZone: "Mars/Olympus" } },
      /schedule\.timeZone: expected the name of a time zone/,
    ],
    ["a margin below 0", { margin: -1 }, /margin/],
  ])("a policy with %s ends with code 2, the path, and what was expected", async (_what, policy, sentence) => {
    program.writePolicy(policy);
    const before = program.readText("config", "models.json");
    const { exitCode, errorOutput } = await program.run("update");
    expect(exitCode).toBe(2);
    expect(errorOutput).toMatch(/config\/policy\.json/);
    expect(errorOutput).toMatch(sentence);
    expect(program.readText("config", "models.json")).toBe(before);
  });

  it("a policy that is not JSON ends with code 2", async () => {
    writeFileSync(join(program.home, "config", "policy.json"), "{");
    expect(await program.run("update")).toMatchObject({
      exitCode: 2,
      errorOutput: expect.stringContaining("not valid JSON"),
    });
  });
});

describe("a disk that fails", () => {
  it.each([
    ["ENOSPC", "the disk is full"],
    ["EROFS", "read-only"],
    ["EACCES", "right"],
  ])("with %s leaves the configuration as it was, and the update fails with a sentence", async (code, sentence) => {
    await program.remove();
    let isFailing = false;
    const fileSystem = watchFileSystem(nodeFileSystem, {
      before(call) {
        if (isFailing && ["open", "write", "makeFolder"].includes(call.name) && !call.path.endsWith(".schema.json"))
          throw systemError(code);
      },
    });
    program = await createTestProgram({ fileSystem });
    await program.run("update");
    makeChangesDue();
    const before = program.readText("config", "models.json");
    isFailing = true;
    const { exitCode, document } = await update();
    expect(exitCode).toBe(1);
    expect(document).toMatchObject({ outcome: "failed", revision: 2 });
    expect(document.errors.join()).toContain(sentence);
    expect((await program.run("rollback")).errorOutput).toContain(sentence);
    expect(program.readText("config", "models.json")).toBe(before);
    isFailing = false;
    expect((await update()).document).toMatchObject({ outcome: "applied" });
  });

  it("only after the change does not make a failure of it", async () => {
    await program.remove();
    const fileSystem = watchFileSystem(nodeFileSystem, {
      before(call) {
        if (call.name === "open" && call.path.includes("schedule.json")) throw systemError("ENOSPC");
      },
    });
    program = await createTestProgram({ fileSystem });
    const { exitCode, document, errorOutput } = await update();
    expect({ exitCode, outcome: document.outcome, revision: document.revision }).toEqual({
      exitCode: 0,
      outcome: "applied",
      revision: 2,
    });
    expect(errorOutput).toContain("the disk is full");
  });
});

describe("a policy without a provider that there is", () => {
  it("fails the update, and says so", async () => {
    program.writePolicy({ providers: { hugingface: {} } });
    const { exitCode, document } = await update();
    expect(exitCode).toBe(1);
    expect(document.outcome).toBe("failed");
    expect(document.errors.join()).toContain("hugingface");
    expect(await lastEntry()).toMatchObject({ success: false });
  });
});
