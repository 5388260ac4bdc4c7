import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { UpdateResult } from "../../src/pipeline/results.ts";
import { createTestProgram, type TestProgram } from "../support/program.ts";

let program: TestProgram;

beforeEach(async () => {
  program = await createTestProgram();
  await program.run("update", "--json");
});

afterEach(() => program.remove());

const update = () => program.json<UpdateResult>("update");

/** The model of a task's place, which has to find another one now. */
function removePrimary(task: string): void {
  program.world.removeModel(String(program.configuration().tasks[task]?.primary.model));
}

describe("an update", () => {
  it("changes nothing where the Hub no longer says which models are gated", async () => {
    removePrimary("fill-mask");
    const before = program.readText("config", "models.json");
    program.world.hub.fail({ kind: "reject-expand", field: "gated" });
    const { exitCode, document } = await update();
    expect(exitCode).toBe(1);
    expect(document.errors.join()).toContain("no longer tells gated of a model");
    expect(program.readText("config", "models.json")).toBe(before);
  });

  it("chooses nothing that may be gated, also where its record leaves that out", async () => {
    removePrimary("fill-mask");
    program.world.hub.fail({
      kind: "status",
      status: 200,
      body: [
        {
          id: "maker/silent",
          downloads: 9_000_000,
          likes: 9_000,
          createdAt: "2026-10-30T00:00:00.000Z",
          pipeline_tag: "fill-mask",
          tags: ["license:mit"],
          inferenceProviderMapping: [{ provider: "hf-inference", status: "live", task: "fill-mask" }],
        },
      ],
      when: (url) => url.searchParams.get("pipeline_tag") === "fill-mask",
    });
    const { document } = await update();
    expect(document.tasks.find((each) => each.task === "fill-mask")).toMatchObject({ discovered: 1, qualified: 0 });
    expect(JSON.stringify(program.configuration())).not.toContain("maker/silent");
  });

  it("holds the chat tasks where the router names no model", async () => {
    program.world.router.fail({ kind: "empty" });
    const { document } = await update();
    expect(document.tasks.find((each) => each.task === "conversational")?.action).toBe("hold");
    expect(document.errors.join()).toContain("/v1/models names no model that is served");
  });

  it("asks at most 60 times where every listing has to be asked for again", async () => {
    program.world.hub.requests.length = 0;
    program.world.router.requests.length = 0;
    program.clock.advance(25 * 3_600_000);
    program.world.hub.fail({ kind: "reject-expand", field: "evalResults" });
    const { document } = await update();
    const sent = program.world.hub.requests.length + program.world.router.requests.length;
    expect(document.sources[0]?.requests).toBe(sent);
    expect(sent).toBeLessThanOrEqual(60);
    expect(document.errors).toEqual([]);
  });
});
