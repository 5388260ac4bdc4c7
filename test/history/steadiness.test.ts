import { readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { createQuarantineStore } from "../../src/history/quarantine.ts";
import { createSteadinessStore } from "../../src/history/steadiness.ts";
import { nodeFileSystem } from "../../src/shared/file-system.ts";
import { dayMs } from "../support/candidates.ts";
import { createFakeClock, type FakeClock } from "../support/fake-clock.ts";
import { createTemporaryHome } from "../support/temporary-home.ts";

let home: string;
let remove: () => void;
let clock: FakeClock;
const warnings: string[] = [];
beforeEach(() => {
  ({ home, remove } = createTemporaryHome());
  clock = createFakeClock();
  warnings.length = 0;
});
afterEach(() => remove());

const logger = { info: () => undefined, warn: (message: string) => void warnings.push(message) };
const documents = () => ({ home, fileSystem: nodeFileSystem, clock, logger });
const steadiness = () => createSteadinessStore(documents());
const quarantine = () => createQuarantineStore(documents());
const missed = [
  { task: "translation", provider: "huggingface", model: "maker/model", host: null, interface: "chat", listings: 2 },
];
const waiting = [
  {
    provider: "huggingface",
    model: "maker/model",
    reason: "it waits for a person",
    tasks: ["translation"],
    since: "2026-11-21T03:00:00.000Z",
    downloadsBefore: null,
  },
];

it("notes nothing at first, and writes no file for looking or for nothing", async () => {
  expect(await steadiness().read()).toEqual({ missed: [], improvements: [] });
  expect(await quarantine().list()).toEqual([]);
  await steadiness().noteMissed([]);
  await steadiness().noteImprovements([]);
  await quarantine().replace([]);
  expect(readdirSync(join(home, "history"))).toEqual([]);
});

it("remembers what is missing and what waits across restarts, until the next run says otherwise", async () => {
  await steadiness().noteMissed(missed);
  await quarantine().replace(waiting);
  expect((await steadiness().read()).missed).toEqual(missed);
  expect(await quarantine().list()).toEqual(waiting);
  await steadiness().noteMissed([]);
  await quarantine().replace([]);
  expect((await steadiness().read()).missed).toEqual([]);
  expect(await quarantine().list()).toEqual([]);
});

it("forgets better models that are older than a month", async () => {
  await steadiness().noteImprovements(["translation"]);
  clock.advance(29 * dayMs);
  await steadiness().noteImprovements(["summarization"]);
  expect((await steadiness().read()).improvements).toHaveLength(2);
  clock.advance(dayMs);
  await steadiness().noteImprovements(["fill-mask"]);
  expect((await steadiness().read()).improvements.map(({ task }) => task)).toEqual(["summarization", "fill-mask"]);
});

it("sets a file aside that cannot be read, and begins anew", async () => {
  for (const name of ["steadiness", "quarantine"])
    writeFileSync(join(home, "history", `${name}.json`), '{"missed":3,"models":3}');
  expect(await steadiness().read()).toEqual({ missed: [], improvements: [] });
  expect(await quarantine().list()).toEqual([]);
  expect(warnings).toEqual([expect.stringContaining("steadiness.json"), expect.stringContaining("quarantine.json")]);
});
