import { cpSync, existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { startWorld, type World } from "../../demo/world/world.ts";
import { configurationSchema } from "../../src/domain/configuration.ts";
import type { HistoryEntry } from "../../src/domain/history.ts";
import type { UpdateResult } from "../../src/pipeline/results.ts";
import { startChild } from "../support/child.ts";
import { writeImpatientPolicy } from "../support/impatient-policy.ts";
import { runHere, runProgram } from "../support/program-process.ts";
import { createTemporaryHome } from "../support/temporary-home.ts";

let world: World;
let home: string;
let removeHome: () => void;

beforeEach(async () => {
  world = await startWorld();
  ({ home, remove: removeHome } = createTemporaryHome());
  writeImpatientPolicy(home);
});

afterEach(async () => {
  await world.stop();
  removeHome();
});

const environmentOf = (folder: string) => ({ ...world.environment, MODELVANE_HOME: folder });

function configurationIn(folder: string) {
  return configurationSchema.parse(JSON.parse(readFileSync(join(folder, "config", "models.json"), "utf8")));
}

const readText = (folder: string, ...path: string[]) => readFileSync(join(folder, ...path), "utf8");

/** A home with a first revision of its own, and a plan that waits to be applied. */
async function prepareTemplate(): Promise<{ template: string; planHash: string }> {
  const template = join(home, "template");
  writeImpatientPolicy(template);
  await runHere(["update"], environmentOf(template));
  world.removeModel(configurationIn(template).tasks["fill-mask"]?.primary.model ?? "");
  const { output } = await runHere(["update", "--dry-run", "--json"], environmentOf(template));
  return { template, planHash: String((JSON.parse(output) as UpdateResult).planHash) };
}

/** Makes a change due: the chat model's host closes, the one that was closed opens again. */
function closeAnotherHost(closed: string | null): string | null {
  if (closed !== null) world.reopenHost(closed);
  const host = configurationIn(home).tasks.conversational?.primary.host ?? null;
  if (host !== null) world.closeHost(host);
  return host;
}

describe("a command that is killed", () => {
  it("after calls of apply that change a file leaves the old or the new revision, and the next start mends the rest", async () => {
    const { template, planHash } = await prepareTemplate();
    const old = readText(template, "config", "models.json");
    const dry = join(home, "dry");
    cpSync(template, dry, { recursive: true });
    const counted = startChild("run-and-die", ["0", "apply", planHash], { environment: environmentOf(dry) });
    const calls = Number(await counted.nextLine());
    expect(calls).toBeGreaterThan(20);
    const updated = configurationIn(dry).tasks;

    async function dieAt(call: number): Promise<boolean> {
      const folder = join(home, `killed-${call}`);
      cpSync(template, folder, { recursive: true });
      const words = [String(call), "apply", planHash];
      expect(await startChild("run-and-die", words, { environment: environmentOf(folder) }).ended).toBe("SIGKILL");
      const isNew = readText(folder, "config", "models.json") !== old;
      expect(configurationIn(folder)).toMatchObject(isNew ? { revision: 3, tasks: updated } : { revision: 2 });
      const { output, exitCode } = await runHere(["history", "--json"], environmentOf(folder));
      expect(exitCode).toBe(0);
      const { entries } = JSON.parse(output) as { entries: HistoryEntry[] };
      const applied = entries.filter((entry) => entry.kind === "apply" && entry.success);
      expect(applied).toHaveLength(isNew ? 1 : 0);
      expect(configurationIn(folder).revision).toBe(isNew ? 3 : 2);
      return isNew;
    }

    const results: boolean[] = [];
    let next = 1;
    const worker = async () => {
      while (next <= calls) {
        const call = next;
        // Each single call of a commit is tried in test/model-config/kills.test.ts; here every fifth one will do.
        next += 5;
        results[call] = await dieAt(call);
      }
    };
    await Promise.all([worker(), worker()]);
    // Once the new revision stands it stands for every later call: there is one moment of change.
    const first = results.indexOf(true);
    expect(first).toBeGreaterThan(1);
    expect(results.slice(first).filter((isNew) => isNew === false)).toEqual([]);
  }, 90_000);

  it("at random moments of whole updates and rollbacks always leaves a valid configuration", async () => {
    await runHere(["update"], environmentOf(home));
    let closedHost: string | null = null;
    for (let round = 0; round < 9; round += 1) {
      if (round % 2 === 0) closedHost = closeAnotherHost(closedHost);
      const child = startChild("run-and-die", ["0", round % 3 === 2 ? "rollback" : "update"], {
        environment: environmentOf(home),
      });
      await delay(250 + Math.random() * 450);
      child.process.kill("SIGKILL");
      await child.ended;
      expect(configurationIn(home).revision).toBeGreaterThanOrEqual(2);
    }
    const { exitCode, output } = await runHere(["update", "--json"], environmentOf(home));
    expect(exitCode).toBe(0);
    expect(["applied", "unchanged"]).toContain((JSON.parse(output) as UpdateResult).outcome);
    const { entries } = JSON.parse((await runHere(["history", "--json"], environmentOf(home))).output) as {
      entries: HistoryEntry[];
    };
    const revisions = entries.filter((entry) => entry.outcome === "applied").map((entry) => Number(entry.revision));
    expect(revisions).toEqual([...revisions].sort((a, b) => b - a));
    expect(new Set(revisions).size).toBe(revisions.length);
    expect(existsSync(join(home, "config", "models.json"))).toBe(true);
  }, 60_000);
});

describe("two updates at once", () => {
  it("one runs, the other says who holds the lock", async () => {
    const slow = await startWorld({ latencyMs: 400 });
    const environment = { ...slow.environment, MODELVANE_HOME: home };
    const [first, second] = await Promise.all([
      runProgram(["update"], environment),
      runProgram(["update", "--json"], environment),
    ]);
    await slow.stop();
    const codes = [first.exitCode, second.exitCode].sort();
    expect(codes).toEqual([0, 1]);
    const refused = first.exitCode === 1 ? first : second;
    expect(refused.errorOutput).toMatch(/Another update is running \(process \d+, started .*\)/);
    expect(configurationIn(home).revision).toBe(2);
  });

  it("the lock of an update that was killed is taken over at once", async () => {
    await runHere(["update"], environmentOf(home));
    world.hub.fail({ kind: "silence" });
    const child = startChild("run-and-die", ["0", "update"], { environment: environmentOf(home) });
    const sent = world.hub.requests.length;
    await expect.poll(() => world.hub.requests.length, { timeout: 10_000 }).toBeGreaterThan(sent);
    child.process.kill("SIGKILL");
    await child.ended;
    world.hub.heal();
    expect((await runProgram(["update"], environmentOf(home))).exitCode).toBe(0);
  });
});

describe("the service", () => {
  it.each(["SIGINT", "SIGTERM"] as const)("stops cleanly on %s", async (signal) => {
    let isStopped = false;
    const started = await runProgram(["run"], environmentOf(home), {
      onErrorOutput: (text, child) => {
        // A second signal would end the process at once, as it should.
        if (isStopped || !text.includes("Modelvane is running")) return;
        isStopped = child.kill(signal);
      },
    });
    expect(started.exitCode).toBe(0);
    expect(started.errorOutput).toContain("BOT_TOKEN is not set: running without Telegram.");
    expect(started.output).toContain("Stopped.");
  });
});
