import type { Candidate, ServedRoute } from "../../domain/candidate.ts";
import { UserFacingError } from "../../domain/errors.ts";
import { type Choice, type ModelIdentity, routeOf } from "../../domain/route.ts";
import { canServe, type TaskName, taskOf } from "../../domain/task.ts";
import { waitingModels } from "../approve.ts";
import { inspectModel, type ModelInspection } from "../inspect-model.ts";
import type { TrialDependencies } from "./trial-test.ts";

export interface ChallengerRequest {
  task: TaskName;
  /** A host of null leaves it to what the model's source and the policy say. */
  model: ModelIdentity & { host: string | null };
}

/** Whoever begins a trial waits for it. */
const longestLookMs = 20_000;

/** What the model's source says of it. Rejects where it knows nothing of it, or does not answer. */
async function inspect({ model }: ChallengerRequest, dependencies: TrialDependencies): Promise<ModelInspection> {
  const signal = dependencies.clock.deadline(longestLookMs);
  const found = await inspectModel({ ...model, signal }, dependencies).catch((error: unknown) => {
    if (error instanceof UserFacingError || !signal.aborted) throw error;
    throw new UserFacingError(`${model.provider} did not answer in time, so no trial was begun. Try again.`);
  });
  if (found) return found;
  throw new UserFacingError(`${model.provider} knows no model ${model.model}. Check how it is written.`);
}

/** The ways to the model for the task that its hosts serve now. */
function usableRoutes(task: TaskName, { routes }: Candidate): ServedRoute[] {
  const serves = (route: ServedRoute) => route.status === "live" && !route.isAdapter && canServe(taskOf(task), route);
  return routes.filter(serves);
}

function expectHost({ task, model }: ChallengerRequest, usable: readonly ServedRoute[]): void {
  if (usable.length === 0)
    throw new UserFacingError(`Nobody serves ${model.model} for ${task} now, so it cannot be tried.`);
  if (model.host === null || usable.some(({ host }) => host === model.host)) return;
  const named = usable.flatMap(({ host }) => host ?? []).join(", ");
  const known = named === "" ? "It has no hosts to choose from." : `These do: ${named}.`;
  throw new UserFacingError(`${model.host} does not serve ${model.model} for ${task}. ${known}`);
}

async function expectLookedAt({ model }: ChallengerRequest, found: ModelInspection, dependencies: TrialDependencies) {
  const isWaiting = (await waitingModels(dependencies)).some((each) => each.model === model.model);
  if (found.isQuarantined || isWaiting) {
    throw new UserFacingError(`${model.model} waits for a person, because something about it is suspicious.`);
  }
}

/**
 * A model as what is tried for a task: on the host that is named, or else on the one that a ranking would choose. Rejects
 * with a `UserFacingError` for what is not known, not served, or waits for a person.
 */
export async function findChallenger(request: ChallengerRequest, dependencies: TrialDependencies): Promise<Choice> {
  const { task, model } = request;
  const found = await inspect(request, dependencies);
  await expectLookedAt(request, found, dependencies);
  const usable = usableRoutes(task, found.candidate);
  expectHost(request, usable);
  const judged = found.serves.find((each) => each.task === task)?.evaluation ?? null;
  const host = model.host ?? judged?.host ?? null;
  const route = usable.find((each) => each.host === host) ?? usable[0];
  if (route === undefined) throw new Error("A model that is served has a route.");
  const named = routeOf({ ...route, provider: model.provider, model: model.model });
  return { ...named, score: judged?.score ?? null, origin: "update", verifiedAt: null };
}
