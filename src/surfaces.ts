import type { Notice } from "./notices/notice.ts";
import { messageOf } from "./shared/file-fault.ts";
import type { Surface } from "./surface.ts";

export interface RunningSurfaces {
  /** Whether any of them has somebody to tell. */
  canAnnounce: boolean;
  /** Answers the lines that tell people where each serves. Rejects where one cannot start. */
  start(signal: AbortSignal): Promise<string[]>;
  /**
   * Tells people by every surface that can, when they have started, and answers whether anybody was reached; a fault of
   * one is a warning.
   */
  announce(notice: Notice): Promise<boolean>;
  /** Stops them all, the last first; a fault of one is a warning. */
  stop(): Promise<void>;
}

/** Several surfaces as one. */
export function joinSurfaces(surfaces: readonly Surface[], logger: { warn(message: string): void }): RunningSurfaces {
  const started = Promise.withResolvers<void>();
  let isServing = false;

  /** Undefined where it fails. */
  async function attempt<T>(what: string, work: () => Promise<T> | undefined): Promise<T | undefined> {
    try {
      return await work();
    } catch (error) {
      logger.warn(`${what}: ${messageOf(error)}`);
      return undefined;
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
      if (!isServing) return false;
      const reached = await Promise.all(
        surfaces.map((surface) => attempt("People could not be told", () => surface.announce?.(notice))),
      );
      return reached.includes(true);
    },
    async stop() {
      isServing = false;
      started.resolve();
      for (const surface of surfaces.toReversed()) await attempt("A surface did not stop well", () => surface.stop());
    },
  };
}
