import type { WatchLog } from "../../../store/store.ts";
import { trialKind } from "../notes.ts";

/** The log, telling whenever a trial has been written: requests are to follow it at once, and not some seconds later. */
export function tellingOfTrials(log: WatchLog, tell: () => void): WatchLog {
  return {
    ...log,
    async writeNote(note) {
      const isWritten = await log.writeNote(note);
      if (note.kind === trialKind) tell();
      return isWritten;
    },
  };
}
