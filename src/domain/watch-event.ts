import type { Route } from "./route.ts";
import type { TaskName } from "./task.ts";
import type { TestProgress } from "./watch.ts";

/** How urgent something is: `info` can wait for the morning, `warning` means a look soon, `critical` at once. */
export const severities = ["info", "warning", "critical"] as const;
export type Severity = (typeof severities)[number];

interface EventFacts {
  /** Unique; the same thing met twice bears the same one, so that it is told once. */
  id: string;
  /** Milliseconds since the epoch. */
  at: number;
  severity: Severity;
}

/** Something that the watch has done or seen, which people are told. */
export type WatchEvent = EventFacts &
  (
    | {
        /** A new choice did clearly worse than what it had replaced, which is back. */
        kind: "rolled-back";
        task: TaskName;
        from: Route;
        to: Route;
        revision: number;
        test: TestProgress;
      }
    | {
        /** It did clearly worse, but what it had replaced could not be brought back. */
        kind: "rollback-failed";
        task: TaskName;
        from: Route;
        to: Route;
        why: string;
        test: TestProgress;
      }
    | { kind: "probation-passed"; task: TaskName; route: Route; test: TestProgress }
    | {
        /** After a long time there are still too few answers to tell. */
        kind: "probation-undecided";
        task: TaskName;
        route: Route;
        test: TestProgress;
        days: number;
      }
    | {
        /** A first choice does not answer any more, and what stood behind it has taken its place. */
        kind: "replaced";
        task: TaskName;
        from: Route;
        to: Route;
        revision: number;
        reason: string;
      }
    | {
        /** A first choice does not answer, and nothing that stands behind it does. */
        kind: "no-substitute";
        task: TaskName;
        route: Route;
        reason: string;
      }
    | {
        /** Nothing at all could be asked, so nothing was changed: our own network, or the account. */
        kind: "outage";
        reason: string;
        routes: number;
      }
    | { kind: "outage-over"; since: number }
    | {
        /** The same name, but another model, price, context or speed. */
        kind: "drift";
        task: TaskName | null;
        route: Route;
        /** Parts of sentences that follow "it": "answers 2 of 8 fixed questions rightly, after 7 of 8 before". */
        findings: string[];
      }
    | { kind: "trial-begun"; task: TaskName; challenger: Route; incumbent: Route; share: number }
    | { kind: "trial-won"; task: TaskName; challenger: Route; incumbent: Route; revision: number; test: TestProgress }
    | { kind: "trial-lost"; task: TaskName; challenger: Route; incumbent: Route; test: TestProgress }
    | {
        /** It has ended without a decision. */
        kind: "trial-ended";
        task: TaskName;
        challenger: Route;
        incumbent: Route;
        why: string;
        test: TestProgress;
      }
    /** The day's money for calls is used up: what is watched by calls waits until tomorrow. */
    | { kind: "budget-spent"; budgetUsd: number }
  );
