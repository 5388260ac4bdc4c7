import type { Candidate } from "../domain/candidate.ts";
import { isSameModel } from "../domain/route.ts";
import type { TaskName } from "../domain/task.ts";
import { StaleConfigurationError } from "../model-config/repository.ts";
import { pinnedChoice } from "../planning/pin.ts";
import type { Pin } from "../policy.ts";
import { toTimestamp } from "../shared/clock.ts";
import { messageOf } from "../shared/file-fault.ts";
import type { PipelineDependencies } from "./dependencies.ts";
import { createEntry } from "./history-entry.ts";

export interface PinRequest {
  task: TaskName;
  pin: Pin;
  /** What the model's source says of it; null where it could not be asked. */
  candidate?: Candidate | null;
  trigger: string;
}

export interface PinResult {
  outcome: "applied" | "unchanged";
  task: TaskName;
  pin: Pin | null;
  revision: number | null;
}

/**
 * Puts a pinned model in a task's first place at once; what stood there stays behind it. The policy's own record of the
 * pin is the caller's. Rejects with a `UserFacingError` where the configuration cannot be changed.
 */
export async function applyPin(request: PinRequest, dependencies: PipelineDependencies): Promise<PinResult> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await placePin(request, dependencies);
    } catch (error) {
      // A pin is right whatever else has changed in the moment before.
      if (!(error instanceof StaleConfigurationError) || attempt === maximumAttempts) throw error;
    }
  }
}

const maximumAttempts = 3;

async function placePin(request: PinRequest, dependencies: PipelineDependencies): Promise<PinResult> {
  const { task, pin, candidate = null, trigger } = request;
  const { repository, clock } = dependencies;
  const { fallbacks: count } = await dependencies.policy.read();
  const present = await repository.read();
  // The first update carries out what the policy says.
  if (!present) return { outcome: "unchanged", task, pin, revision: null };
  const incumbent = present.configuration.tasks[task] ?? null;
  const primary = pinnedChoice({ pin, task, incumbent, ranking: null, candidate });
  if (primary === incumbent?.primary)
    return { outcome: "unchanged", task, pin, revision: present.configuration.revision };
  const behind = incumbent ? [incumbent.primary, ...incumbent.fallbacks] : [];
  const fallbacks = behind.filter((each) => !isSameModel(each, primary)).slice(0, count);
  const now = toTimestamp(clock.now());
  const reason = "Pinned by a person.";
  const entry = { ...incumbent, primary, fallbacks, trial: null, since: now, reason };
  const change = { task, action: incumbent ? "replace" : "add", from: incumbent?.primary ?? null, to: primary, reason };
  const counts = { discovered: 0, qualified: 0, errors: [], revision: null };
  const { revision } = await repository.commit({
    expectedHash: present.hash,
    configuration: {
      ...present.configuration,
      generatedAt: now,
      tasks: { ...present.configuration.tasks, [task]: entry },
    },
    entry: createEntry(clock, { kind: "pin", trigger, outcome: "applied", changes: [change], ...counts }),
  });
  // The pin stands by now, and a pin needs no release: the hold would only count after an unpin.
  await dependencies.holds.release(pin, task).catch((error) => dependencies.logger.warn(messageOf(error)));
  return { outcome: "applied", task, pin, revision };
}
