import process from "node:process";
import { setTimeout as delay } from "node:timers/promises";
import { collectEarly } from "../src/bin/tune-runtime.ts";
import { usageWith } from "../test/support/usage-record.ts";
import type { Upstream } from "./gateway-process.ts";
import { openRouted } from "./routed.ts";

/** What is held after so many calls, when all garbage has been collected. */
export interface HeldMemory {
  calls: number;
  heapBytes: number;
  residentBytes: number;
}

export interface RoutedCallsDescription {
  upstream: Upstream;
  /** After how many calls in all to look. */
  looks: readonly number[];
}

const atOnce = 16;
/** So many are in the database from the start, so that the store's cache, which has its bounds, is full. */
const callsBefore = 100_000;
/** The store drops what it has no room for, so that no more than this may wait. */
const notedAtOnce = 20_000;
/** So many callers, one of them, go away in the middle of their answer. */
const leavesOneIn = 10;

const { upstream, looks } = JSON.parse(process.argv[2] ?? "{}") as RoutedCallsDescription;
// As the program itself does once it is loaded.
collectEarly();
const { routed, store, stop } = await openRouted(upstream);
let calls = 0;

async function call(leaves: boolean): Promise<void> {
  const events = await routed(new AbortController().signal);
  for await (const { type } of events) if (leaves && type === "text") break;
}

async function callUntil(most: number): Promise<void> {
  while (calls < most) {
    calls += 1;
    await call(calls % leavesOneIn === 0);
  }
}

async function noteCallsBefore(): Promise<void> {
  for (let noted = 0; noted < callsBefore; noted += 1) {
    store.record(usageWith({ at: Date.now(), durationMs: Math.floor(Math.random() * 10_000) }));
    if (noted % notedAtOnce === 0) await store.flush();
  }
}

async function collectAll(): Promise<void> {
  await store.flush();
  for (let times = 0; times < 3; times += 1) {
    globalThis.gc?.();
    await delay(50);
  }
}

await noteCallsBefore();
const held: HeldMemory[] = [];
for (const look of looks) {
  await Promise.all(Array.from({ length: atOnce }, () => callUntil(look)));
  await collectAll();
  const { heapUsed, rss } = process.memoryUsage();
  held.push({ calls, heapBytes: heapUsed, residentBytes: rss });
}
await stop();
process.stdout.write(JSON.stringify(held));
