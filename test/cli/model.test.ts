import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { ModelInspection } from "../../src/pipeline/inspect-model.ts";
import type { RankResult } from "../../src/pipeline/rank.ts";
import { type OpenedApp, openApp } from "../support/open-app.ts";
import { createTestProgram, type TestProgram } from "../support/program.ts";

let program: TestProgram;
let opened: OpenedApp;

beforeEach(async () => {
  program = await createTestProgram();
  opened = await openApp(program);
});

afterEach(async () => {
  await opened.close();
  await program.remove();
});

const inspect = async (model: string) => (await program.json<ModelInspection>("model", model)).document;
const signal = new AbortController().signal;
const known = "Qwen/Qwen3.6-27B";

describe("model", () => {
  it("shows the facts and routes of a model, with the router's prices", async () => {
    const { candidate, provider } = await inspect(known);
    expect(provider).toBe("huggingface");
    expect(candidate).toMatchObject({ model: known, licence: "apache-2.0", pipelineTag: "image-text-to-text" });
    expect(candidate.routes).toContainEqual(
      expect.objectContaining({ host: "ovhcloud", interface: "chat", outputPrice: expect.any(Number) }),
    );
    const { output } = await program.run("model", known);
    expect(output).toMatch(/novita +chat +live +\$\d/);
  });

  it("scores it for each task as a ranking does, best first", async () => {
    const { serves } = await inspect(known);
    const scores = serves.map(({ evaluation }) => evaluation.score);
    expect(scores).toEqual([...scores].sort((a, b) => b - a));
    for (const task of ["conversational", "code-generation"]) {
      const { ranking } = (await program.json<RankResult>("rank", "--task", task)).document;
      expect(serves.find((each) => each.task === task)?.evaluation).toEqual(ranking.find((row) => row.model === known));
    }
    expect(serves.map(({ task }) => task)).not.toContain("fill-mask");
  });

  it("leaves out tasks whose listings do not name it, although the same interface serves them", async () => {
    const { ranking } = (await program.json<RankResult>("rank", "--task", "image-text-to-text")).document;
    const text = (await program.json<RankResult>("rank", "--task", "conversational")).document.ranking.find(
      ({ model }) => !ranking.some((row) => row.model === model),
    );
    const { serves } = await inspect(String(text?.model));
    expect(serves.map(({ task }) => task)).toContain("conversational");
    expect(serves.map(({ task }) => task)).not.toContain("image-text-to-text");
  });

  it("tells where it serves, stands behind or is pinned", async () => {
    await program.run("update", "--json");
    const model = String(program.configuration().tasks["fill-mask"]?.primary.model);
    const behind = String(program.configuration().tasks["fill-mask"]?.fallbacks[0]?.model);
    expect((await inspect(model)).serves).toMatchObject([{ task: "fill-mask", isPrimary: true, pinned: false }]);
    expect((await inspect(behind)).serves).toMatchObject([{ isPrimary: false, isFallback: true }]);
    await program.run("pin", "--task", "fill-mask", "--model", model);
    expect((await inspect(model)).serves).toMatchObject([{ isPrimary: true, pinned: true }]);
  });

  it("explains why a model may not be chosen", async () => {
    await program.run("ignore", known);
    const [best] = (await inspect(known)).serves;
    expect(best?.evaluation).toMatchObject({ eligible: false, reasons: ["the policy ignores it"] });
  });

  it("says that no source knows a model, and that a provider is not declared", async () => {
    expect(await program.json("model", "no/such")).toMatchObject({
      exitCode: 1,
      document: { outcome: "failed", candidate: null, serves: [] },
      errorOutput: expect.stringContaining("No source knows no/such"),
    });
    expect(await program.run("model", known, "--provider", "bogus")).toMatchObject({
      exitCode: 2,
      errorOutput: expect.stringContaining('no provider "bogus"'),
    });
    expect(await opened.app.inspectModel({ model: "no/such", signal })).toBeNull();
  });

  it("never takes a Hub that is down for a model that is gone", async () => {
    program.world.hub.fail({ kind: "status", status: 500 });
    await expect(opened.app.inspectModel({ model: known, signal })).rejects.toThrow(/500/);
  });
});
