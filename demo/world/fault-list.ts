/** Faults that a test or a person has set, each for a while. */
export interface FaultList<Fault> {
  /** Answers how to lift it again. */
  add(fault: Fault): () => void;
  clear(): void;
  /** The fault that fits; where several do, the one that was set first. It is used up by one. */
  take(fits: (fault: Fault) => boolean): Fault | undefined;
}

/** None yet. A fault without `times` lasts until it is lifted. */
export function createFaultList<Fault extends { times?: number | undefined }>(): FaultList<Fault> {
  let faults: { fault: Fault; left: number }[] = [];
  return {
    add(fault) {
      const entry = { fault, left: fault.times ?? Number.POSITIVE_INFINITY };
      faults.push(entry);
      return () => {
        faults = faults.filter((each) => each !== entry);
      };
    },
    clear() {
      faults = [];
    },
    take(fits) {
      const entry = faults.find(({ fault, left }) => left > 0 && fits(fault));
      if (entry) entry.left -= 1;
      return entry?.fault;
    },
  };
}
