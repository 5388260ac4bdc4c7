import type { Configuration } from "../../../domain/configuration.ts";
import { describeRoute, isSameRoute } from "../../../domain/route.ts";
import type { Trial } from "../../../domain/watch.ts";
import type { WatchEvent } from "../../../domain/watch-event.ts";
import { type Policy, taskPolicyOf } from "../../../policy.ts";
import { messageOf } from "../../../shared/file-fault.ts";
import { type Noted, type Notes, openTrials } from "../notes.ts";
import { promoteChallenger, promotionOf } from "./promote-challenger.ts";
import { keepEvent, trialEnded, trialLost, trialWon } from "./trial-events.ts";
import { lookAtTrial, type TrialDependencies } from "./trial-test.ts";

/** What trials are judged by. */
interface Look {
  policy: Policy;
  configuration: Configuration | null;
  trials: Notes<Trial>;
  dependencies: TrialDependencies;
}

/** Why a trial has lost its sense, as a part of a sentence; null where it has not. */
function whyOver({ task, incumbent, challenger }: Trial, { policy, configuration }: Omit<Look, "trials">) {
  const primary = configuration?.tasks[task]?.primary;
  const { pin, ignore } = taskPolicyOf(policy, task);
  if (!primary) return "nothing serves the task any more";
  if (pin !== null || primary.origin === "pin") return "the task was pinned";
  if (!isSameRoute(primary, incumbent)) return `${describeRoute(primary)} serves the task by now`;
  if ([...policy.ignore, ...ignore].includes(challenger.model)) return `the policy ignores ${challenger.model} now`;
  return null;
}

/** The look, as it is once nobody else changes the configuration; null where the trial is another one by then. */
async function lookAgain({ body, version }: Noted<Trial>, look: Look): Promise<Look | null> {
  const standing = await look.trials.find(body.task);
  const base = await readBase(look.dependencies);
  return standing?.version === version && base !== null ? { ...look, ...base } : null;
}

/** Removes the note; false where another watcher was first, which tells the event. */
const isOurs = ({ body, version }: Noted<Trial>, { trials }: Look) => trials.write(body.task, null, version);

/** A clock that was ahead has begun it: it begins now (milliseconds since the epoch). */
async function beginAnew({ body, version }: Noted<Trial>, now: number, { trials }: Look): Promise<null> {
  await trials.write(body.task, { ...body, since: now }, version);
  return null;
}

/** What has become of a trial by now; null where it goes on, or waits for the next look. */
async function judge(noted: Noted<Trial>, look: Look): Promise<WatchEvent | null> {
  const { policy, configuration, dependencies } = look;
  const trial = noted.body;
  const { test, decision } = await lookAtTrial(trial, policy, dependencies);
  const end = { trial, test, at: dependencies.clock.now() };
  const why = whyOver(trial, look);
  if (why !== null) {
    const revision = await promotionOf(trial, configuration, dependencies);
    const event = revision === null ? trialEnded(end, why) : trialWon(end, revision);
    return (await isOurs(noted, look)) ? event : null;
  }
  if (trial.since > end.at) return await beginAnew(noted, end.at, look);
  if (decision === "worse") return (await isOurs(noted, look)) ? trialLost(end) : null;
  if (decision === "open") return null;
  const revision = await promoteChallenger({ trial, test }, dependencies, async () => {
    const again = await lookAgain(noted, look);
    return again !== null && whyOver(trial, again) === null;
  });
  if (revision === null) return null;
  // A crash before this leaves a trial whose end the next look makes out.
  return (await isOurs(noted, look)) ? trialWon(end, revision) : null;
}

function waitForNext({ logger }: TrialDependencies) {
  return (error: unknown): null => {
    logger.warn(`A trial is judged again at the next look: ${messageOf(error)}`);
    return null;
  };
}

/** Null where nothing can be judged now: files cannot be read, or watching is turned off. */
async function readBase(dependencies: TrialDependencies): Promise<Pick<Look, "policy" | "configuration"> | null> {
  try {
    const policy = await dependencies.policy.read();
    const configuration = (await dependencies.repository.read())?.configuration ?? null;
    return policy.watching.enabled ? { policy, configuration } : null;
  } catch (error) {
    return waitForNext(dependencies)(error);
  }
}

/**
 * Looks at every trial: what is clearly no worse takes the task over, what is clearly worse is sent away, and what has lost
 * its sense (the task was pinned, something else serves it, the challenger is ignored) ends undecided. The others go on,
 * and so does one that has won while an update is under way, or changes are paused: the next look finds the same again.
 * Nothing happens while the policy cannot be read. Rejects with a `UserFacingError` where the store fails.
 */
export async function judgeTrials(dependencies: TrialDependencies): Promise<WatchEvent[]> {
  const trials = openTrials({ log: dependencies.watchLog, now: dependencies.clock.now });
  const standing = [...(await trials.all()).values()];
  if (standing.length === 0) return [];
  const base = await readBase(dependencies);
  if (base === null) return [];
  const events: WatchEvent[] = [];
  for (const noted of standing) {
    const event = await judge(noted, { ...base, trials, dependencies }).catch(waitForNext(dependencies));
    if (event === null) continue;
    await keepEvent(event, dependencies);
    events.push(event);
  }
  return events;
}
