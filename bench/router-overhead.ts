import process from "node:process";
import { setTimeout as delay } from "node:timers/promises";
import { startForked } from "./forked.ts";
import type { Upstream } from "./gateway-process.ts";
import { type Contestant, compare, difference, type Measurement, median, takeTurns } from "./measure.ts";
import { withOpened } from "./opened.ts";
import { openRouted, type Routed } from "./routed.ts";
import type { UpstreamDescription } from "./serve-upstream.ts";

const rounds = 31;
const warmUp = 5;
const calls = 1_000;

type Ask = Routed["direct"] | Routed["routed"];

/** @throws Error where the answer is not whole: a call that fails costs less. */
async function readAll(ask: Ask): Promise<void> {
  let isWhole = false;
  for await (const event of await ask(new AbortController().signal)) isWhole ||= event.type === "finish";
  if (!isWhole) throw new Error("An answer of the bench is not whole.");
}

function microseconds({ user, system }: NodeJS.CpuUsage): number {
  return user + system;
}

/**
 * Makes calls one after another, until what is to be recorded of them is on the disk. Answers what one costs the thread
 * that makes it, in microseconds, and notes what it costs all others (the store's, and those that collect garbage).
 */
function calling(ask: Ask, { store }: Routed, others: number[]): Contestant {
  return async () => {
    // Linux books a thread's time when it sleeps.
    await delay(1);
    const [allBefore, before] = [process.cpuUsage(), process.threadCpuUsage()];
    for (let called = 0; called < calls; called += 1) await readAll(ask);
    await store.flush();
    await delay(1);
    const cost = microseconds(process.threadCpuUsage(before)) / calls;
    others.push(microseconds(process.cpuUsage(allBefore)) / calls - cost);
    return cost;
  };
}

/** What calls cost with the router and without. */
function measureCalls(description: UpstreamDescription) {
  return withOpened(async (open) => {
    const upstream = await open(startForked<Upstream>("serve-upstream.ts", description));
    const scene = await open(openRouted(upstream.first));
    const others = { routed: [] as number[], direct: [] as number[] };
    const { routed, direct } = await takeTurns(
      { routed: calling(scene.routed, scene, others.routed), direct: calling(scene.direct, scene, others.direct) },
      { rounds, warmUp },
    );
    const elsewhere = difference(others.routed.slice(warmUp), others.direct.slice(warmUp)).difference;
    return { routed, direct, elsewhere, ...compare(routed, direct), added: difference(routed, direct) };
  });
}

/**
 * What the router (selecting, health, deadlines, the record of the usage) costs a call: the product's client streams an
 * answer of eight words from a server in another process, by itself and with the router before it. Only the thread that
 * answers counts, with all that it does to hand the record to the store.
 */
export async function measureRouterOverhead(): Promise<Measurement[]> {
  const apart = await measureCalls({ onePieceAtATime: true });
  const together = await measureCalls({});
  const { added, ratio, low, high } = apart;
  const [ours, theirs] = [apart.routed, apart.direct].map((each) => median(each).toFixed(0));
  return [
    {
      title: "Processor time that the router adds to a streamed chat of the same client",
      value: added.difference,
      target: 15,
      unit: "µs",
      details: `middle half ${added.low.toFixed(1)} to ${added.high.toFixed(1)}; ${ours} µs against ${theirs} µs, the answer's eight words sent one by one; ${together.added.difference.toFixed(1)} µs where they come all at once; the store's thread takes ${apart.elsewhere.toFixed(0)} µs`,
    },
    {
      title: "Processor time of a streamed chat through the router, over that of the same client alone",
      value: ratio,
      target: 1.3,
      details: `middle half ${low.toFixed(2)} to ${high.toFixed(2)}; where all words come at once, which takes the client ${median(together.direct).toFixed(0)} µs, ${together.ratio.toFixed(2)}`,
    },
  ];
}
