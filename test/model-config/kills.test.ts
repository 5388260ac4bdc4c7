import { cpSync, existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { afterEach, beforeAll, beforeEach, expect, it } from "vitest";
import { configurationSchema } from "../../src/domain/configuration.ts";
import { openIntents, parseJournal } from "../../src/model-config/journal.ts";
import { startChild } from "../support/child.ts";
import { modelOf, setUpConfiguration } from "../support/configuration-setup.ts";
import { countCalls } from "../support/count-calls.ts";
import { createTemporaryHome } from "../support/temporary-home.ts";

let home: string;
let remove: () => void;

beforeAll(async () => {
  const { home: folder, remove: removeFolder } = createTemporaryHome();
  await startChild("commit-in-a-loop", [folder, "first", "0"]).ended;
  removeFolder();
});
beforeEach(() => {
  ({ home, remove } = createTemporaryHome());
});
afterEach(() => remove());

function validConfiguration(folder: string) {
  return configurationSchema.parse(JSON.parse(readFileSync(join(folder, "config", "models.json"), "utf8")));
}

async function expectCoherence(folder: string) {
  const { history } = setUpConfiguration({ home: folder });
  const entries = await history.list();
  expect(new Set(entries.map((entry) => entry.id)).size).toBe(entries.length);
  const applied = entries.filter((entry) => entry.outcome === "applied").map((entry) => entry.revision);
  expect(applied).toEqual([...new Set(applied)].sort((a, b) => Number(b) - Number(a)));
  expect(applied[0]).toBe(validConfiguration(folder).revision);
  const journal = parseJournal(readFileSync(join(folder, "history", "journal.jsonl"), "utf8"));
  expect(openIntents(journal)).toEqual([]);
  const leftovers = ["config", "history", "history/backups"].flatMap((name) => readdirSync(join(folder, name)));
  expect(leftovers.filter((name) => name.endsWith(".tmp"))).toEqual([]);
}

/** Whether the process was killed there. */
async function dieAt(template: string, call: number, moment: "after" | "half"): Promise<boolean> {
  const folder = `${template}-${call}-${moment}`;
  cpSync(template, folder, { recursive: true });
  const ending = await startChild("commit-and-die", [folder, String(call), moment]).ended;
  const killed = ending === "SIGKILL";
  const standing = modelOf(validConfiguration(folder)) ?? "";
  expect(["old/model", "new/model"]).toContain(standing);
  const { repository, history, commitModel } = setUpConfiguration({ home: folder });
  await repository.recover();
  expect(modelOf(validConfiguration(folder))).toBe(standing);
  await expectCoherence(folder);
  const entry = (await history.list()).find((each) => each.id === "the-killed-run");
  if (standing === "new/model") expect(entry).toMatchObject({ outcome: "applied", revision: 2 });
  else expect(entry?.success ?? false).toBe(false);
  const { revision } = await commitModel("later/model");
  expect(revision).toBeGreaterThan(entry?.revision ?? 1);
  await expectCoherence(folder);
  return killed;
}

it("leaves the old or the new revision when a process is killed after any change of a file in a commit", async () => {
  const template = join(home, "template");
  await setUpConfiguration({ home: template }).commitModel("old/model");
  const { changes } = await countCalls(template);
  expect(changes.length).toBeGreaterThan(20);
  const worker = async () => {
    for (let call = changes.shift(); call !== undefined; call = changes.shift()) {
      expect(await dieAt(template, call, "after")).toBe(true);
    }
  };
  await Promise.all([worker(), worker()]);
});

it("leaves the old or the new revision when a process is killed in the middle of any write of a commit", async () => {
  const template = join(home, "template");
  await setUpConfiguration({ home: template }).commitModel("old/model");
  const { writes } = await countCalls(template);
  expect(writes.length).toBeGreaterThanOrEqual(5);
  for (const call of writes) expect(await dieAt(template, call, "half")).toBe(true);
});

it("stays valid through thirty kills at random moments of a process that commits all the time", async () => {
  let highest = 0;
  for (let round = 0; round < 30; round += 1) {
    const child = startChild("commit-in-a-loop", [home, `round-${round}`]);
    await child.nextLine();
    // Every other time in the midst of many commits; else while it may still be busy with what the killed one left.
    if (round % 2 === 0) await child.nextLine();
    await delay(Math.random() * 50);
    child.process.kill("SIGKILL");
    expect(await child.ended).toBe("SIGKILL");
    if (!existsSync(join(home, "config", "models.json"))) continue;
    expect(validConfiguration(home).revision).toBeGreaterThanOrEqual(highest);
    highest = validConfiguration(home).revision;
    await setUpConfiguration({ home, revisionLimit: 1000, historyLimit: 1000 }).repository.recover();
    expect(validConfiguration(home).revision).toBe(highest);
    await expectCoherence(home);
  }
  expect(highest).toBeGreaterThanOrEqual(15);
}, 60_000);
