import type { Change } from "../domain/history.ts";
import { taskNames } from "../domain/task.ts";
import { seedConfiguration, seedReason } from "../model-config/seed.ts";
import { type Policy, taskPolicyOf } from "../policy.ts";
import { toTimestamp } from "../shared/clock.ts";
import type { PipelineDependencies } from "./dependencies.ts";
import { createEntry } from "./history-entry.ts";

export interface SeedOptions {
  policy: Policy;
  trigger: string;
  dependencies: PipelineDependencies;
}

/** Gives a first start something to read. Does nothing where there is a configuration; answers whether it did. */
export async function seedIfAbsent({ policy, trigger, dependencies }: SeedOptions): Promise<boolean> {
  const { repository, clock } = dependencies;
  if ((await repository.read()) !== null) return false;
  const tasks = taskNames.filter((name) => taskPolicyOf(policy, name).enabled);
  const configuration = seedConfiguration(tasks, toTimestamp(clock.now()));
  const changes = Object.entries(configuration.tasks).map(
    ([task, { primary }]): Change => ({ task, action: "add", from: null, to: primary, reason: seedReason }),
  );
  const counts = { discovered: 0, qualified: 0, errors: [], revision: null };
  const entry = createEntry(clock, { kind: "seed", trigger, outcome: "applied", changes, ...counts });
  await repository.commit({ expectedHash: null, configuration, entry });
  return true;
}
