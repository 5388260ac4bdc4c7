import type { Logger } from "../shared/logger.ts";
import { describeFault, isLasting, type StoreFault, type StoreFaultKind } from "./faults.ts";

export interface FaultLog {
  failed(fault: StoreFault): void;
  /** So many calls will never be written. */
  lost(calls: number): void;
  /** A row could not be written, while others could, and is left out: so many calls, or none where it told of a model. */
  leftOut(fault: StoreFault, calls: number): void;
  /** Lost since more wait than there is room for. */
  dropped(calls: number): void;
  /** Nothing is written from now on. */
  ended(): void;
  /** A batch has been written. */
  worked(): void;
  setAside(path: string): void;
}

function setAsideText(path: string, to: string): string {
  return `The database ${path} was damaged and is now ${to}; a new one was begun. What was noted until now can only be found there. Run "update", so that prices are known again.`;
}

function callsNotNoted(calls: number): string {
  return calls === 1 ? "1 call was not noted" : `${calls} calls were not noted`;
}

/** Says each kind of fault once, until writing works again. */
export function createFaultLog({ path, logger }: { path: string; logger: Logger }): FaultLog {
  const told = new Set<StoreFaultKind>();
  let lost = 0;
  /** Of calls, apart from `lost`: that the others can be written again brings no end to it. */
  let leftOut = 0;
  let isFull = false;
  let isLeftOutTold = false;
  return {
    failed(fault) {
      if (told.has(fault.kind)) return;
      told.add(fault.kind);
      const fate = isLasting(fault) ? "is not noted" : "waits to be written";
      logger.warn(
        { fault: fault.kind },
        `${describeFault(fault, path)} Answers go on; what calls took and cost ${fate}.`,
      );
    },
    lost(calls) {
      lost += calls;
    },
    leftOut({ message }, calls) {
      leftOut += calls;
      if (isLeftOutTold) return;
      isLeftOutTold = true;
      logger.warn({ path }, `The database ${path} does not take what is known of a call or a model: ${message}`);
    },
    dropped(calls) {
      if (!isFull)
        logger.warn({ path }, "More calls wait to be written than there is room for: the oldest are not noted.");
      isFull = true;
      lost += calls;
    },
    ended() {
      const all = lost + leftOut;
      if (all > 0) logger.warn({ path, lost: all }, `${callsNotNoted(all)} in the database ${path}.`);
    },
    worked() {
      if (told.size > 0 || lost > 0) {
        const fate = lost === 0 ? "nothing is missing" : callsNotNoted(lost);
        logger.info({ path, lost }, `The database ${path} works again; ${fate}.`);
      }
      told.clear();
      lost = 0;
      isFull = false;
    },
    setAside(to) {
      logger.warn({ path: to }, setAsideText(path, to));
    },
  };
}
