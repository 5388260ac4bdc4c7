/** The runs that are under way in this process, each by the id of the update that has begun it. */
export interface Runs {
  /** Answers the signal by which the run is cancelled. */
  open(id: number): AbortSignal;
  /** False where there is no such run any more. */
  cancel(id: number): boolean;
  close(id: number): void;
}

export function createRuns(): Runs {
  const running = new Map<number, AbortController>();
  return {
    open(id) {
      const controller = new AbortController();
      running.set(id, controller);
      return controller.signal;
    },
    cancel(id) {
      const controller = running.get(id);
      controller?.abort(new Error("Somebody has cancelled it."));
      return controller !== undefined;
    },
    close: (id) => void running.delete(id),
  };
}
