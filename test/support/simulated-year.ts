import type { Candidate } from "../../src/domain/candidate.ts";
import type { TaskRanking } from "../../src/domain/evaluation.ts";
import type { Knowledge } from "../../src/domain/knowledge.ts";
import type { TaskDecision } from "../../src/domain/plan.ts";
import { isSameModel } from "../../src/domain/route.ts";
import type { Improvement, MissedRoute } from "../../src/domain/steadiness.ts";
import { canServe, lookupKey, type TaskName, taskOf } from "../../src/domain/task.ts";
import { createFeatureReader } from "../../src/evaluation/ability/features.ts";
import { createEligibilityRules } from "../../src/evaluation/eligibility.ts";
import { createRankingCollector } from "../../src/evaluation/ranking.ts";
import { withVerdicts } from "../../src/evaluation/reconsider.ts";
import { makePlan, type PlanOptions } from "../../src/planning/make-plan.ts";
import { missedAfter } from "../../src/planning/misses.ts";
import type { Policy } from "../../src/policy.ts";
import { dayMs } from "./candidates.ts";
import { callModels, createGradebook, type SimulatedCalls } from "./simulated-calls.ts";
import { type SimulatedNight, simulateNights } from "./simulated-market.ts";
import { type SimulatedPeople, type SimulatedUse, simulateUse } from "./simulated-people.ts";

export interface YearOptions {
  seed: number;
  tasks: readonly TaskName[];
  policy: Policy;
  /** Null: nothing is called. */
  calls: SimulatedCalls | null;
  /** Where it is left out, nobody uses what is chosen. */
  people?: SimulatedPeople;
  /** Milliseconds since the epoch. */
  start: number;
  nights: number;
}

/** A task that got another model. */
export interface SimulatedChange {
  task: string;
  night: number;
  reason: string;
  /**
   * Nothing was wrong with the model that was replaced, and the new one is not the way back from an earlier failure: no
   * model has changed, so that the change was of no use.
   */
  isNeedless: boolean;
}

function isListedFor(task: TaskName, { pipelineTag, tags, routes }: Candidate): boolean {
  const isNamed = taskOf(task).lookups.some((lookup) =>
    lookup.kind === "pipeline" ? lookupKey(lookup) === `pipeline:${pipelineTag}` : tags.includes(lookup.tag),
  );
  return isNamed && routes.some((route) => canServe(taskOf(task), route));
}

/** The updates of a year, by the product's own rules for judging and planning. */
class SimulatedYear {
  readonly changes: SimulatedChange[] = [];
  private readonly options: YearOptions;
  private readonly gradebook;
  private readonly use: SimulatedUse | null;
  private readonly failed = new Set<string>();
  private base: PlanOptions["base"] = null;
  private missed: readonly MissedRoute[] = [];
  private readonly improvements: Improvement[] = [];

  constructor(options: YearOptions) {
    this.options = options;
    this.gradebook = createGradebook(options.calls?.questions ?? null);
    this.use = options.people ? simulateUse(options.people, options.seed) : null;
  }

  live(simulated: SimulatedNight, night: number): void {
    const { tasks, policy, start } = this.options;
    const now = start + night * dayMs;
    const knowledge: Knowledge = {
      past: () => undefined,
      graded: (task, { model }) => this.gradebook.of(task, model),
      ...this.use?.at(now),
    };
    const readFeatures = createFeatureReader(knowledge, now);
    const rankings = new Map(
      tasks.map((task) => {
        const held: never[] = [];
        const rules = createEligibilityRules({
          name: task,
          task: taskOf(task),
          policy,
          held,
          now,
          knowledge,
          readFeatures,
        });
        return [task, this.rank(rules, simulated)];
      }),
    );
    const record = { missed: this.missed, improvements: this.improvements };
    const plan = makePlan({ base: this.base, rankings, policy, record, now, errors: [] });
    if (this.base) {
      this.missed = missedAfter({ configuration: this.base.configuration, rankings, policy, record });
    }
    for (const decision of plan.decisions) this.note(decision, night);
    this.base = { configuration: plan.configuration, hash: String(night) };
    for (const task of tasks) {
      const entry = plan.configuration.tasks[task];
      if (entry) this.use?.live(task, entry.primary, now);
    }
  }

  private rank(rules: ReturnType<typeof createEligibilityRules>, { candidates, random }: SimulatedNight): TaskRanking {
    const { name: task, now } = rules;
    const configuration = this.base?.configuration ?? null;
    const entry = configuration?.tasks[task];
    const watched = entry ? [entry.primary, ...entry.fallbacks] : [];
    const collector = createRankingCollector({ rules, watched, keep: 50 });
    const listed = candidates.filter((each) => isListedFor(task, each));
    for (const candidate of listed) collector.add(candidate);
    const sources = [{ source: "huggingface", status: "complete" as const, errors: [] }];
    const ranking = collector.finish({ status: "complete", errors: [], discovered: listed.length, sources });
    const { calls } = this.options;
    if (calls === null) return ranking;
    const { gradebook } = this;
    const { verdicts, missing } = callModels({ task, ranking, configuration, calls, gradebook, now, random });
    return { ...withVerdicts(ranking, rules, verdicts), missing };
  }

  private note({ task, from, to, reason, gain }: TaskDecision, night: number): void {
    if (gain !== undefined) {
      this.improvements.push({ task, at: new Date(this.options.start + night * dayMs).toISOString() });
    }
    if (!from || !to || isSameModel(from, to)) return;
    const isNeedless = gain !== undefined && !this.failed.has(task);
    if (gain === undefined) this.failed.add(task);
    else this.failed.delete(task);
    this.changes.push({ task, night, reason, isNeedless });
  }
}

/** Lives a year of nightly updates in a market in which no model really changes; answers which tasks got other models. */
export function liveAYear(options: YearOptions): SimulatedChange[] {
  const year = new SimulatedYear(options);
  let night = 0;
  for (const simulated of simulateNights(options.nights, options)) {
    year.live(simulated, night);
    night += 1;
  }
  return year.changes;
}

/** The most needless changes that a task had in 30 nights. */
export function mostNeedlessInAMonth(changes: readonly SimulatedChange[]): number {
  const needless = changes.filter(({ isNeedless }) => isNeedless);
  const inMonthOf = ({ task, night }: SimulatedChange) =>
    needless.filter((each) => each.task === task && each.night >= night && each.night < night + 30).length;
  return Math.max(0, ...needless.map(inMonthOf));
}
