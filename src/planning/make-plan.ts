import { type Configuration, configurationSchemaVersion } from "../domain/configuration.ts";
import type { TaskRanking } from "../domain/evaluation.ts";
import { intentsOf } from "../domain/intents.ts";
import { type ChoiceFacts, hashPlan, type Plan, type TaskDecision } from "../domain/plan.ts";
import type { Choice } from "../domain/route.ts";
import { nothingNoted, type SteadinessRecord } from "../domain/steadiness.ts";
import { type TaskName, taskNames } from "../domain/task.ts";
import type { Policy } from "../policy.ts";
import { toTimestamp } from "../shared/clock.ts";
import { decideTask, type MadeDecision } from "./decide-task.ts";

/** A plan is good for a day: after that, what it was made from says little of what is served. */
export const planLifetimeMs = 86_400_000;

export interface PlanOptions {
  /** The configuration as it stands, with the hash of its file; null where there is none. */
  base: { configuration: Configuration; hash: string | null } | null;
  rankings: ReadonlyMap<TaskName, TaskRanking>;
  policy: Policy;
  /** What earlier runs have noted; without it, nothing. */
  record?: SteadinessRecord;
  /** Milliseconds since the epoch. */
  now: number;
  errors: readonly string[];
  /** What is known of a choice, for people to judge a decision by; without it, a plan holds no such facts. */
  describe?: (task: TaskName, choice: Choice) => ChoiceFacts | null;
}

/** An empty configuration, for the first plan of all. */
export function emptyConfiguration(now: number): Configuration {
  return {
    $schema: "./models.schema.json",
    schemaVersion: configurationSchemaVersion,
    revision: 0,
    generatedAt: toTimestamp(now),
    tasks: {},
    intents: {},
  };
}

/** The configuration after the decisions. Tasks that no decision names stay, and so do lists of intents already there. */
export function applyDecisions(base: Configuration, decisions: readonly TaskDecision[], now: number): Configuration {
  const tasks = { ...base.tasks };
  for (const { task, next } of decisions) {
    if (next === null) delete tasks[task];
    else tasks[task] = next;
  }
  return { ...base, generatedAt: toTimestamp(now), tasks, intents: { ...intentsOf(taskNames), ...base.intents } };
}

/** The decision with what is known of its choices. What is merely kept gets none, so that a plan stays small. */
function withFacts(decision: MadeDecision, describe: PlanOptions["describe"]): TaskDecision {
  if (!describe || !(decision.isChange || decision.action === "hold")) return decision;
  const { task, from, to } = decision;
  return { ...decision, facts: { from: from && describe(task, from), to: to && describe(task, to) } };
}

/** What a run decides of the tasks that it has looked at. */
function decideAll(options: PlanOptions, configuration: Configuration): MadeDecision[] {
  const { rankings, policy, record = nothingNoted } = options;
  const now = toTimestamp(options.now);
  const decide = (task: TaskName, ranking: TaskRanking, restraint: string | null) =>
    decideTask({ task, incumbent: configuration.tasks[task] ?? null, ranking, policy, record, restraint, now });
  const wanted = [...rankings].map(([task, ranking]) => decide(task, ranking, null));
  const limit = policy.steadiness.changesPerRun;
  const gains = wanted.filter(({ gain }) => gain !== undefined).sort((a, b) => (b.gain ?? 0) - (a.gain ?? 0));
  const tooMany = new Set(gains.slice(limit).map(({ task }) => task));
  const restraint = `the number of tasks that get a better model in one run is limited to ${limit}`;
  return [...rankings].map(([task, ranking], at) => {
    const decided = wanted[at];
    return decided && !tooMany.has(task) ? decided : decide(task, ranking, restraint);
  });
}

/** Makes the plan of a run: pure, and nothing is changed by it. */
export function makePlan(options: PlanOptions): Plan {
  const { base, now, errors, describe } = options;
  const configuration = base?.configuration ?? emptyConfiguration(now);
  const decisions = decideAll(options, configuration)
    // A task that is turned off and not there anyway needs no line.
    .filter(({ action, from }) => action !== "drop" || from !== null)
    .map((made) => withFacts(made, describe));
  const content = {
    baseHash: base?.hash ?? null,
    createdAt: toTimestamp(now),
    decisions,
    expiresAt: toTimestamp(now + planLifetimeMs),
    configuration: applyDecisions(configuration, decisions, now),
    discovered: decisions.reduce((sum, each) => sum + each.discovered, 0),
    qualified: decisions.reduce((sum, each) => sum + each.qualified, 0),
    errors: [...errors],
  };
  return { ...content, hash: hashPlan(content) };
}

/** The decisions of a plan that change something. */
export function changesOf(plan: Plan): TaskDecision[] {
  return plan.decisions.filter((each) => each.isChange);
}
