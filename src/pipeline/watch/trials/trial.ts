import type { Configuration } from "../../../domain/configuration.ts";
import { UserFacingError } from "../../../domain/errors.ts";
import { describeTrigger } from "../../../domain/history.ts";
import { describeRoute, isSameModel, routeOf } from "../../../domain/route.ts";
import type { TaskName } from "../../../domain/task.ts";
import type { Trial } from "../../../domain/watch.ts";
import { thompsonShare } from "../../../learning/thompson-share.ts";
import { type Policy, taskPolicyOf } from "../../../policy.ts";
import { openTrials } from "../notes.ts";
import { recordOf } from "../test-progress.ts";
import { type ChallengerRequest, findChallenger } from "./find-challenger.ts";
import { keepEvent, trialBegun, trialEnded } from "./trial-events.ts";
import { type TrialDependencies, trialTest } from "./trial-test.ts";

export { judgeTrials } from "./judge-trials.ts";
export { type TrialDependencies, trialTest } from "./trial-test.ts";

export interface TrialRequest extends ChallengerRequest {
  /** 0.01 to 0.5: of the task's conversations, however well it does; null for what the policy says. */
  share: number | null;
  trigger: string;
}

const [leastShare, mostShare] = [0.01, 0.5];

/** @throws UserFacingError where the policy does not let the model be tried for the task. */
function expectAllowed({ task, model, share }: TrialRequest, policy: Policy): void {
  if (share !== null && !(share >= leastShare && share <= mostShare)) {
    throw new UserFacingError("A trial gets from 1 to 50 percent of a task's conversations.");
  }
  if (!policy.watching.enabled) {
    throw new UserFacingError("The policy has turned watching off, so nobody would judge a trial.");
  }
  const { pin, ignore } = taskPolicyOf(policy, task);
  if (pin !== null) throw new UserFacingError(`${task} is pinned to ${pin.model}, so nothing else is tried for it.`);
  if ([...policy.ignore, ...ignore].includes(model.model)) {
    throw new UserFacingError(`The policy ignores ${model.model} for ${task}, so it is not tried.`);
  }
}

/** What serves the task, which the model is to be tried against. */
function incumbentOf({ task, model }: TrialRequest, configuration: Configuration | null) {
  const primary = configuration?.tasks[task]?.primary;
  if (!primary) throw new UserFacingError(`Nothing serves ${task} yet, so nothing can be tried against it.`);
  if (primary.origin === "pin") {
    throw new UserFacingError(`${task} is pinned to ${primary.model}, so nothing else is tried for it.`);
  }
  if (isSameModel(primary, model)) throw new UserFacingError(`${model.model} serves ${task} already.`);
  return routeOf(primary);
}

function underWay({ task, challenger }: Pick<Trial, "task" | "challenger">): UserFacingError {
  return new UserFacingError(`${describeRoute(challenger)} is on trial for ${task} already. End that trial first.`);
}

async function makeTrial(request: TrialRequest, policy: Policy, dependencies: TrialDependencies): Promise<Trial> {
  const { task, share, trigger } = request;
  const { watchLog, clock } = dependencies;
  const present = await dependencies.repository.read();
  const incumbent = incumbentOf(request, present?.configuration ?? null);
  const challenger = await findChallenger(request, dependencies);
  const since = clock.now();
  const record = await recordOf({ task, route: incumbent, until: since }, watchLog);
  const facts = { task, since, challenger, incumbent, record, trigger };
  // A share that somebody has named is not to move.
  const isMoving = share === null && policy.watching.trialMethod === "thompson";
  if (isMoving) {
    const first = thompsonShare({ challenger: { good: 0, bad: 0 }, incumbent: record });
    return { ...facts, share: first, method: "thompson" };
  }
  return { ...facts, share: share ?? policy.watching.trialShare / 100, method: "fixed" };
}

/**
 * Gives a model a share of a task's conversations, until the test decides. Rejects with a `UserFacingError` where it is not
 * known or served, serves the task already, may not be tried, or where a trial of the task is under way.
 */
export async function startTrial(request: TrialRequest, dependencies: TrialDependencies): Promise<Trial> {
  const { watchLog, clock } = dependencies;
  const policy = await dependencies.policy.read();
  expectAllowed(request, policy);
  const trials = openTrials({ log: watchLog, now: clock.now });
  const standing = await trials.find(request.task);
  if (standing) throw underWay(standing.body);
  const trial = await makeTrial(request, policy, dependencies);
  if (!(await trials.write(trial.task, trial, null))) throw underWay((await trials.find(trial.task))?.body ?? trial);
  await keepEvent(trialBegun(trial), dependencies);
  return trial;
}

/** Ends a task's trial without a decision; what serves the task stays. Null where there is none. */
export async function endTrial(
  task: TaskName,
  trigger: string,
  dependencies: TrialDependencies,
): Promise<Trial | null> {
  const { watchLog, clock } = dependencies;
  const trials = openTrials({ log: watchLog, now: clock.now });
  const standing = await trials.find(task);
  if (!standing) return null;
  const { body: trial, version } = standing;
  const test = await trialTest(trial, dependencies);
  // Somebody else has ended it in this very moment.
  if (!(await trials.write(task, null, version))) return null;
  const end = { trial, test, at: clock.now() };
  await keepEvent(trialEnded(end, `it was ended ${describeTrigger(trigger)}`), dependencies);
  return trial;
}
