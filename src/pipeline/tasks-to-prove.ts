import type { ServedRoute } from "../domain/candidate.ts";
import type { Configuration } from "../domain/configuration.ts";
import { type Evaluation, mayStay, type TaskRanking, unreadSource } from "../domain/evaluation.ts";
import type { Choice } from "../domain/route.ts";
import type { TaskName } from "../domain/task.ts";
import { type Policy, taskPolicyOf } from "../policy.ts";
import type { StoredKnowledge } from "../store/store.ts";
import { type Contender, unlistedRoute } from "../verification/contender.ts";
import type { TaskToProve } from "../verification/prove-task.ts";

export interface ContenderOptions {
  rankings: ReadonlyMap<TaskName, TaskRanking>;
  configuration: Configuration | null;
  policy: Policy;
  /** The tasks of which the best are asked anyhow; of the others, only where what serves has failed. */
  contested: ReadonlySet<TaskName>;
  knowledge: Pick<StoredKnowledge, "finding">;
}

/** As planning looks for it: a choice without a host lets its provider choose one. */
const isConfigured = (route: ServedRoute, { interface: spoken, version, host }: Choice) =>
  route.interface === spoken && route.version === version && (host === null || route.host === host);

/** The route that is configured goes first: that is where the model answers people now. */
function toContender({ candidate, usableRoutes }: Evaluation, standing: Choice | undefined): Contender {
  const { provider, model, isLocal } = candidate;
  const isOwn = standing?.provider === provider && standing.model === model;
  const first = isOwn ? usableRoutes.filter((route) => isConfigured(route, standing)) : [];
  return { provider, model, isLocal, routes: [...new Set([...first, ...usableRoutes])] };
}

/** What stands and that the listing does not name, or not on its host, although nothing else speaks against it. */
function missingOf(standing: Choice, own: Evaluation | undefined): Contender | null {
  const isThere = own?.usableRoutes.some((route) => isConfigured(route, standing)) ?? false;
  const isBarred = own !== undefined && !own.isOffline && !mayStay(own);
  if (isThere || isBarred) return null;
  const { provider, model } = standing;
  return { provider, model, isLocal: own?.candidate.isLocal ?? false, routes: [unlistedRoute(standing)] };
}

/** Where nothing can change whatever a call would show: the listings are not complete, or the task is off. */
function isSettled(task: TaskName, ranking: TaskRanking, standing: Choice | undefined, policy: Policy): boolean {
  if (!taskPolicyOf(policy, task).enabled || ranking.status !== "complete") return true;
  return standing !== undefined && unreadSource(ranking, standing.provider) !== undefined;
}

/**
 * The best as they are; of those who are asked where none of them will do, first who has not failed the last time. Else a
 * few that are listed as live and never answer would keep all behind them from ever being asked.
 */
function inTurn(
  task: TaskName,
  best: readonly Evaluation[],
  { policy, knowledge }: Pick<ContenderOptions, "policy" | "knowledge">,
): Evaluation[] {
  const { candidates } = policy.verification;
  const hasFailed = ({ candidate }: Evaluation) => knowledge.finding(task, candidate)?.outcome === "failed";
  const rest = best.slice(candidates);
  return [...best.slice(0, candidates), ...rest.filter((each) => !hasFailed(each)), ...rest.filter(hasFailed)];
}

function jobOf(task: TaskName, ranking: TaskRanking, options: ContenderOptions): TaskToProve[] {
  const { configuration, policy, contested } = options;
  const configured = configuration?.tasks[task]?.primary;
  // Nobody has chosen what is built in: it has to be among the best like any other.
  const standing = configured?.origin === "seed" ? undefined : configured;
  if (isSettled(task, ranking, standing, policy)) return [];
  const best = ranking.best.filter(
    ({ score, usableRoutes }) => score >= policy.minimumScore && usableRoutes.length > 0,
  );
  const own = standing && ranking.find(standing);
  const isAsked = own !== undefined && own.usableRoutes.length > 0 && mayStay(own);
  const job: TaskToProve = {
    task,
    contenders: inTurn(task, best, options).map((each) => toContender(each, standing)),
    candidates: policy.verification.candidates,
    isContested: contested.has(task),
    incumbent: isAsked ? toContender(own, standing) : null,
    missing: standing ? missingOf(standing, own) : null,
  };
  return job.contenders.length === 0 && job.incumbent === null && job.missing === null ? [] : [job];
}

/** The models that are to prove themselves, task by task: the best, and what is configured. */
export function tasksToProve(options: ContenderOptions): TaskToProve[] {
  return [...options.rankings].flatMap(([task, ranking]) => jobOf(task, ranking, options));
}
