import type { Clock } from "../shared/clock.ts";
import type { Logger } from "../shared/logger.ts";
import { type Ask, askingAfter, createAsker } from "./asker.ts";
import { createBatchWriter } from "./batch-writer.ts";
import { createCallLog } from "./call-log.ts";
import { createChatMemory } from "./chat-memory.ts";
import { createFaultLog } from "./fault-log.ts";
import { createSameThreadLink } from "./same-thread-link.ts";
import type { RouteFacts, Store } from "./store.ts";
import { readKnowledge } from "./stored-knowledge.ts";
import { createWatchLog } from "./watch-log.ts";
import { createWorkerLink } from "./worker-link.ts";

export interface StoreOptions {
  /** The file ("history/modelvane.db"), which is made, with its folder, when something is first written. */
  path: string;
  /** Whether a thread of its own works on the file, so that a program which answers others is never held up by it. */
  hasThread: boolean;
  clock: Clock;
  logger: Logger;
  /** How long writing and reading wait, in milliseconds, while another program has locked the file; 5,000 unless told. */
  lockPatienceMs?: number;
}

export interface OpenStore extends Store {
  /**
   * Removes conversations, calls, opinions, verdicts, and looks and events of the watch that are older than this
   * (milliseconds since the epoch), what people have not chosen anew for a year, and what the registry has not seen for
   * 90 days, bit by bit until the signal is aborted.
   * Resolves with how many calls it removed. Rejects with a `UserFacingError`.
   */
  purge(olderThan: number, signal?: AbortSignal): Promise<number>;
}

/** Made into objects on the main thread in about 2 ms. */
const routesAtOnce = 500;
const usualPatienceMs = 5_000;
/** Closing waits so much longer than a lock is waited for, so that what stood in the way is still told. */
const extraForClosingMs = 1_000;

/** Resolves with the work, or after the time that it is given. The timer holds the process: somebody waits. */
async function within(milliseconds: number, work: Promise<unknown>): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, milliseconds);
  await Promise.race([work.catch(() => {}), promise]).finally(() => clearTimeout(timer));
}

async function allRouteFacts(ask: Ask): Promise<RouteFacts[]> {
  const all: RouteFacts[] = [];
  let page: RouteFacts[];
  do {
    page = await ask<"route-facts">({ kind: "route-facts", after: all.at(-1) ?? null, limit: routesAtOnce });
    all.push(...page);
  } while (page.length === routesAtOnce);
  return all;
}

async function purgeAll(ask: Ask, olderThan: number, signal?: AbortSignal): Promise<number> {
  let removed = 0;
  while (!signal?.aborted) {
    const { calls, rows } = await ask<"purge">({ kind: "purge", olderThan });
    removed += calls;
    if (rows === 0) break;
  }
  return removed;
}

/** The store in a SQLite file, opened at the first use. */
export function openStore({ path, hasThread, clock, logger, ...options }: StoreOptions): OpenStore {
  const { lockPatienceMs = usualPatienceMs } = options;
  const log = createFaultLog({ path, logger });
  const createLink = hasThread ? createWorkerLink : createSameThreadLink;
  const link = createLink({ path, clock, lockPatienceMs, onSetAside: log.setAside });
  const writer = createBatchWriter({ link, log });
  const askingAtOnce = createAsker({ path, link });
  const asking = askingAfter(writer, askingAtOnce);

  async function finish(): Promise<void> {
    await writer.flush();
    if (link.isStarted()) await link.ask<"close">({ kind: "close" });
  }

  return {
    record: writer.record,
    observe: writer.observe,
    flush: () => link.keepAliveDuring(writer.flush()),
    stats: (query) => asking((ask) => ask<"stats">({ kind: "stats", query })),
    routeFacts: () => asking(allRouteFacts),
    check: () => asking((ask) => ask<"check">({ kind: "check" })),
    ...createCallLog(asking),
    // Nothing of it is ever noted only: who chats is not to wait for the calls of others to be written.
    ...createChatMemory(askingAtOnce),
    async keepVerdicts(verdicts) {
      if (verdicts.length > 0) await askingAtOnce((ask) => ask<"keep-verdicts">({ kind: "keep-verdicts", verdicts }));
    },
    knowledge: () => asking(readKnowledge),
    ...createWatchLog({ asking, askingAtOnce }),
    purge: (olderThan, signal) => asking((ask) => purgeAll(ask, olderThan, signal)),
    async close() {
      await within(lockPatienceMs + extraForClosingMs, link.keepAliveDuring(finish()));
      writer.stop();
      link.end();
    },
  };
}
