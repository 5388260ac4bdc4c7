import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Candidate } from "../../src/domain/candidate.ts";
import type { Configuration } from "../../src/domain/configuration.ts";
import type { TaskName } from "../../src/domain/task.ts";
import { createHoldStore } from "../../src/history/holds.ts";
import { createPlanStore } from "../../src/history/plans.ts";
import { createQuarantineStore } from "../../src/history/quarantine.ts";
import { createSteadinessStore } from "../../src/history/steadiness.ts";
import { createLocalPolicy } from "../../src/local-policy/local-policy.ts";
import type { PipelineDependencies } from "../../src/pipeline/dependencies.ts";
import type { UpdateResult } from "../../src/pipeline/results.ts";
import { runUpdate } from "../../src/pipeline/update.ts";
import { createPolicyReader } from "../../src/policy-file.ts";
import type { Catalogue } from "../../src/providers/provider.ts";
import { nodeFileSystem } from "../../src/shared/file-system.ts";
import { exampleEntry, setUpConfiguration } from "./configuration-setup.ts";
import { createFakeClock, type FakeClock } from "./fake-clock.ts";
import { configurationOf, type entryOf } from "./plans.ts";
import { createTemporaryHome } from "./temporary-home.ts";

/** The update pipeline over a home, with sources of the test's choosing. */
export interface UpdateSetup {
  dependencies: PipelineDependencies;
  clock: FakeClock;
  /** What the registry of models was told. */
  observed: Candidate[];
  /** Runs an update of these tasks against these sources. */
  update(sources: Catalogue[], facts?: { dryRun?: boolean; tasks?: readonly TaskName[] }): Promise<UpdateResult>;
  /** From now on these are asked, also by what is no update. */
  useSources(sources: Catalogue[]): void;
  writePolicy(policy: unknown): void;
  /** Makes this entry of a task the one that stands. */
  place(entry: ReturnType<typeof entryOf>, task?: TaskName): Promise<void>;
  configuration(): Promise<Configuration>;
  remove(): void;
}

const onlyTask: TaskName = "conversational";

export function setUpUpdate(): UpdateSetup {
  const { home, remove } = createTemporaryHome();
  const clock = createFakeClock();
  const logger = { info: () => undefined, warn: () => undefined };
  const documents = { home, clock, fileSystem: nodeFileSystem, logger };
  const { repository, history } = setUpConfiguration({ home, clock });
  const observed: Candidate[] = [];
  let catalogues: Catalogue[] = [];
  const dependencies: PipelineDependencies = {
    repository,
    history,
    plans: createPlanStore(documents),
    holds: createHoldStore(documents),
    steadiness: createSteadinessStore(documents),
    quarantine: createQuarantineStore(documents),
    policy: createPolicyReader(home),
    localPolicy: createLocalPolicy(documents),
    catalogues: () => ({ catalogues, unknown: [] }),
    registry: { observe: (candidate) => void observed.push(candidate) },
    lockRuns: async () => ({ release: async () => undefined }),
    clock,
    logger,
  };
  const read = async () => await repository.read();
  return {
    dependencies,
    clock,
    observed,
    remove,
    async update(sources, { dryRun = false, tasks = [onlyTask] } = {}) {
      catalogues = sources;
      const { signal } = new AbortController();
      return await runUpdate({ dryRun, tasks, trigger: "schedule", signal }, dependencies);
    },
    useSources(sources) {
      catalogues = sources;
    },
    writePolicy(policy) {
      mkdirSync(join(home, "config"), { recursive: true });
      writeFileSync(join(home, "config", "policy.json"), JSON.stringify(policy));
    },
    async place(entry, task = "conversational") {
      const expectedHash = (await read())?.hash ?? null;
      await repository.commit({ expectedHash, configuration: configurationOf(entry, task), entry: exampleEntry() });
    },
    async configuration() {
      const present = await read();
      if (!present) throw new Error("There is no configuration.");
      return present.configuration;
    },
  };
}
