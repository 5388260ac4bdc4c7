/** Which requests, or runs, go wrong: those about `model` (all, without it), `times` times (for ever, without it). */
interface FaultScope {
  model?: string;
  times?: number;
}

/** What befalls a request. `when` says which; without it, every one that this fault's model, if any, is named in. */
export type RequestFault = FaultScope & { when?: (request: { method: string; path: string }) => boolean } & (
    | /** An error in Replicate's form. `detail` has a usual text for each status; `retry_after` is in seconds. */
    { kind: "status"; status: number; detail?: string; retry_after?: number }
    /** The request is taken, and never answered. */
    | { kind: "silence" }
    /** The connection is closed without an answer. */
    | { kind: "closed" }
    /** Status 200 with a web page. */
    | { kind: "html" }
    /** The healthy answer's JSON, cut in its middle. */
    | { kind: "truncated" }
    /** The work is done, and its answer waits until the function is called that `fail` answers. */
    | { kind: "late" }
  );

/** What befalls a run. */
export type RunFault = FaultScope &
  (
    | /** The model fails, with its words or with Replicate's. */
    { kind: "run-fails"; error: string }
    /** It works for ever. */
    | { kind: "run-hangs" }
    /** Replicate ends it of its own accord. */
    | { kind: "run-ends"; status: "canceled" | "aborted" }
    /** It succeeds, and brings nothing. */
    | { kind: "run-empty" }
    /** Its stream stops after so many words. */
    | { kind: "stream-stops"; after: number; ending: "end" | "cut" | "hang" }
    /** Its stream says after so many words that it failed. */
    | { kind: "stream-error"; after: number; detail: string }
    /** Comment lines stand between the events of its stream: nothing wrong, but not every reader knows them. */
    | { kind: "stream-comments" }
  );

export type ReplicateFault = RequestFault | RunFault;

const ofRuns: ReadonlySet<string> = new Set<RunFault["kind"]>([
  "run-fails",
  "run-hangs",
  "run-ends",
  "run-empty",
  "stream-stops",
  "stream-error",
  "stream-comments",
]);

export function isRunFault(fault: ReplicateFault): fault is RunFault {
  return ofRuns.has(fault.kind);
}
