import type { Configuration } from "./domain/configuration.ts";
import { UsageError, UserFacingError } from "./domain/errors.ts";
import type { HistoryEntry } from "./domain/history.ts";
import type { ModelIdentity } from "./domain/route.ts";
import type { TaskName } from "./domain/task.ts";
import type { ManualBackup, Recovery } from "./model-config/repository.ts";
import { type Diagnosis, type DoctorDependencies, diagnose } from "./operations/doctor.ts";
import { readStatus, type Status, type StatusDependencies } from "./operations/status.ts";
import { type ApplyResult, applyStoredPlan } from "./pipeline/apply-plan.ts";
import type { PipelineDependencies } from "./pipeline/dependencies.ts";
import { applyPin, type PinResult } from "./pipeline/pin.ts";
import { type RankRequest, type RankResult, rankOneTask } from "./pipeline/rank.ts";
import type { RollbackResult, UpdateResult } from "./pipeline/results.ts";
import { type RollbackRequest, runRollback } from "./pipeline/rollback.ts";
import { runUpdate, type UpdateRequest } from "./pipeline/update.ts";
import { type Pin, taskPolicyOf } from "./policy.ts";
import { writeSchemas } from "./schemas.ts";
import { messageOf } from "./shared/file-fault.ts";
import type { FileSystem } from "./shared/file-system.ts";

/** What the surfaces may ask for. Faults reject with a `UserFacingError`; a wrong policy with a `UsageError`. */
export interface App {
  /** Brings the files in order after a crash; to be called before anything else. */
  recover(trigger?: string): Promise<Recovery>;
  /** Brings the JSON schemas beside the configuration up to this version. */
  refreshSchemas(): void;
  hasConfiguration(): Promise<boolean>;
  update(request: UpdateRequest): Promise<UpdateResult>;
  rank(request: RankRequest): Promise<RankResult>;
  status(): Promise<Status>;
  history(options: { limit: number | null }): Promise<HistoryEntry[]>;
  rollback(request: RollbackRequest): Promise<RollbackResult>;
  /** Applies exactly the stored plan with this hash. */
  apply(hash: string, trigger: string): Promise<ApplyResult>;
  pause(): Promise<void>;
  resume(): Promise<void>;
  pin(request: { task: TaskName; pin: Pin; trigger: string }): Promise<PinResult>;
  /** The task is the updates' again; what stands stays until one finds better. */
  unpin(task: TaskName): Promise<PinResult>;
  /** Ends holds of what was rolled back: of a model or (null) all, for a task or (null) all; answers how many there were. */
  release(model: ModelIdentity | null, task: TaskName | null): Promise<number>;
  backup(): Promise<ManualBackup>;
  doctor(signal: AbortSignal): Promise<Diagnosis>;
  /** Calls back at each change of the configuration on disk; answers what ends that. */
  subscribe(listener: (configuration: Configuration) => void): () => void;
}

export interface AppDependencies extends PipelineDependencies, StatusDependencies {
  /** The folder that holds config/ and history/. */
  home: string;
  /** What doctor looks at; its reading mends nothing. */
  doctor: DoctorDependencies;
  fileSystem: FileSystem;
}

/** The use cases over their dependencies. */
export function createApp(dependencies: AppDependencies): App {
  const { repository, history, schedule, localPolicy, holds } = dependencies;

  /** Editors use the schemas, the program does not: without them everything else goes on. */
  function offerSchemas(refresh: boolean): void {
    try {
      writeSchemas(dependencies.home, dependencies.fileSystem, { refresh });
    } catch (error) {
      dependencies.logger.warn(`The JSON schemas could not be written: ${messageOf(error)}`);
    }
  }

  /** What only helps later runs must not make a failure of what has been done. */
  async function remember(work: () => Promise<void>): Promise<void> {
    await work().catch((error) => dependencies.logger.warn(messageOf(error)));
  }

  async function update(request: UpdateRequest): Promise<UpdateResult> {
    if (!request.dryRun) offerSchemas(false);
    const result = await runUpdate(request, dependencies);
    // A whole update by hand counts as the scheduled one: a run that was due before it was not missed.
    const isWhole = !request.dryRun && request.tasks.length === 0;
    if (isWhole && result.outcome !== "failed") await remember(() => schedule.markHandled("update"));
    return result;
  }

  /** Throws a `UsageError` for a provider that the policy does not declare. */
  async function checkProvider({ provider }: Pin): Promise<void> {
    const declared = Object.keys((await dependencies.policy.read()).providers);
    if (declared.includes(provider)) return;
    throw new UsageError(`The policy declares no provider "${provider}". It declares: ${declared.join(", ")}.`);
  }

  async function unpin(task: TaskName): Promise<PinResult> {
    const { pin } = taskPolicyOf(await dependencies.policy.read(), task);
    if (pin === null) throw new UserFacingError(`${task} is not pinned, so there is nothing to undo.`);
    await localPolicy.setPin(task, null);
    const present = await repository.read();
    return { outcome: "applied", task, pin: null, revision: present?.configuration.revision ?? null };
  }

  return {
    update,
    unpin,
    recover: (trigger) => repository.recover(trigger),
    refreshSchemas: () => offerSchemas(true),
    hasConfiguration: async () => (await repository.read()) !== null,
    rank: (request) => rankOneTask(request, dependencies),
    status: () => readStatus(dependencies),
    history: ({ limit }) => history.list(limit === null ? {} : { limit }),
    rollback: (request) => runRollback(request, dependencies),
    apply: (hash, trigger) => applyStoredPlan(hash, trigger, dependencies),
    pause: () => schedule.setPaused(true),
    resume: () => schedule.setPaused(false),
    async pin({ task, pin, trigger }) {
      await checkProvider(pin);
      // The policy first: if this process dies between the two, the next update carries the person's word out.
      await localPolicy.setPin(task, pin);
      return await applyPin({ task, pin, trigger }, dependencies);
    },
    release: (model, task) => holds.release(model, task),
    backup: () => repository.backup(),
    doctor: (signal) => diagnose(dependencies.doctor, signal),
    subscribe: (listener) => repository.subscribe(listener),
  };
}
