import type { BenchmarkResult, Candidate, ServedRoute } from "../../src/domain/candidate.ts";
import type { Evaluation } from "../../src/domain/evaluation.ts";
import type { Knowledge } from "../../src/domain/knowledge.ts";
import { type TaskName, taskOf } from "../../src/domain/task.ts";
import { createEligibilityRules, type HeldModel } from "../../src/evaluation/eligibility.ts";
import { evaluate } from "../../src/evaluation/score.ts";
import { type Policy, policySchema } from "../../src/policy.ts";

export const testNow = Date.parse("2026-11-21T03:00:00.000Z");
export const dayMs = 86_400_000;

/** The policy with its defaults, but for what the test sets. */
export function policyWith(changes: Record<string, unknown> = {}): Policy {
  return policySchema.parse(changes);
}

/** A live chat route with a price, unless the test says otherwise. */
export function servedRoute(facts: Partial<ServedRoute> = {}): ServedRoute {
  return {
    host: "novita",
    version: null,
    interface: "chat",
    status: "live",
    isAdapter: false,
    inputPrice: 100_000,
    outputPrice: 400_000,
    isFree: false,
    contextLength: 131_072,
    firstTokenMs: 400,
    tokensPerSecond: 80,
    supportsTools: true,
    supportsVision: null,
    ...facts,
  };
}

/** A chat model that may be chosen by the default policy, unless the test says otherwise. */
export function candidateWith(facts: Partial<Candidate> = {}): Candidate {
  return {
    provider: "huggingface",
    model: "maker/model",
    pipelineTag: "text-generation",
    tags: [],
    createdAt: testNow - 100 * dayMs,
    downloads: 100_000,
    likes: 500,
    licence: "apache-2.0",
    isGated: false,
    isDisabled: false,
    parameters: null,
    lineage: null,
    family: null,
    quantization: null,
    isLocal: false,
    isTrusted: false,
    benchmarks: [],
    routes: [servedRoute()],
    ...facts,
  };
}

/** A result of the model's own record, unless the test says otherwise. */
export function resultOf(benchmark: string, value: number, facts: Partial<BenchmarkResult> = {}): BenchmarkResult {
  return { benchmark, value, origin: "record", isVerified: false, pipeline: null, ...facts };
}

export interface JudgeOptions {
  task?: TaskName;
  policy?: Policy;
  held?: HeldModel[];
  knowledge?: Knowledge;
}

export function rulesFor({ task = "conversational", policy = policyWith(), held = [], knowledge }: JudgeOptions = {}) {
  return createEligibilityRules({ name: task, task: taskOf(task), policy, held, now: testNow, knowledge });
}

/** Judges one candidate for a task, by default conversation under the default policy. */
export function judged(facts: Partial<Candidate>, options: JudgeOptions = {}): Evaluation {
  return evaluate(candidateWith(facts), rulesFor(options));
}
