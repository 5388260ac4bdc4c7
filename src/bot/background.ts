/** Work that goes on after its update was handled: an update of the configuration, a look at the market. */
export interface Background {
  /** Begins work that an update has set off. Answers its end: whether it went well, so that whoever asked was told. */
  begin(name: string, updateId: number, work: (signal: AbortSignal) => Promise<void>): Promise<boolean>;
  /**
   * Resolves when nothing that the update has set off goes on any more: false where any of it was cut off (`CutOff`), so
   * that the update is to be handled again.
   */
  ended(updateId: number): Promise<boolean>;
  /** Lets running work end until the signal is aborted; then it is cancelled. Resolves when all has ended. */
  stop(patience: AbortSignal): Promise<void>;
}

/** Thrown by work that the end of the service has cut off, and that the next start is to begin again. */
export class CutOff extends Error {}

export interface BackgroundOptions {
  logger: { info(message: string): void; error(fault: unknown, message: string): void };
}

export function createBackground({ logger }: BackgroundOptions): Background {
  const running = new Set<Promise<boolean>>();
  const byUpdate = new Map<number, Promise<boolean>[]>();
  const cutOff = new Set<number>();
  const stopping = new AbortController();

  function noteFault(error: unknown, { name, updateId }: { name: string; updateId: number }): void {
    if (error instanceof CutOff) cutOff.add(updateId);
    else logger.error({ err: error }, `${name} ended with a fault.`);
  }

  return {
    begin(name, updateId, work) {
      const ended = work(stopping.signal)
        .then(() => true)
        .catch((error) => {
          noteFault(error, { name, updateId });
          return false;
        })
        .finally(() => {
          running.delete(ended);
          const others = (byUpdate.get(updateId) ?? []).filter((each) => each !== ended);
          if (others.length > 0) byUpdate.set(updateId, others);
          else byUpdate.delete(updateId);
        });
      running.add(ended);
      byUpdate.set(updateId, [...(byUpdate.get(updateId) ?? []), ended]);
      return ended;
    },
    async ended(updateId) {
      // Work may begin other work.
      for (let all = byUpdate.get(updateId); all !== undefined; all = byUpdate.get(updateId)) await Promise.all(all);
      return !cutOff.delete(updateId);
    },
    async stop(patience) {
      if (running.size === 0) return;
      logger.info(`Waiting for ${running.size} running pieces of work to end.`);
      const cancel = () => stopping.abort(new Error("The service is stopping."));
      if (patience.aborted) cancel();
      else patience.addEventListener("abort", cancel, { once: true });
      while (running.size > 0) await Promise.all(running);
    },
  };
}
