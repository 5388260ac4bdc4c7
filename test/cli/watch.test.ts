import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { WatchReport } from "../../src/domain/watch.ts";
import { createTestProgram, type TestProgram } from "../support/program.ts";

let program: TestProgram;

beforeEach(async () => {
  program = await createTestProgram({ environment: { HF_TOKEN: "hf_demo" } });
});

afterEach(() => program.remove());

const primaryOf = (task: string) => program.configuration().tasks[task]?.primary;
const tasks = ["--task", "conversational", "--task", "translation", "--task", "fill-mask"];

describe("watch", () => {
  it("says what to do where nothing is configured yet, or watching is turned off", async () => {
    expect((await program.run("watch")).output).toContain(
      'Nothing is configured yet, so there is nothing to watch. Run "update" first.',
    );
    program.writePolicy({ watching: { enabled: false } });
    expect((await program.run("watch")).output).toContain("Watching is turned off");
    expect(await program.run("watch", "--now")).toMatchObject({ exitCode: 1 });
  });

  it("shows each route with what it serves, how it is, and when the next looks are", async () => {
    await program.run("update", ...tasks);
    const { output, exitCode } = await program.run("watch", "--now");
    expect(exitCode).toBe(0);
    expect(output).toContain("fill-mask");
    expect(output).toMatch(/up since 03:0\d UTC/);
    expect(output).toMatch(
      /Next looks: availability 2026-11-21 03:30 UTC, speed 2026-11-21 06:00 UTC, drift 2026-11-21 04:00 UTC\./,
    );
    expect(output).toMatch(/Today: \d+ calls, \$0\.0\d+ of \$0\.002\./);
    const { document } = await program.json<WatchReport>("watch");
    expect(document.routes[0]).toMatchObject({ route: { model: primaryOf("conversational")?.model }, state: "up" });
    expect(document).toMatchObject({ enabled: true, probations: [], trials: [] });
  });

  it("that only shows calls nobody and writes nothing", async () => {
    await program.run("update", ...tasks);
    const before = program.world.router.calls.length;
    await program.run("watch");
    expect(program.world.router.calls).toHaveLength(before);
  });

  it("replaces what a dead host served, for all its tasks in one line, and shows it again later", async () => {
    await program.run("update", ...tasks);
    const dead = primaryOf("conversational");
    program.world.closeHost(dead?.host ?? "");
    const { output } = await program.run("watch", "--now");
    expect(output).toMatch(/2 tasks \(\w+, \w+\): .* was no longer served there, so .* took its place\./);
    expect(primaryOf("conversational")?.model).not.toBe(dead?.model);
    expect((await program.run("watch")).output).toContain("took its place");
    expect((await program.run("history")).output).toContain("repair: 2 tasks changed");
    expect((await program.run("rollback", "--task", "translation")).exitCode).toBe(0);
    expect(primaryOf("translation")?.model).toBe(dead?.model);
  });
});

describe("keep", () => {
  it("ends the probation of what an update has chosen, which begins even where nobody has looked before", async () => {
    await program.run("update", ...tasks);
    program.world.closeHost(primaryOf("conversational")?.host ?? "");
    await program.run("update", ...tasks);
    await program.run("watch", "--now");
    expect((await program.run("watch")).output).toContain("On probation for conversational: ");
    expect((await program.run("keep", "conversational")).output).toContain("conversational keeps its new choice");
    const { document } = await program.json<WatchReport>("watch");
    expect(document.probations.map(({ task }) => task)).toEqual(["translation"]);
  });

  it("refuses where nothing is on probation, and what is no task", async () => {
    await program.run("update", ...tasks);
    expect(await program.run("keep", "conversational")).toMatchObject({
      exitCode: 1,
      errorOutput: "Nothing is on probation for conversational, so there is nothing to decide.\n",
    });
    expect(await program.run("keep", "chatting")).toMatchObject({ exitCode: 2 });
  });
});
