import { afterEach, beforeEach } from "vitest";
import type { AnswerEvent } from "../../src/domain/answer.ts";
import { taskNames } from "../../src/domain/task.ts";
import type { Verdict } from "../../src/domain/verification.ts";
import { noEarlierKnowledge } from "../../src/pipeline/earlier-knowledge.ts";
import { rankOneTask } from "../../src/pipeline/rank.ts";
import type { StoredKnowledge } from "../../src/store/store.ts";
import type { ProbeTable } from "../../src/verification/probe.ts";
import type { CallFault, ProbeCall, ProbeReply } from "../../src/verification/probe-caller.ts";
import { dayMs, servedRoute, testNow } from "../support/candidates.ts";
import { fixedSource } from "../support/sources.ts";
import { setUpUpdate, type UpdateSetup } from "../support/update-setup.ts";
import { question } from "../verification/stage.ts";

/** What a test of an update with calls has at hand; made anew for each test. */
export interface VerificationStage {
  setup: UpdateSetup;
  called: ProbeCall[];
  kept: Verdict[];
  knowledge: StoredKnowledge;
  /** What a model, or "model on host", answers: by default rightly. */
  answers: Record<string, "wrong" | CallFault["outcome"]>;
  lacks: string | null;
  /** By provider, where it is not the same for all. */
  lacksOf: Record<string, string>;
}

async function* says(text: string): AsyncGenerator<AnswerEvent> {
  yield { type: "text", text };
  yield { type: "finish", reason: "stop" };
}

// biome-ignore lint/correctness/useYield: it fails before it says anything.
async function* breaks(): AsyncGenerator<AnswerEvent> {
  throw new Error("It failed.");
}

const graded = Array.from({ length: 20 }, (_, at) => question(`graded-${at + 1}`));
const probes = Object.fromEntries(taskNames.map((name) => [name, { smoke: question("smoke"), graded }]));

const hosts = ["cheap", "novita"];
const routes = hosts.map((host, at) => servedRoute({ host, outputPrice: 100_000 * (at + 1) }));
export const models = ["a", "b", "c", "d", "e"].map((name, at) => ({
  model: `maker/${name}`,
  downloads: 10 ** (7 - at),
  createdAt: testNow - (60 + 40 * at) * dayMs,
  routes,
}));
export const hub = fixedSource({ name: "huggingface", models });
export const without = (model: string) =>
  fixedSource({ name: "huggingface", models: models.filter((each) => each.model !== model) });
/** Puts an update with models that can be called before each test of the file. */
export function useVerificationStage() {
  const stage = {} as VerificationStage;

  function reply(call: ProbeCall): ProbeReply {
    stage.called.push(call);
    const { model, host } = call.route;
    const does = stage.answers[`${model} on ${host}`] ?? stage.answers[model];
    const words = does === "wrong" ? "no" : (/in \D*(\d*)\?/.exec(JSON.stringify(call.ask))?.[1] ?? "") || "0";
    if (does === undefined || does === "wrong") return { kind: "called", events: says(words), fault: () => null };
    return { kind: "called", events: breaks(), fault: () => ({ outcome: does, code: "500", isDefect: false }) };
  }

  beforeEach(() => {
    stage.setup = setUpUpdate();
    Object.assign(stage, {
      called: [],
      kept: [],
      answers: {},
      lacks: null,
      lacksOf: {},
      knowledge: noEarlierKnowledge,
    });
    Object.assign(stage.setup.dependencies, {
      proving: {
        caller: async () => ({ call: reply, lacks: (name: string) => stage.lacksOf[name] ?? stage.lacks }),
        probes: async () => probes as unknown as ProbeTable,
      },
      memory: {
        keepVerdicts: async (verdicts: Verdict[]) => void stage.kept.push(...verdicts),
        knowledge: async () => stage.knowledge,
      },
    });
  });
  afterEach(() => stage.setup.remove());

  const entry = async () => (await stage.setup.configuration()).tasks.conversational;
  const calledModels = () => [...new Set(stage.called.map(({ route }) => route.model))];

  /** Model ids, best first. */
  async function ranked(): Promise<string[]> {
    Object.assign(stage.setup.dependencies, { catalogues: () => ({ catalogues: [hub], unknown: [] }) });
    const request = { task: "conversational" as const, limit: null, signal: new AbortController().signal };
    return (await rankOneTask(request, stage.setup.dependencies)).ranking.map(({ model }) => model);
  }

  async function update(source = hub, facts: Parameters<UpdateSetup["update"]>[1] = {}) {
    Object.assign(stage.setup.dependencies, { catalogues: () => ({ catalogues: [source], unknown: [] }) });
    return await stage.setup.update([source], facts);
  }

  return Object.assign(stage, { entry, calledModels, ranked, update });
}
