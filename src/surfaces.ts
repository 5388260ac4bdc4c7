import type { Notice } from "./notices/notice.ts";
import { messageOf } from "./shared/file-fault.ts";
import type { Surface } from "./surface.ts";

export interface RunningSurfaces {
  /** Whether any of them has somebody to tell. */
  canAnnounce: boolean;
  /** Answers the lines that tell people where each serves. Rejects where one cannot start. */
  start(signal: AbortSignal): Promise<string[]>;
  /** Tells people by every surface that can, when they have started; a fault of one is a warning. */
  announce(notice: Notice): Promise<void>;
  /** Stops them all, the last first; a fault of one is a warning. */
  stop(): Promise<void>;
}

/** Several surfaces as one. */
export function joinSurfaces(surfaces: readonly Surface[], logger: { warn(message: string): void }): RunningSurfaces {
  const started = Promise.withResolvers<void>();
  let isServing = false;

  async function attempt(what: string, work: () => Promise<void> | undefined): Promise<void> {
    try {
      await work();
    } catch (error) {
      logger.warn(`${what}: ${messageOf(error)}`);
    }
  }

  return {
    canAnnounce: surfaces.some((surface) => surface.announce !== undefined),
    async start(signal) {
      const lines: string[] = [];
      for (const surface of surfaces) lines.push(...(await surface.start(signal)));
      isServing = true;
      started.resolve();
      return lines;
    },
    async announce(notice) {
      await started.promise;
      if (!isServing) return;
      await Promise.all(
        surfaces.map((surface) => attempt("People could not be told", () => surface.announce?.(notice))),
      );
    },
    async stop() {
      isServing = false;
      started.resolve();
      for (const surface of surfaces.toReversed()) await attempt("A surface did not stop well", () => surface.stop());
    },
  };
}
