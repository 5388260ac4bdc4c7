import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { UsageError } from "../../src/domain/errors.ts";
import { createLocalPolicy } from "../../src/local-policy/local-policy.ts";
import { createPolicyReader } from "../../src/policy-file.ts";
import { nodeFileSystem } from "../../src/shared/file-system.ts";
import { createFakeClock } from "../support/fake-clock.ts";
import { createTemporaryHome } from "../support/temporary-home.ts";

let home: string;
let remove: () => void;
beforeEach(() => {
  ({ home, remove } = createTemporaryHome());
});
afterEach(() => remove());

const open = () => createLocalPolicy({ home, fileSystem: nodeFileSystem, clock: createFakeClock() });
const local = () => join(home, "config", "policy.local.json");
const written = () => JSON.parse(readFileSync(local(), "utf8"));

it("writes what commands change, and never people's own file", async () => {
  const own = join(home, "config", "policy.json");
  writeFileSync(own, '{ "margin": 5 }');
  await open().change({ tasks: { translation: { pin: { model: "maker/pinned" } } } }, "command line");
  expect(readFileSync(own, "utf8")).toBe('{ "margin": 5 }');
  const policy = await createPolicyReader(home).read();
  expect(policy).toMatchObject({ margin: 5, tasks: { translation: { pin: { model: "maker/pinned" } } } });
});

it("adds to what was changed before", async () => {
  await open().change({ tasks: { translation: { pin: { model: "maker/one" } } } }, "command line");
  await open().change({ tasks: { summarization: { pin: { model: "maker/two" } } } }, "command line");
  await open().change({ tasks: { translation: { pin: null } } }, "command line");
  expect(written()).toEqual({ tasks: { translation: { pin: null }, summarization: { pin: { model: "maker/two" } } } });
});

it("loses no change when several are made at once", async () => {
  const tasks = ["translation", "summarization", "conversational", "fill-mask"];
  await Promise.all(tasks.map((task) => open().change({ tasks: { [task]: { enabled: false } } }, "command line")));
  expect(Object.keys(written().tasks).sort()).toEqual([...tasks].sort());
});

it("works in a home that has no folder for it yet, and leaves nothing else behind", async () => {
  rmSync(join(home, "config"), { recursive: true });
  await open().change({ margin: 4 }, "command line");
  expect(written()).toEqual({ margin: 4 });
  expect(readdirSync(join(home, "config")).filter((name) => name.endsWith(".tmp"))).toEqual([]);
});

it("refuses a change that is not valid, and writes nothing", async () => {
  await expect(open().change({ margin: "much" }, "command line")).rejects.toThrow(UsageError);
  await expect(open().change({ margin: "much" }, "command line")).rejects.toThrow(
    /policy\.local\.json.*\n {2}margin: expected number/,
  );
  expect(existsSync(local())).toBe(false);
});

it("leaves a file that is not JSON as it is, and says so", async () => {
  writeFileSync(local(), "{ torn");
  await expect(open().change({ margin: 4 }, "command line")).rejects.toThrow(/policy\.local\.json is not valid JSON/);
  expect(readFileSync(local(), "utf8")).toBe("{ torn");
});

it("takes a file with a byte order mark", async () => {
  writeFileSync(local(), `\uFEFF${JSON.stringify({ margin: 4 })}`);
  await open().change({ fallbacks: 1 }, "command line");
  expect(written()).toEqual({ margin: 4, fallbacks: 1 });
});
