import { join } from "node:path";
import { runNode } from "./child.ts";
import { startForked } from "./forked.ts";
import type { Upstream } from "./gateway-process.ts";
import type { Measurement } from "./measure.ts";
import { withOpened } from "./opened.ts";
import type { HeldMemory, RoutedCallsDescription } from "./routed-calls.ts";
import type { UpstreamDescription } from "./serve-upstream.ts";

const looks = [20_000, 60_000, 100_000];
const bytesPerMegabyte = 1_000_000;

function growth(what: string, held: readonly HeldMemory[], bytesOf: (held: HeldMemory) => number): Measurement {
  const [first = Number.NaN, last = Number.NaN] = [held.at(0), held.at(-1)].map((each) => each && bytesOf(each));
  const amounts = held.map(
    (each) => `${(bytesOf(each) / bytesPerMegabyte).toFixed(1)} MB after ${each.calls.toLocaleString("en")}`,
  );
  return {
    title: `${what} after 100,000 calls through the router, over that after 20,000`,
    value: last / first,
    target: 1.05,
    details: amounts.join(", "),
  };
}

/**
 * What a process holds that makes calls through the router, the product's client and the store, sixteen at once, to a
 * server in another process; one caller in ten leaves in the middle. Garbage is collected before each look.
 */
export function measureRoutedMemory(): Promise<Measurement[]> {
  return withOpened(async (open) => {
    const description: UpstreamDescription = { onePieceAtATime: true };
    const upstream = await open(startForked<Upstream>("serve-upstream.ts", description));
    const calls: RoutedCallsDescription = { upstream: upstream.first, looks };
    const program = join(import.meta.dirname, "routed-calls.ts");
    const { output } = await runNode(["--expose-gc", program, JSON.stringify(calls)]);
    const held = JSON.parse(output) as HeldMemory[];
    return [
      growth("Heap in use", held, ({ heapBytes }) => heapBytes),
      growth("Resident memory", held, ({ residentBytes }) => residentBytes),
    ];
  });
}
