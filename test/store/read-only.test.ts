import { chmodSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { candidateWith, testNow } from "../support/candidates.ts";
import { startChild } from "../support/child.ts";
import { type StoreStage, setUpStores } from "../support/store-stage.ts";
import { turnWith } from "../support/turn.ts";
import { usageWith } from "../support/usage-record.ts";

let stage: StoreStage;

/** Root may write everywhere, so that a test run by it needs somebody else. */
const nobody = process.getuid?.() === 0 ? { uid: 65_534 } : {};

beforeEach(async () => {
  stage = setUpStores();
  stage.clock.advance(Date.now() - testNow);
  const store = await stage.open();
  store.record(usageWith({ at: Date.now() }));
  store.observe(candidateWith());
  await store.keepConversation(
    { chat: "telegram:1", topic: "" },
    { turns: [turnWith({ at: Date.now() })] },
    Date.now(),
  );
  await store.close();
  const home = dirname(stage.folder);
  for (const folder of [dirname(home), home]) chmodSync(folder, 0o755);
});

afterEach(async () => {
  chmodSync(stage.folder, 0o755);
  await stage.end();
});

async function read(place: string): Promise<string[]> {
  const child = startChild("read-stats", [stage.path, place], nobody);
  const lines: string[] = [];
  while (lines.length < 6) lines.push(await child.nextLine());
  await child.ended;
  return lines;
}

describe.each(["same", "thread"])("a database that this user may not write, in the %s thread,", (place) => {
  it.each([
    ["in a folder that cannot be written either", 0o555, 0o444],
    ["though the file itself may be", 0o555, 0o666],
  ])("is read %s, and what is noted is told as lost", async (_where, folderMode, fileMode) => {
    chmodSync(stage.path, fileMode);
    chmodSync(stage.folder, folderMode);
    const [total, routes, turns, keeping, warning, loss] = await read(place);
    expect([total, routes, turns]).toEqual(["1", "1", "1"]);
    expect(keeping).toMatch(/^OperationError: The database .* this user has no right to it/);
    expect(warning).toContain("this user has no right to it, its file system is read-only");
    expect(loss).toContain("1 call was not noted");
    expect(readdirSync(stage.folder)).toEqual(["modelvane.db"]);
  });

  it("is read while a service that may write it has it open", async () => {
    const service = await stage.open();
    service.record(usageWith({ at: Date.now() }));
    await service.flush();
    for (const name of readdirSync(stage.folder)) chmodSync(join(stage.folder, name), 0o444);
    chmodSync(stage.folder, 0o555);
    expect((await read(place))[0]).toBe("2");
  });
});
