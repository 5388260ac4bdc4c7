import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { testNow } from "../support/candidates.ts";
import { startChild } from "../support/child.ts";
import { type StoreStage, setUpStores } from "../support/store-stage.ts";

let stage: StoreStage;

beforeEach(() => {
  stage = setUpStores();
  stage.clock.advance(Date.now() - testNow);
});
afterEach(() => stage.end());

async function total(): Promise<number> {
  const store = await stage.open();
  return (await store.stats({ task: null, days: 3_650 })).total;
}

describe("processes that share a database", () => {
  it("make it at once and write at once, and nothing is lost", async () => {
    const children = [0, 1].map(() => startChild("record-usage", [stage.path, "3000", "close"]));
    expect(await Promise.all(children.map(({ ended }) => ended))).toEqual([0, 0]);
    expect(await total()).toBe(6_000);
  });
});

describe("a process", () => {
  it("writes by itself, so that one that is killed leaves what it noted before", async () => {
    const child = startChild("record-usage", [stage.path, "5", "wait"]);
    await child.nextLine();
    const reader = await stage.open();
    await expect.poll(async () => (await reader.stats({ task: null, days: 3_650 })).total).toBe(5);
    child.process.kill("SIGKILL");
    expect(await child.ended).toBe("SIGKILL");
    expect(await total()).toBe(5);
    expect(stage.logged).toEqual([]);
  });

  it("ends by itself while the store is open", async () => {
    expect(await startChild("record-usage", [stage.path, "5", "leave"]).ended).toBe(0);
  });

  it("whose disk takes no more says so and ends well", async () => {
    const script = join(import.meta.dirname, "../support/record-usage.ts");
    // A limit on the size of files, in blocks of 512 or 1,024 bytes, stands for a disk that is full.
    const limited = spawn(
      "sh",
      ["-c", 'ulimit -f 200; exec "$0" "$@"', process.execPath, script, stage.path, "3000", "close"],
      {
        stdio: ["ignore", "pipe", "inherit"],
      },
    );
    const ended = once(limited, "exit");
    const output = await text(limited.stdout);
    expect(output).toMatch(/Answers go on; what calls took and cost waits to be written/);
    expect(output).toMatch(/\d+ calls were not noted/);
    expect(await ended).toEqual([0, null]);
  });
});
