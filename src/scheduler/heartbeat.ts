import { hostname } from "node:os";
import { join } from "node:path";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { z } from "zod";
import { type Clock, toTimestamp } from "../shared/clock.ts";
import { messageOf } from "../shared/file-fault.ts";
import { type DocumentDependencies, openJsonDocument } from "../shared/json-document.ts";
import { isProcessAlive } from "../shared/process-identity.ts";
import type { Timetable } from "./timetable.ts";

const heartbeatSchema = z.looseObject({
  pid: z.int(),
  hostName: z.string(),
  startedAt: z.iso.datetime(),
  at: z.iso.datetime(),
  /** The longest that the event loop was blocked since the beat before, in ms. */
  longestBlockMs: z.int(),
});

/** A sign of life of the service process. */
export type Heartbeat = z.infer<typeof heartbeatSchema>;

export interface HeartbeatStore {
  read(): Promise<Heartbeat | null>;
  write(heartbeat: Heartbeat | null): Promise<void>;
}

const beatMs = 60_000;
/** Two beats may be lost to a busy disk before a service counts as gone. */
const freshMs = 3 * beatMs;

/** The sign of life in `history/heartbeat.json`; null there where no service runs. */
export function createHeartbeatStore({ home, ...dependencies }: DocumentDependencies): HeartbeatStore {
  const document = openJsonDocument<{ heartbeat: Heartbeat | null }>({
    ...dependencies,
    path: join(home, "history", "heartbeat.json"),
    schema: z.object({ heartbeat: heartbeatSchema.nullable() }),
    initial: { heartbeat: null },
  });
  return {
    read: async () => (await document.read()).heartbeat,
    async write(heartbeat) {
      await document.update(() => ({ heartbeat }));
    },
  };
}

/**
 * Whether a sign of life says that the service runs: it is recent (or from a clock that was a little ahead), and on
 * this machine its process lives. `now` is in ms since the epoch.
 */
export function isFresh(heartbeat: Heartbeat | null, now: number): boolean {
  if (heartbeat === null || Math.abs(now - Date.parse(heartbeat.at)) >= freshMs) return false;
  return heartbeat.hostName !== hostname() || isProcessAlive(heartbeat.pid);
}

export interface HeartbeatOptions {
  store: HeartbeatStore;
  timetable: Timetable;
  clock: Clock;
  logger: { warn(message: string): void };
}

/** Beats until it is stopped, and then takes its sign away. */
export async function startHeartbeat({
  store,
  timetable,
  clock,
  logger,
}: HeartbeatOptions): Promise<{ stop(): Promise<void> }> {
  const startedAt = toTimestamp(clock.now());
  const delays = monitorEventLoopDelay({ resolution: 20 });
  delays.enable();

  async function beat(): Promise<void> {
    // The histogram counts in nanoseconds, and holds its own resolution as a floor.
    const longestBlockMs = Math.max(0, Math.round(delays.max / 1e6) - 20);
    delays.reset();
    try {
      await store.write({
        pid: process.pid,
        hostName: hostname(),
        startedAt,
        at: toTimestamp(clock.now()),
        longestBlockMs,
      });
    } catch (error) {
      logger.warn(`The sign of life could not be written: ${messageOf(error)}`);
    }
  }

  await beat();
  const beats = timetable.repeat(beatMs, () => void beat());
  return {
    async stop() {
      beats.cancel();
      delays.disable();
      await store.write(null).catch(() => {});
    },
  };
}
