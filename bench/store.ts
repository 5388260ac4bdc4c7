import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Sqlite from "better-sqlite3";
import { type Logger, pino } from "pino";
import { callOutcomes, type UsageRecord } from "../src/domain/usage.ts";
import { systemClock } from "../src/shared/clock.ts";
import { type OpenStore, openStore } from "../src/store/open-store.ts";
import { usageWith } from "../test/support/usage-record.ts";
import { measureConversations } from "./conversations.ts";
import { type Measurement, median, takeTurns, timed } from "./measure.ts";

const rows = 1_000_000;
/** The store drops what it has no room for, so that no more than this may wait. */
const atOnce = 20_000;
const rounds = 7;
const days = 30;
const daysMs = days * 86_400_000;
const tasks = ["conversational", "code-generation", "summarization", "translation", "text-to-image"] as const;
const hosts = ["novita", "together", "fireworks-ai"];
const routes = 200;

/** Some models are used far more than others; nine calls in ten are answered, most of them soon. */
function usageOf(index: number, at: number): UsageRecord {
  const route = Math.floor(Math.random() ** 3 * routes);
  const answered = Math.random() < 0.9;
  return usageWith({
    at,
    request: `request-${index}`,
    task: tasks[route % tasks.length] ?? null,
    route: {
      provider: "huggingface",
      model: `organisation-${route % 60}/Some-Model-70B-Instruct-${route}`,
      version: null,
      host: hosts[route % hosts.length] ?? null,
      interface: "chat",
    },
    outcome: answered ? "answered" : (callOutcomes[1 + (index % (callOutcomes.length - 1))] ?? "busy"),
    durationMs: Math.floor(200 + Math.random() ** 4 * 20_000),
  });
}

/** Notes the calls of thirty days. Answers for how long the store worked, without the making of the calls. */
async function fill(store: OpenStore, now: number): Promise<number> {
  let worked = 0;
  for (let done = 0; done < rows; done += atOnce) {
    const calls = Array.from({ length: atOnce }, (_, index) =>
      usageOf(done + index, now - daysMs + Math.ceil(((done + index) * daysMs) / rows)),
    );
    const start = performance.now();
    for (const call of calls) store.record(call);
    await store.flush();
    worked += performance.now() - start;
  }
  return worked;
}

function openAt(path: string, now: number): OpenStore {
  const logger: Logger = pino({ level: "silent" });
  return openStore({ path, hasThread: true, logger, clock: { ...systemClock, now: () => now } });
}

/**
 * A million calls in a database: how many are written in a second, and the time of the statistics of thirty days over
 * that of SQLite reading the same columns of the same rows without an index and doing nothing but adding up.
 */
async function measureCalls(): Promise<Measurement[]> {
  const folder = mkdtempSync(join(tmpdir(), "modelvane-bench-"));
  const path = join(folder, "modelvane.db");
  const now = Date.now();
  const store = openAt(path, now);
  try {
    const worked = await fill(store, now);
    const plain = new Sqlite(path, { readonly: true });
    const scan = plain.prepare(
      "select count(*), sum(duration_ms), sum(input_cost), sum(output_cost) from usage not indexed where at >= ?",
    );
    const { ours, theirs } = await takeTurns(
      {
        ours: timed(async () => {
          const { total } = await store.stats({ task: null, days });
          if (total !== rows) throw new Error(`Expected ${rows} calls, not ${total}.`);
        }),
        theirs: timed(() => scan.get(now - daysMs)),
      },
      { rounds, warmUp: 1 },
    );
    plain.close();
    return [
      {
        title: `Statistics of ${days} days with ${rows.toLocaleString("en")} calls`,
        value: median(ours) / 1_000,
        target: 0.5,
        unit: "s",
        details: `${(median(ours) / median(theirs)).toFixed(2)} times a plain scan of the same rows, ${Math.round(median(theirs))} ms; slowest of ${rounds} ${Math.round(Math.max(...ours))} ms`,
      },
      {
        title: "Calls written in a second, over 20,000",
        value: (rows / worked) * (1_000 / 20_000),
        target: 1,
        bound: "at least",
        details: `${Math.round((rows / worked) * 1_000).toLocaleString("en")} calls a second, each with an fsync for every batch`,
      },
    ];
  } finally {
    await store.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The store by itself: the calls of a busy month, and what the chat remembers. */
export async function measureStore(): Promise<Measurement[]> {
  return [...(await measureCalls()), await measureConversations()];
}
