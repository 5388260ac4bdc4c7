import { isSameRoute } from "../../../domain/route.ts";
import type { TaskName } from "../../../domain/task.ts";
import type { WatchCheck } from "../../../domain/watch.ts";
import type { WatchEvent } from "../../../domain/watch-event.ts";
import type { Probe, ProbeTable } from "../../../verification/probe.ts";
import { type Listed, lookInCatalogues } from "../availability/catalogue-look.ts";
import type { WatchDependencies } from "../dependencies.ts";
import { keepNew } from "../events.ts";
import { type Asked, isDear, measuredBy, shownBy } from "../look.ts";
import { startOfDay, type WatchRun, withWatchRun } from "../watch-run.ts";
import { primaryTasks, type WatchedRoute } from "../watched-routes.ts";
import { type Baseline, type BaselineFacts, factsAfter, factsOf, openBaselines, routeNoteKey } from "./baseline.ts";
import {
  behaviourFinding,
  type DriftFinding,
  factsFindings,
  newsOf,
  speedFinding,
  tokensFinding,
} from "./drift-findings.ts";

/** Each night the same questions, so that only the model can be what has changed. */
const questionsANight = 4;
/** So long it is looked back, in milliseconds. */
const memoryMs = 30 * 86_400_000;

/** A first choice with the task whose questions it is asked. */
interface Subject {
  watched: WatchedRoute;
  task: TaskName;
}

/** Less room than for a proof, for the sake of the day's money: whoever thinks longer is cut off each night alike. */
const mostTokens = 256;

function fixedQuestions(task: TaskName, probes: ProbeTable): readonly Probe[] {
  const { smoke, graded } = probes[task];
  const questions = graded.length > 0 ? graded.slice(0, questionsANight) : [smoke];
  return questions.map(({ maximumTokens, ...probe }) => ({
    ...probe,
    maximumTokens: maximumTokens === null ? null : Math.min(maximumTokens, mostTokens),
  }));
}

/** Asks the fixed questions one after another; ends at the first that gets no answer. */
async function askAll({ watched: { route }, task }: Subject, run: WatchRun): Promise<Asked[]> {
  const asked: Asked[] = [];
  if (isDear(task)) return asked;
  const { look, probes } = await run.questions();
  for (const probe of fixedQuestions(task, probes)) {
    asked.push(await look.ask({ route, task, probe }));
    if (asked.at(-1)?.outcome.kind !== "answered") break;
  }
  return asked;
}

function toCheck({ watched: { route }, task }: Subject, asked: readonly Asked[], at: number): WatchCheck {
  const last = asked.at(-1)?.outcome ?? { kind: "not-asked" as const, why: "is dear to ask", call: null };
  const { outcome, reason } = shownBy(last);
  return { at, kind: "drift", task, route, outcome, reason, ...measuredBy(asked, { isJudged: true }) };
}

interface Compared {
  check: WatchCheck;
  /** All looks at its model, the oldest first, without this one. */
  earlier: readonly WatchCheck[];
  listed: Listed | undefined;
  before: Baseline | null;
}

function findingsOf({ check, earlier, listed, before }: Compared): DriftFinding[] {
  const own = earlier.filter(({ route }) => isSameRoute(route, check.route));
  const looks = [...own.filter(({ kind, task }) => kind === "drift" && task === check.task), check];
  const facts = listed?.facts ? factsOf(listed.facts) : null;
  return [
    behaviourFinding(looks),
    tokensFinding(check.inputTokens, before?.inputTokens ?? null),
    speedFinding([...own, check], check.at),
    ...factsFindings(facts, before?.facts ?? null),
  ].filter((finding) => finding !== null);
}

/** Whether enough was seen to say that it is what it was: its answers, or, of what is dear to ask, its catalogue. */
function isLookedAt({ asked, task }: WatchCheck, facts: BaselineFacts | null): boolean {
  return (asked ?? 0) > 0 || (task !== null && isDear(task) && facts !== null);
}

/** What is compared with the next time: what is unknown now, or is not told yet, is as it was. */
function baselineAfter({ check, listed, before }: Compared, findings: DriftFinding[], news: DriftFinding[]): Baseline {
  const told = Object.fromEntries(news.map(({ kind }) => [kind, check.at]));
  const untold = new Set(findings.filter((finding) => !news.includes(finding)).map(({ kind }) => kind));
  const facts = listed?.facts ? factsOf(listed.facts) : null;
  const inputTokens = untold.has("tokens") ? null : check.inputTokens;
  return {
    at: isLookedAt(check, facts) ? check.at : (before?.at ?? null),
    facts: factsAfter(facts, before?.facts ?? null, untold),
    inputTokens: inputTokens ?? before?.inputTokens ?? null,
    findings: findings.map(({ text }) => text),
    told: { ...before?.told, ...told },
  };
}

function eventOf({ watched: { route }, task }: Subject, news: readonly DriftFinding[], at: number): WatchEvent[] {
  if (news.length === 0) return [];
  const severity = news.every(({ isHarmless }) => isHarmless) ? "info" : "warning";
  const kinds = [...new Set(news.map(({ kind }) => kind))].join("+");
  const id = `drift:${routeNoteKey(route)}:${startOfDay(at)}:${kinds}`;
  return [{ id, at, severity, kind: "drift", task, route, findings: news.map(({ text }) => text) }];
}

async function lookAt(subject: Subject, listed: Listed | undefined, run: WatchRun): Promise<WatchEvent[]> {
  const { watchLog, clock } = run.dependencies;
  const baselines = openBaselines(run.dependencies);
  const key = routeNoteKey(subject.watched.route);
  const noted = await baselines.find(key);
  const now = clock.now();
  const earlier = await watchLog.checks({ since: now - memoryMs, until: now, model: subject.watched.route });
  const asked = await askAll(subject, run);
  const check = toCheck(subject, asked, clock.now());
  await watchLog.keepChecks([check]);
  const compared = { check, earlier, listed, before: noted?.body ?? null };
  const findings = findingsOf(compared);
  const news = newsOf(findings, noted?.body.told ?? {}, check.at);
  // The event first: whoever is cut off in between finds the same again.
  const events = await keepNew(eventOf(subject, news, check.at), run.dependencies);
  await baselines.write(key, baselineAfter(compared, findings, news), noted?.version ?? null);
  return events;
}

/** Those that were looked at longest ago first: where the money is short, everybody has their night. */
async function subjectsOf({ watched, dependencies }: WatchRun): Promise<Subject[]> {
  const baselines = await openBaselines(dependencies).all();
  const lastLook = ({ watched: { route } }: Subject) => baselines.get(routeNoteKey(route))?.body.at ?? 0;
  const subjects = watched.flatMap((each) =>
    primaryTasks(each)
      .slice(0, 1)
      .map((task) => ({ watched: each, task })),
  );
  return subjects.sort((a, b) => lastLook(a) - lastLook(b));
}

/** Of what nothing configures any more, nothing is kept after the time that is looked back. */
async function forgetUnwatched({ watched, dependencies }: WatchRun): Promise<void> {
  const baselines = openBaselines(dependencies);
  const keys = new Set(watched.map(({ route }) => routeNoteKey(route)));
  for (const [key, { version, body }] of await baselines.all()) {
    const isOld = dependencies.clock.now() - (body.at ?? 0) > memoryMs;
    if (isOld && !keys.has(key)) await baselines.write(key, null, version);
  }
}

async function lookAtAll(run: WatchRun): Promise<WatchEvent[]> {
  const subjects = await subjectsOf(run);
  const listings = await lookInCatalogues(
    subjects.map(({ watched }) => watched),
    run,
  );
  const events = await Promise.all(subjects.map((subject) => lookAt(subject, listings.get(subject.watched.key), run)));
  await forgetUnwatched(run);
  return events.flat();
}

/**
 * Looks whether first choices are still what they were: the same fixed questions, the tokens that their hosts count, their
 * prices, contexts and speed. Answers what is new, which is kept. Rejects with the signal's reason, or where the store
 * fails.
 */
export async function checkDrift(
  options: { signal: AbortSignal },
  dependencies: WatchDependencies,
): Promise<WatchEvent[]> {
  let found: WatchEvent[] = [];
  const others = await withWatchRun({ ...options, share: 0.5 }, dependencies, async (run) => {
    found = await lookAtAll(run);
    return [];
  });
  return [...found, ...(await keepNew(others, dependencies))];
}
