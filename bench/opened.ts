interface Stoppable {
  stop(): Promise<void>;
}

/** Waits for something that is being started, and notes it to be stopped. */
export type Open = <Thing extends Stoppable>(starting: Promise<Thing>) => Promise<Thing>;

/** Does work with what it opens, and stops that in the end, whatever has happened: the latest first. */
export async function withOpened<Result>(work: (open: Open) => Promise<Result>): Promise<Result> {
  const opened: Stoppable[] = [];
  try {
    return await work(async (starting) => {
      const thing = await starting;
      opened.unshift(thing);
      return thing;
    });
  } finally {
    for (const thing of opened) await thing.stop();
  }
}
