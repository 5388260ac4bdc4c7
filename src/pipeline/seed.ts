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

/**
 * Gives a start without a configuration something to read: the newest kept revision, where a file was removed, or else
 * the built-in table. Does nothing where there is a configuration; answers whether it did.
 */
export async function seedIfAbsent(options: SeedOptions): Promise<boolean> {
  const { repository, logger } = options.dependencies;
  if ((await repository.read()) !== null) return false;
  const [newest] = await repository.list();
  if (newest === undefined) {
    await seed(options);
  } else {
    await putBack(newest.revision, options);
    logger.warn(`config/models.json was missing: revision ${newest.revision}, the newest that is kept, was put back.`);
  }
  return true;
}

async function putBack(revision: number, { trigger, dependencies }: SeedOptions): Promise<void> {
  const { repository, clock } = dependencies;
  const configuration = { ...(await repository.load(revision)), generatedAt: toTimestamp(clock.now()) };
  const counts = { discovered: 0, qualified: 0, changes: [], revision: null };
  const errors = ["config/models.json was missing"];
  const entry = createEntry(clock, { kind: "recovery", trigger, outcome: "applied", errors, ...counts });
  await repository.commit({ expectedHash: null, configuration, entry });
}

async function seed({ policy, trigger, dependencies }: SeedOptions): Promise<void> {
  const { repository, clock } = dependencies;
  const tasks = taskNames.filter((name) => taskPolicyOf(policy, name).enabled);
  const configuration = seedConfiguration(tasks, toTimestamp(clock.now()));
  const changes = Object.entries(configuration.tasks).map(
    ([task, { primary }]): Change => ({ task, action: "add", from: null, to: primary, reason: seedReason }),
  );
  const counts = { discovered: 0, qualified: 0, errors: [], revision: null };
  const entry = createEntry(clock, { kind: "seed", trigger, outcome: "applied", changes, ...counts });
  await repository.commit({ expectedHash: null, configuration, entry });
}
