import type { Configuration } from "../../src/domain/configuration.ts";
import { modelKey, routeOf, type TaskRanking } from "../../src/domain/evaluation.ts";
import type { Route } from "../../src/domain/route.ts";
import type { TaskName } from "../../src/domain/task.ts";
import type { GradedResult, Verdict } from "../../src/domain/verification.ts";

/** What calls find in a market in which no model changes. */
export interface SimulatedCalls {
  /** The chance that a model which is not listed, or is listed as broken, still answers. */
  answers: number;
  /** Questions of the longer set, which is put to a model once a week; null without a budget. */
  questions: number | null;
}

const weekMs = 7 * 86_400_000;
const keptMs = 30 * 86_400_000;
/** Models get between 60 % and 95 % of the questions right. */
const [leastShare, range] = [0.6, 0.35];

/** The share of the questions that a model really gets right: by its name, and the same all year. */
function shareOf(model: string): number {
  const sum = [...model].reduce((total, letter) => (total * 31 + letter.charCodeAt(0)) % 1_000, 7);
  return leastShare + range * (sum / 1_000);
}

/** What the models have answered, as the database keeps it: the shares of all that is kept, as if it were one. */
export function createGradebook(questions: number | null) {
  const results = new Map<string, { at: number; graded: GradedResult }[]>();
  const keyOf = (task: TaskName, model: string) => `${task}/${model}`;
  return {
    of(task: TaskName, model: string): GradedResult | undefined {
      const known = results.get(keyOf(task, model)) ?? [];
      if (known.length === 0 || questions === null) return undefined;
      const right = known.reduce((sum, { graded }) => sum + graded.right, 0);
      return { asked: questions, right: Math.round(right / known.length) };
    },
    /** Asks, unless that was done within a week. Chance decides each question by the model's share. */
    ask(task: TaskName, model: string, { now, random }: { now: number; random: () => number }): void {
      const kept = (results.get(keyOf(task, model)) ?? []).filter(({ at }) => now - at < keptMs);
      if (questions === null || kept.some(({ at }) => now - at < weekMs)) return;
      const right = Array.from({ length: questions }, random).filter((each) => each < shareOf(model)).length;
      results.set(keyOf(task, model), [...kept, { at: now, graded: { asked: questions, right } }]);
    },
  };
}

export type Gradebook = ReturnType<typeof createGradebook>;

export interface CallOptions {
  task: TaskName;
  ranking: TaskRanking;
  configuration: Configuration | null;
  calls: SimulatedCalls;
  gradebook: Gradebook;
  now: number;
  random: () => number;
}

function verdictOn(route: Route, outcome: Verdict["outcome"], { task, now }: CallOptions): Verdict {
  const reason = outcome === "passed" ? "answered rightly" : "did not answer";
  const facts = { calls: 1, firstTokenMs: 300, tokensPerSecond: 80, costUsdNanos: 0 };
  return { task, route, at: now, outcome, reason, graded: null, ...facts };
}

/** What calls show of the best three of a task and of what serves it. */
export function callModels(options: CallOptions): { verdicts: Map<string, Verdict>; missing?: Verdict } {
  const { task, ranking, configuration, calls, gradebook, now, random } = options;
  const primary = configuration?.tasks[task]?.primary;
  const own = primary && ranking.find(primary);
  const verdicts = new Map<string, Verdict>();
  for (const each of [...(own ? [own] : []), ...ranking.best.slice(0, 3)]) {
    const [route] = each.usableRoutes;
    if (!route) continue;
    const { candidate } = each;
    gradebook.ask(task, candidate.model, { now, random });
    const graded = gradebook.of(task, candidate.model) ?? null;
    verdicts.set(modelKey(candidate), { ...verdictOn(routeOf(candidate, route), "passed", options), graded });
  }
  const isListed = own?.usableRoutes.some((route) => route.host === primary?.host) ?? false;
  if (!primary || isListed) return { verdicts };
  return { verdicts, missing: verdictOn(primary, random() < calls.answers ? "passed" : "failed", options) };
}
