import process from "node:process";
import { nothingKnown } from "../src/domain/answer.ts";
import type { RouteInput } from "../src/domain/input.ts";
import { type TaskName, taskNames } from "../src/domain/task.ts";
import { type CheckKind, checkKinds } from "../src/domain/watch.ts";
import { createWatch, type WatchRound } from "../src/pipeline/watch/watch.ts";
import { policySchema } from "../src/policy.ts";
import { previousRun } from "../src/shared/cron.ts";
import type { ProbeCall, ProbeCaller } from "../src/verification/probe-caller.ts";
import { probes } from "../src/verification/probes/table.ts";
import { candidateWith, servedRoute } from "../test/support/candidates.ts";
import { usageWith } from "../test/support/usage-record.ts";
import { routeOn, setWatchStage, type WatchStage } from "../test/support/watch-stage.ts";
import type { Measurement } from "./measure.ts";

const policy = policySchema.parse({});
const minuteMs = 60_000;
const minutes = 24 * 60;
const midnight = Date.UTC(2026, 10, 22);
/** USD micros per million tokens of question and answer: about the middle of open models. */
const usual = [100_000, 400_000] as const;
/** Characters to a token, and tokens that a chat's frame adds, as hosts count them. */
const [charactersPerToken, frameTokens] = [4, 8];

/** A day of 50 routes of 17 tasks. */
interface Day {
  /** USD micros per million tokens of question and answer. */
  prices: readonly [number, number];
  /** Whether people use all first choices. */
  isUsed: boolean;
  /** Tasks that have got another model in the night before. */
  switched: number;
}

/** Two routes stand behind each task's first choice, but one behind the last: 50 routes in all. */
const modelsOf = (task: TaskName, at: number) =>
  [`${task}/first`, `${task}/second`, `${task}/third`].slice(0, at === taskNames.length - 1 ? 2 : 3);

/** The right answers, by what was asked. */
const references = new Map(
  Object.values(probes).flatMap(({ smoke, graded }) =>
    [smoke, ...graded].map(({ ask, reference }) => [ask as RouteInput, reference] as const),
  ),
);

const tokensOf = (text: string) => Math.max(1, Math.ceil(text.length / charactersPerToken));

function wordsOf(ask: RouteInput): string {
  if (ask.kind === "embedding") return ask.texts.join("");
  if (ask.kind === "pipeline") return ask.text + (ask.context ?? "");
  return ask.messages.map(({ content }) => (typeof content === "string" ? content : "")).join("");
}

/** Every route answers, and rightly; its host counts tokens as hosts do. */
async function* answerTo({ ask, options }: ProbeCall) {
  const reference = references.get(ask) ?? { text: "Hi", files: [], data: null };
  const text = options.max_tokens === 1 ? "Hi" : reference.text;
  if (text !== "") yield { type: "text", text } as const;
  if (reference.data !== null) yield { type: "data", data: reference.data } as const;
  const [inputTokens, outputTokens] = [frameTokens + tokensOf(wordsOf(ask)), tokensOf(text)];
  yield { type: "usage", usage: { ...nothingKnown, inputTokens, outputTokens } } as const;
  yield { type: "finish", reason: "stop" } as const;
}

const caller: ProbeCaller = {
  call: (call) => ({ kind: "called", events: answerTo(call), fault: () => null }),
  lacks: () => null,
};

async function configure(stage: WatchStage, { prices: [inputPrice, outputPrice], switched }: Day): Promise<void> {
  const routes = [servedRoute({ inputPrice, outputPrice, isFree: null })];
  for (const model of taskNames.flatMap(modelsOf)) {
    stage.catalogue[model] = { routes };
    stage.store.observe(candidateWith({ model, routes }));
  }
  await stage.store.flush();
  const all = taskNames.map((task, at) => [task, modelsOf(task, at)] as const);
  const before = all.map(([task, models], at) => [task, at < switched ? models.toReversed() : models]);
  await stage.choose(Object.fromEntries(before));
  await stage.round("judgement");
  if (switched > 0) await stage.choose(Object.fromEntries(all.slice(0, switched)));
}

/** People are answered by every first choice. */
async function use({ store, setup }: WatchStage): Promise<void> {
  const at = setup.clock.now();
  for (const [place, task] of taskNames.entries()) {
    const route = routeOn(modelsOf(task, place)[0] ?? "");
    store.record(usageWith({ at, task, route, request: `${task} ${at}`, outcome: "answered" }));
  }
  await store.flush();
}

/** The rounds that are due in a minute, in the order in which the service begins them. */
function dueAt(now: number): WatchRound[] {
  const { availability, speed, drift, timeZone } = policy.schedule;
  const isDue = (expression: string) => previousRun({ expression, timeZone }, now) > now - minuteMs;
  const looks = Object.entries({ availability, speed, drift }).filter(([, expression]) => isDue(expression));
  return [...looks.map(([round]) => round as WatchRound), "judgement"];
}

/** What a day has come to. */
interface Lived {
  calls: number;
  costUsd: number;
  /** Both in words. */
  text: string;
  routes: number;
  /** Processor time of the thread, the store's work included. */
  seconds: number;
}

/** Lets a day pass, minute by minute. */
async function pass(stage: WatchStage, isUsed: boolean): Promise<void> {
  const { clock } = stage.setup;
  const proving = { caller: async () => caller, probes: async () => probes };
  const watch = createWatch({ ...stage.dependencies, proving });
  const { signal } = new AbortController();
  for (let minute = 0; minute < minutes; minute += 1) {
    clock.advance(midnight + minute * minuteMs - clock.now());
    if (isUsed && minute % 10 === 0) await use(stage);
    for (const round of dueAt(clock.now())) await watch.round(round, signal);
  }
}

async function live(day: Day): Promise<Lived> {
  const stage = await setWatchStage();
  try {
    await configure(stage, day);
    const before = process.threadCpuUsage();
    await pass(stage, day.isUsed);
    const { user, system } = process.threadCpuUsage(before);
    const { today, routes } = await stage.report();
    const checks = await stage.checks();
    const callsFor = (kind: CheckKind) =>
      checks.filter((each) => each.kind === kind).reduce((sum, { calls }) => sum + calls, 0);
    return {
      calls: today.calls,
      text: `${today.calls} (${checkKinds.map((kind) => `${kind} ${callsFor(kind)}`).join(", ")}), $${(today.costUsdNanos / 1e9).toFixed(6)}`,
      costUsd: today.costUsdNanos / 1e9,
      routes: routes.length,
      seconds: (user + system) / 1e6,
    };
  } finally {
    await stage.end();
  }
}

/** What watching 50 routes of 17 tasks calls in a day, and what that costs. */
export async function measureWatchDay(): Promise<Measurement[]> {
  const quiet = { prices: usual, isUsed: false, switched: 0 };
  const idle = await live(quiet);
  const free = await live({ ...quiet, prices: [0, 0] });
  const used = await live({ ...quiet, isUsed: true });
  const switched = await live({ ...quiet, prices: [0, 0], switched: taskNames.length });
  const dear = await live({ ...quiet, prices: [3_000_000, 15_000_000] });
  const budget = policy.watching.dailyBudget;
  return [
    {
      title: `Calls a day to watch ${free.routes} routes of ${taskNames.length} tasks that nobody uses, where calls are free`,
      value: free.calls,
      target: 1_200,
      details: `${free.text}; at $0.10 and $0.40 a million tokens ${idle.text}; where all first choices are used ${used.text}; where all tasks have got another model in the night before ${switched.text}; processor time ${free.seconds.toFixed(1)} s a day, the stand-ins included`,
    },
    {
      title: "Cost of a day's watching over the policy's budget, the largest of three days",
      value: Math.max(idle.costUsd, used.costUsd, dear.costUsd) / budget,
      target: 1,
      details: `a budget of $${budget}; at $0.10 and $0.40 a million tokens ${idle.text}; in use ${used.text}; at $3 and $15 ${dear.text}`,
    },
  ];
}
