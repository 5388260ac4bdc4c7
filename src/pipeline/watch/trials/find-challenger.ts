import type { Candidate, ServedRoute } from "../../../domain/candidate.ts";
import { UserFacingError } from "../../../domain/errors.ts";
import { type Choice, type ModelIdentity, routeOf } from "../../../domain/route.ts";
import { interfacesOf, type TaskName, taskOf } from "../../../domain/task.ts";
import { routeReasons, routesFor } from "../../../evaluation/usable-routes.ts";
import type { Policy } from "../../../policy.ts";
import { waitingModels } from "../../approve.ts";
import { inspectModel, type ModelInspection } from "../../inspect-model.ts";
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

/** The best way to the model for the task, on the host that is named or on any. Rejects where none may be used now. */
function findRoute({ task, model }: ChallengerRequest, candidate: Candidate, policy: Policy): ServedRoute {
  const rules = { task: taskOf(task), interfaces: new Set(interfacesOf(taskOf(task))), policy };
  const { serving, usable } = routesFor(candidate, rules);
  const isMeant = ({ host }: ServedRoute) => model.host === null || host === model.host;
  const route = usable.find(isMeant);
  if (route !== undefined) return route;
  const meant = serving.filter(isMeant);
  if (serving.length > 0 && meant.length === 0) {
    const named = serving.flatMap(({ host }) => host ?? []).join(", ");
    const known = named === "" ? "It has no hosts to choose from." : `These do: ${named}.`;
    throw new UserFacingError(`${model.host} does not serve ${model.model} for ${task}. ${known}`);
  }
  const reasons = routeReasons(meant, candidate, policy).join("; ");
  throw new UserFacingError(`${model.model} cannot be tried for ${task}: ${reasons}.`);
}

async function expectLookedAt({ model }: ChallengerRequest, found: ModelInspection, dependencies: TrialDependencies) {
  const isWaiting = (await waitingModels(dependencies)).some((each) => each.model === model.model);
  if (found.isQuarantined || isWaiting) {
    throw new UserFacingError(`${model.model} waits for a person, because something about it is suspicious.`);
  }
}

/**
 * A model as what is tried for a task: on the host that is named, or else on the one that a ranking would choose. Rejects
 * with a `UserFacingError` for what is not known, may not be used, or waits for a person.
 */
export async function findChallenger(request: ChallengerRequest, dependencies: TrialDependencies): Promise<Choice> {
  const { task, model } = request;
  const found = await inspect(request, dependencies);
  await expectLookedAt(request, found, dependencies);
  const route = findRoute(request, found.candidate, await dependencies.policy.read());
  const score = found.serves.find((each) => each.task === task)?.evaluation.score ?? null;
  const named = routeOf({ ...route, provider: model.provider, model: model.model });
  return { ...named, score, origin: "update", verifiedAt: null };
}
