import { chatInterface, type Route } from "../../src/domain/route.ts";
import type { Probation, RouteHealth, Tally, TestProgress, Trial, WatchReport } from "../../src/domain/watch.ts";
import type { Severity, WatchEvent } from "../../src/domain/watch-event.ts";
import { successOf } from "../../src/learning/success.ts";

type Kind = WatchEvent["kind"];
type EventOf<Name extends Kind> = Extract<WatchEvent, { kind: Name }>;

/** A quarter of an hour before the time at which the test's clocks begin. */
export const sampleMoment = Date.parse("2026-11-21T02:45:00.000Z");

export function sampleRoute(model: string, host: string | null = "novita", provider = "huggingface"): Route {
  return { provider, model, version: null, host, interface: chatInterface };
}

/** The new one answered 78 of 95 well, the one before 950 of 1,000, unless the test says otherwise. */
export function sampleTest(
  challenger: Tally = { good: 78, bad: 17 },
  incumbent: Tally = { good: 950, bad: 50 },
): TestProgress {
  return {
    challenger,
    incumbent,
    answers: challenger.good + challenger.bad,
    mostAnswers: 200,
    challengerSuccess: successOf(challenger),
    incumbentSuccess: successOf(incumbent),
  };
}

const [fresh, former] = [sampleRoute("maker/new"), sampleRoute("maker/old", "groq")];
const test = sampleTest();
const ofTask = { task: "conversational" } as const;
const trialFacts = { ...ofTask, challenger: fresh, incumbent: former };

const about = (kind: Kind, severity: Severity) => ({ id: `${kind}:1`, at: sampleMoment, severity });

/** One event of each kind, as severe as the watch makes it. */
export const sampleEvents: readonly WatchEvent[] = [
  { ...about("rolled-back", "warning"), ...ofTask, kind: "rolled-back", from: fresh, to: former, revision: 12, test },
  {
    ...{ ...about("rollback-failed", "critical"), ...ofTask, kind: "rollback-failed", from: fresh, to: former, test },
    why: "changes are paused",
  },
  {
    ...{ ...about("probation-passed", "info"), ...ofTask, kind: "probation-passed", route: fresh },
    test: sampleTest({ good: 96, bad: 4 }),
  },
  { ...about("probation-undecided", "warning"), ...ofTask, kind: "probation-undecided", route: fresh, days: 14, test },
  {
    ...{ ...about("replaced", "warning"), ...ofTask, kind: "replaced", from: former, to: fresh, revision: 12 },
    reason: "was no longer served there",
  },
  {
    ...{ ...about("no-substitute", "critical"), ...ofTask, kind: "no-substitute", route: former },
    reason: "did not answer in time; changes are paused, so nothing was changed",
  },
  { ...about("outage", "critical"), kind: "outage", reason: "nothing could be reached", routes: 5 },
  { ...about("outage-over", "info"), kind: "outage-over", since: sampleMoment - 3 * 3_600_000 },
  {
    ...{ ...about("drift", "warning"), ...ofTask, kind: "drift", route: fresh },
    findings: ["answers 2 of 8 fixed questions rightly, after 7 of 8 before"],
  },
  { ...about("trial-begun", "info"), ...trialFacts, kind: "trial-begun", share: 0.1 },
  {
    ...{ ...about("trial-won", "info"), ...trialFacts, kind: "trial-won", revision: 12 },
    test: sampleTest({ good: 97, bad: 3 }),
  },
  { ...about("trial-lost", "info"), ...trialFacts, kind: "trial-lost", test },
  { ...about("trial-ended", "info"), ...trialFacts, kind: "trial-ended", why: "the task was pinned", test },
  { ...about("budget-spent", "info"), kind: "budget-spent", budgetUsd: 0.002 },
];

/** An event of a kind, with what the test says otherwise. */
export function sampleEvent<Name extends Kind>(kind: Name, changes: Partial<EventOf<Name>> = {}): EventOf<Name> {
  const found = sampleEvents.find((event): event is EventOf<Name> => event.kind === kind);
  if (!found) throw new Error(`There is no sample of ${kind}.`);
  return { ...found, ...changes };
}

/** A route that answers, the first choice for conversation. */
export function sampleHealth(model: string, changes: Partial<RouteHealth> = {}): RouteHealth {
  return {
    route: sampleRoute(model),
    tasks: [{ task: "conversational", role: "primary" }],
    state: "up",
    reason: null,
    checkedAt: sampleMoment,
    since: sampleMoment - 3 * 86_400_000,
    firstTokenMs: 680,
    tokensPerSecond: 58,
    success: successOf({ good: 117, bad: 3 }),
    answers: 120,
    driftCheckedAt: sampleMoment - 86_400_000,
    drift: [],
    ...changes,
  };
}

export function sampleReport(changes: Partial<WatchReport> = {}): WatchReport {
  return {
    enabled: true,
    next: {
      availability: "2026-11-21T03:12:00.000Z",
      speed: "2026-11-21T06:00:00.000Z",
      drift: "2026-11-22T04:00:00.000Z",
    },
    today: { calls: 34, costUsdNanos: 310_000, budgetUsd: 0.002 },
    routes: [],
    probations: [],
    trials: [],
    events: [],
    ...changes,
  };
}

/** The probation that `probation-undecided` speaks of. */
export function sampleProbation(changes: Partial<Probation> = {}): WatchReport["probations"][number] {
  return {
    task: "conversational",
    since: sampleMoment - 14 * 86_400_000,
    revision: 7,
    previousRevision: 6,
    route: fresh,
    incumbent: former,
    record: test.incumbent,
    ...changes,
    test: sampleTest({ good: 31, bad: 3 }),
  };
}

export function sampleTrial(changes: Partial<Trial> = {}): WatchReport["trials"][number] {
  return {
    task: "conversational",
    since: sampleMoment,
    challenger: { ...fresh, score: 88, origin: "update", verifiedAt: null },
    incumbent: former,
    record: test.incumbent,
    share: 0.1,
    method: "fixed",
    trigger: "telegram:1001",
    ...changes,
    test: sampleTest({ good: 0, bad: 0 }),
  };
}
