import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, utimesSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { createHolder, holderPath, writeHolder } from "../../src/shared/lock-holder.ts";
import { acquireLock, LockHeldError } from "../../src/shared/process-lock.ts";
import { startChild } from "../support/child.ts";
import { createFakeClock } from "../support/fake-clock.ts";
import { createTemporaryHome } from "../support/temporary-home.ts";

let home: string;
let path: string;
let remove: () => void;

beforeEach(() => {
  ({ home, remove } = createTemporaryHome());
  path = join(home, "history", "update.lock");
});
afterEach(() => remove());

function take(waitMs = 0) {
  return acquireLock({ path, purpose: "update", clock: createFakeClock("2026-11-21T03:00:12.000Z"), waitMs });
}

/** A lock as a holder with other facts would have left it. */
function leaveLock(facts: Partial<ReturnType<typeof createHolder>>): void {
  mkdirSync(path);
  writeHolder(holderPath(path), { ...createHolder("update", Date.parse("2026-11-20T23:59:00Z")), ...facts });
}

function age(file: string, seconds: number): void {
  const then = new Date(Date.now() - seconds * 1000);
  utimesSync(file, then, then);
}

it("can be taken again once it is released", async () => {
  const first = await take();
  first.assertHeld();
  await first.release();
  await first.release();
  const second = await take();
  expect(() => first.assertHeld()).toThrow("lock is lost");
  second.assertHeld();
  await first.release();
  second.assertHeld();
  await second.release();
  expect(readdirSync(join(home, "history"))).toEqual(["update.lock.holder.json"]);
});

it("creates its folder", async () => {
  path = join(home, "new", "folder", "some.lock");
  await (await take()).release();
  expect(existsSync(join(home, "new", "folder"))).toBe(true);
});

it("says who holds it", async () => {
  const held = await take();
  const refusal = take();
  await expect(refusal).rejects.toThrow(LockHeldError);
  const sentence = `Another update is running (process ${process.pid}, started 03:00:12 UTC).`;
  await expect(refusal).rejects.toThrow(sentence);
  await held.release();
});

it("waits for its release for as long as it is told to", async () => {
  const held = await take();
  const waiting = take(5_000);
  await held.release();
  await (await waiting).release();
});

it("refuses while another living process holds it, and takes it over at once when that has died", async () => {
  const holder = startChild("hold-lock", [path, "update"]);
  expect(await holder.nextLine()).toBe("held");
  await expect(take()).rejects.toThrow(`process ${holder.process.pid}`);
  holder.process.kill("SIGKILL");
  await holder.ended;
  const lock = await take();
  lock.assertHeld();
  await lock.release();
});

it("is given to one alone of many processes that find a dead one's lock", async () => {
  const dead = startChild("hold-lock", [path, "update"]);
  await dead.nextLine();
  dead.process.kill("SIGKILL");
  await dead.ended;
  const children = [1, 2, 3, 4].map(() => startChild("hold-lock", [path, "update"]));
  const lines = await Promise.all(children.map((child) => child.nextLine()));
  expect(lines.filter((line) => line === "held")).toHaveLength(1);
  expect(lines.filter((line) => line.startsWith("Another update is running"))).toHaveLength(3);
  for (const child of children) child.process.kill("SIGKILL");
  await Promise.all(children.map((child) => child.ended));
});

it("counts an earlier process with the same id as dead, as after a container's restart", async () => {
  leaveLock({ pid: process.pid, processStart: 1 });
  await (await take()).release();
});

it("is not taken from another machine before it is stale", async () => {
  leaveLock({ pid: 1, hostName: `not-${hostname()}` });
  await expect(take()).rejects.toThrow(`process 1 on not-${hostname()}, started 2026-11-20 23:59:00 UTC`);
  age(path, 30);
  await (await take()).release();
});

it("is left to a living process that was too busy to refresh it, unless that is long ago", async () => {
  leaveLock({ pid: process.ppid });
  age(path, 30);
  await expect(take()).rejects.toThrow(`process ${process.ppid}`);
  age(path, 120);
  await (await take()).release();
});

it("passes a guard whose holder died in it, and removes what others left beside it", async () => {
  const dead = startChild("hold-lock", [join(home, "another.lock"), "update"]);
  await dead.nextLine();
  dead.process.kill("SIGKILL");
  await dead.ended;
  const holder = { ...createHolder("update", 0), pid: dead.process.pid ?? 0 };
  for (const guard of [`${path}.guard`, `${path}.guard.${holder.pid}-prepared`]) {
    mkdirSync(guard);
    writeHolder(join(guard, `${holder.token}.json`), holder);
  }
  await (await take()).release();
  expect(readdirSync(join(home, "history"))).toEqual(["update.lock.holder.json"]);
});

it("does not pass a guard whose holder lives, unless it is far too old", async () => {
  const file = join(`${path}.guard`, "other.json");
  mkdirSync(`${path}.guard`);
  writeHolder(file, { ...createHolder("update", 0), pid: process.ppid });
  await expect(take()).rejects.toThrow(LockHeldError);
  age(file, 60);
  await (await take()).release();
});

it("is lost when another holder is written down", async () => {
  const lock = await take();
  writeHolder(holderPath(path), createHolder("update", 0));
  expect(() => lock.assertHeld()).toThrow("Start it again");
  await lock.release();
  expect(existsSync(path)).toBe(true);
});

it("survives a holder's file that is torn", async () => {
  leaveLock({});
  writeFileSync(holderPath(path), readFileSync(holderPath(path), "utf8").slice(0, 20));
  await expect(take()).rejects.toThrow("Another process holds the lock");
  age(path, 30);
  await (await take()).release();
});

it("explains a folder that cannot be written", async () => {
  chmodSync(home, 0o755);
  chmodSync(join(home, "history"), 0o555);
  const nobody = process.getuid?.() === 0 ? { uid: 65_534 } : {};
  const child = startChild("hold-lock", [path, "update"], nobody);
  expect(await child.nextLine()).toMatch(/The lock .*update\.lock could not be taken: this user has no right to it\./);
  chmodSync(join(home, "history"), 0o755);
});
