import type { AnswerEvent, CallUsage } from "../../src/domain/answer.ts";
import { nothingKnown } from "../../src/domain/answer.ts";
import type { Candidate } from "../../src/domain/candidate.ts";
import type { Configuration } from "../../src/domain/configuration.ts";
import type { HistoryEntry } from "../../src/domain/history.ts";
import { type Route, routeOf } from "../../src/domain/route.ts";
import { type TaskName, taskNames } from "../../src/domain/task.ts";
import type { WatchCheck, WatchReport } from "../../src/domain/watch.ts";
import type { WatchEvent } from "../../src/domain/watch-event.ts";
import type { WatchDependencies } from "../../src/pipeline/watch/dependencies.ts";
import { readWatchReport } from "../../src/pipeline/watch/report.ts";
import { createWatch, type Watch, type WatchRound } from "../../src/pipeline/watch/watch.ts";
import { LockHeldError } from "../../src/shared/process-lock.ts";
import type { ProbeTable } from "../../src/verification/probe.ts";
import type { CallFault, ProbeCall, ProbeReply } from "../../src/verification/probe-caller.ts";
import { question } from "../verification/stage.ts";
import { exampleEntry } from "./configuration-setup.ts";
import { choiceOf } from "./plans.ts";
import { fixedSource } from "./sources.ts";
import { setTrialStage, type TrialStage } from "./trial-stage.ts";

/** How a model answers: rightly unless told, wrongly, with a fault, with a rest of its route, or never. */
export type Manner = "wrong" | CallFault["outcome"] | { rests: CallFault["outcome"] } | "never";

export interface WatchStage extends Omit<TrialStage, "dependencies"> {
  dependencies: WatchDependencies;
  watch: Watch;
  /** By "model" or "model on host"; of several, one after another, and then rightly. */
  manners: Record<string, Manner | Manner[]>;
  /** What hosts count of a question, by model. */
  usage: Record<string, Partial<CallUsage>>;
  called: ProbeCall[];
  /** What the catalogue knows of models; a model that is not here is gone. */
  catalogue: Record<string, Partial<Candidate>>;
  lacks: string | null;
  round(kind: WatchRound): Promise<WatchEvent[]>;
  /** Makes the tasks' first choices and what stands behind them another revision, as a run of this kind does. */
  choose(
    tasks: Partial<Record<TaskName, readonly string[]>>,
    facts?: { kind?: HistoryEntry["kind"]; origin?: "update" | "pin" | "seed" },
  ): Promise<void>;
  report(): Promise<WatchReport>;
  checks(): Promise<WatchCheck[]>;
  /** Another process on the same files. */
  another(): Watch;
}

async function* says(text: string, usage: Partial<CallUsage>): AsyncGenerator<AnswerEvent> {
  yield { type: "text", text };
  yield { type: "usage", usage: { ...nothingKnown, ...usage } };
  yield { type: "finish", reason: "stop" };
}

// biome-ignore lint/correctness/useYield: it fails before it says anything.
async function* breaks(): AsyncGenerator<AnswerEvent> {
  throw new Error("It failed.");
}

async function* never(signal: AbortSignal): AsyncGenerator<AnswerEvent> {
  await new Promise((_resolve, reject) => signal.addEventListener("abort", () => reject(signal.reason)));
}

const graded = Array.from({ length: 20 }, (_, at) => question(`graded-${at + 1}`));
const probes = Object.fromEntries(taskNames.map((name) => [name, { smoke: question("smoke"), graded }]));

const rightAnswer = (ask: unknown) => (/in \D*(\d*)\?/.exec(JSON.stringify(ask))?.[1] ?? "") || "0";

export const routeOn = (model: string, host = "novita"): Route => routeOf(choiceOf(model, { host }));

/** A home in which a/first serves conversation, b/second stands behind it, and what is configured can be looked at. */
export async function setWatchStage(): Promise<WatchStage> {
  const trials = await setTrialStage();
  const { setup, store } = trials;
  const catalogue: WatchStage["catalogue"] = { "a/first": {}, "b/second": {}, "c/third": {}, "n/new": {} };
  const stage = Object.assign(trials, {
    manners: {} as WatchStage["manners"],
    usage: {} as WatchStage["usage"],
    called: [] as ProbeCall[],
    catalogue,
    lacks: null as string | null,
  });

  function reply(call: ProbeCall): ProbeReply {
    stage.called.push(call);
    const { model, host } = call.route;
    const told = stage.manners[`${model} on ${host}`] ?? stage.manners[model];
    const manner = Array.isArray(told) ? told.shift() : told;
    const usage = stage.usage[model] ?? {};
    const none = () => null;
    if (manner === undefined) return { kind: "called", events: says(rightAnswer(call.ask), usage), fault: none };
    if (manner === "wrong") return { kind: "called", events: says("no", usage), fault: none };
    if (manner === "never") return { kind: "called", events: never(call.signal), fault: none };
    if (typeof manner === "object") {
      return { kind: "resting", until: setup.clock.now() + 300_000, because: manner.rests };
    }
    return { kind: "called", events: breaks(), fault: () => ({ outcome: manner, code: "500", isDefect: false }) };
  }

  let isWatched = false;
  const dependencies: WatchDependencies = {
    ...trials.dependencies,
    watchLog: store,
    routes: store,
    catalogues: () => {
      const models = Object.entries(stage.catalogue).map(([model, facts]) => ({ model, ...facts }));
      return { catalogues: [fixedSource({ name: "huggingface", models })], unknown: [] };
    },
    proving: {
      caller: async () => ({ call: reply, lacks: () => stage.lacks }),
      probes: async () => probes as unknown as ProbeTable,
    },
    async lockWatch(purpose) {
      if (isWatched) throw new LockHeldError(`Another ${purpose} is running.`, null);
      isWatched = true;
      return {
        async release() {
          isWatched = false;
        },
      };
    },
  };
  const watch = createWatch(dependencies);

  async function choose(
    tasks: Parameters<WatchStage["choose"]>[0],
    { kind = "update", origin = "update" }: Parameters<WatchStage["choose"]>[1] = {},
  ): Promise<void> {
    const present = await setup.dependencies.repository.read();
    const before: Configuration = present?.configuration ?? (await setup.configuration());
    const changed = { ...before.tasks };
    const at = new Date(setup.clock.now()).toISOString();
    const changes = Object.entries(tasks).map(([task, names]) => {
      const [primary, ...fallbacks] = names.map((name) => {
        const [model = "", host = "novita"] = name.split(" on ");
        return choiceOf(model, { host, origin });
      });
      const from = before.tasks[task]?.primary ?? null;
      if (!primary) throw new Error("A task needs a first choice.");
      changed[task] = { primary, fallbacks, trial: null, since: at, reason: "It was best." };
      return { task, action: "replace", from, to: primary, reason: "It was best." };
    });
    await setup.dependencies.repository.commit({
      expectedHash: present?.hash ?? null,
      configuration: { ...before, tasks: changed },
      entry: { ...exampleEntry(), at, kind, changes },
    });
  }

  const { signal } = new AbortController();
  return Object.assign(stage, {
    dependencies,
    watch,
    choose,
    round: (kind: WatchRound) => watch.round(kind, signal),
    report: () => readWatchReport(dependencies),
    checks: () => store.checks({ since: 0 }),
    another: () => createWatch({ ...dependencies }),
  });
}
