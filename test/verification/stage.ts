import type { ServedRoute } from "../../src/domain/candidate.ts";
import { modelKey } from "../../src/domain/evaluation.ts";
import type { TaskName } from "../../src/domain/task.ts";
import { taskNames } from "../../src/domain/task.ts";
import type { Verdict } from "../../src/domain/verification.ts";
import { type Policy, policySchema } from "../../src/policy.ts";
import type { RouteCall } from "../../src/providers/invocation.ts";
import type { Provider } from "../../src/providers/provider.ts";
import { createRouter, type RunningRouter } from "../../src/routing/router.ts";
import type { Contender } from "../../src/verification/contender.ts";
import type { Probe, ProbeTable } from "../../src/verification/probe.ts";
import { type ProveOptions, prove } from "../../src/verification/prove.ts";
import type { TaskToProve } from "../../src/verification/prove-task.ts";
import { chat, type Script, says } from "../routing/stage.ts";
import { servedRoute } from "../support/candidates.ts";
import { createFakeClock, type FakeClock } from "../support/fake-clock.ts";

/** A question that is answered rightly with the number in it. */
export function question(id: string): Probe {
  const number = id.replace(/\D/g, "") || "0";
  return {
    id,
    ask: chat(`Which number is in ${id}?`),
    maximumTokens: 100,
    check: ({ text }) => (text.trim() === number ? { isRight: true } : { isRight: false, why: "it named no number" }),
    reference: { text: number, files: [], data: null },
  };
}

const graded = Array.from({ length: 20 }, (_, at) => question(`graded-${at + 1}`));

/** Answers every question rightly. */
export const knows: Script = (call) => says(numberIn(call))(call);

export function questionOf({ input }: RouteCall): string {
  return input.kind === "chat" ? String(input.messages.at(-1)?.content) : "";
}

function numberIn(call: RouteCall): string {
  return /in \D*(\d*)\?/.exec(questionOf(call))?.[1] || "0";
}

/** Answers so many of the longer set rightly, and the first question. */
export function knowsSome(right: number): Script {
  return (call) => {
    const number = Number(numberIn(call));
    return says(number <= right ? String(number) : "I do not know.")(call);
  };
}

/** Does one thing after another, and the last one ever after. */
export function inTurn(...scripts: Script[]): Script {
  let at = -1;
  return (call) => {
    at = Math.min(at + 1, scripts.length - 1);
    return (scripts[at] ?? knows)(call);
  };
}

export function contender(model: string, hosts: readonly string[] = ["novita"], facts: Partial<ServedRoute> = {}) {
  const routes = hosts.map((host) => servedRoute({ host, ...facts }));
  return { provider: "huggingface", model, isLocal: false, routes } satisfies Contender;
}

export interface ProofStage {
  clock: FakeClock;
  calls: RouteCall[];
  /** What a model does, by its id or by "id on host". */
  scripts: Record<string, Script>;
  /** What a provider lacks, by its name. */
  lacks: Record<string, string>;
  router: RunningRouter;
  warnings: string[];
  prove(contenders: readonly Contender[], facts?: ProofFacts): Promise<StagedProof>;
}

export interface ProofFacts extends Partial<Omit<ProveOptions, "tasks" | "limits">> {
  budget?: number | null;
  callsAtMost?: number;
  seconds?: number;
  tasks?: readonly TaskName[];
  job?: Partial<TaskToProve>;
}

export interface StagedProof extends Awaited<ReturnType<typeof prove>> {
  /** Of the first task, by the model's id. */
  of(model: string): Verdict | undefined;
  /** Of the first task's routes, by their hosts: "passed". */
  hosts(): Record<string, string>;
}

function providerOf(name: string, { calls, scripts }: Pick<ProofStage, "calls" | "scripts">): Provider {
  return {
    name,
    catalogue: {
      name,
      emptyMeans: "ill",
      open: () => {
        throw new Error("Nobody lists here.");
      },
    },
    invocation: {
      call(call) {
        calls.push(call);
        const { model, host } = call.route;
        return (scripts[`${model} on ${host}`] ?? scripts[model] ?? knows)(call);
      },
    },
    isLocal: name === "ollama",
    usesOwnKey: false,
    reachability: [],
  };
}

/** Deadlines pass five hundred times as fast, each at its own time. */
function createFastClock(): FakeClock {
  const clock = createFakeClock();
  return Object.assign(clock, {
    after(milliseconds: number, act: () => void) {
      const timer = setTimeout(act, milliseconds / 500);
      return () => clearTimeout(timer);
    },
  });
}

/** Models that answer as a test says, called by the real router. */
export function setProofStage(policy: Policy = policySchema.parse({})): ProofStage {
  const clock = createFastClock();
  const stage = { clock, calls: [] as RouteCall[], scripts: {}, lacks: {} as Record<string, string>, warnings: [] };
  const providers = new Map(["huggingface", "ollama"].map((name) => [name, providerOf(name, stage)]));
  const router = createRouter({
    configuration: () => null,
    policy: () => policy,
    providers: () => providers,
    facts: { factsOf: () => undefined, routesOf: () => [] },
    usage: {
      record: () => {
        throw new Error("A probe is nobody's use.");
      },
    },
    clock,
    logger: { warn: (message: string) => void (stage.warnings as string[]).push(message) },
    random: () => 0,
  });
  const probes = Object.fromEntries(taskNames.map((name) => [name, { smoke: question("smoke"), graded }]));
  const caller = {
    call: (call: Parameters<RunningRouter["callRoute"]>[0]) => router.callRoute(call),
    lacks: (name: string) => stage.lacks[name] ?? null,
  };
  return Object.assign(stage, {
    router,
    async prove(contenders: readonly Contender[], facts: ProofFacts = {}) {
      const {
        budget = null,
        callsAtMost: calls = 1_000,
        seconds = 600,
        tasks = ["conversational"],
        job,
        ...rest
      } = facts;
      const base = { contenders, candidates: 3, isContested: true, incumbent: null, missing: null, ...job };
      const proved = await prove({
        tasks: tasks.map((task) => ({ task, ...base })),
        probes: probes as unknown as ProbeTable,
        caller,
        limits: { budget, calls, seconds },
        mediaMs: 300_000,
        remembered: () => undefined,
        hasPassedLately: () => false,
        clock,
        signal: new AbortController().signal,
        ...rest,
      });
      const [first] = proved.proofs;
      return {
        ...proved,
        of: (model: string) => first?.models.get(modelKey({ provider: "huggingface", model })),
        hosts: () => Object.fromEntries((first?.routes ?? []).map(({ route, outcome }) => [route.host, outcome])),
      };
    },
  });
}
