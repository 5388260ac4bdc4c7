import type { Chat } from "./chat/chat.ts";
import type { Configuration } from "./domain/configuration.ts";
import { UserFacingError } from "./domain/errors.ts";
import type { HistoryEntry } from "./domain/history.ts";
import type { QuarantinedModel } from "./domain/quarantine.ts";
import type { ModelIdentity } from "./domain/route.ts";
import type { TaskName } from "./domain/task.ts";
import type { IgnoredModel } from "./local-policy/edits.ts";
import type { ChangeOptions } from "./local-policy/local-policy.ts";
import type { PolicyChange } from "./local-policy/policy-history.ts";
import { expectCalmSchedule } from "./local-policy/schedule-limit.ts";
import type { ManualBackup, Recovery } from "./model-config/repository.ts";
import type { Notices } from "./notices/notices.ts";
import { type Diagnosis, type DoctorDependencies, diagnose } from "./operations/doctor.ts";
import { readStatus, type Status, type StatusDependencies } from "./operations/status.ts";
import { type ApplyResult, applyStoredPlan } from "./pipeline/apply-plan.ts";
import { type ApprovalRequest, approveModel, unapproveModel, waitingModels } from "./pipeline/approve.ts";
import { expectDeclared } from "./pipeline/declared-provider.ts";
import { type IgnoreRequest, ignoredModels, ignoreModel, unignoreModel } from "./pipeline/ignore.ts";
import { type InspectRequest, inspectModel, type ModelInspection } from "./pipeline/inspect-model.ts";
import { applyPin, type PinRequest, type PinResult } from "./pipeline/pin.ts";
import { type PlanState, readPlanState } from "./pipeline/plan-state.ts";
import { type RankRequest, type RankResult, rankOneTask } from "./pipeline/rank.ts";
import type { RollbackPreview, RollbackResult, UpdateResult } from "./pipeline/results.ts";
import { listRevisions, type RevisionSummary } from "./pipeline/revisions.ts";
import { previewRollback, type RollbackRequest, runRollback } from "./pipeline/rollback.ts";
import type { RollbackTarget } from "./pipeline/rollback-target.ts";
import { runUpdate, type UpdateRequest } from "./pipeline/update.ts";
import type { WatchDependencies } from "./pipeline/watch/dependencies.ts";
import { noteStanding } from "./pipeline/watch/probation/begin-probation.ts";
import { createWatchUseCases, type WatchUseCases } from "./pipeline/watch/use-cases.ts";
import { type Policy, taskPolicyOf } from "./policy.ts";
import { parsePolicy } from "./policy-file.ts";
import type { RoutedAnswer, Router, RouterRequest } from "./routing/request.ts";
import { writeSchemas } from "./schemas.ts";
import { messageOf } from "./shared/file-fault.ts";
import type { FileSystem } from "./shared/file-system.ts";
import type { StatsQuery, StatsReport, UsageLog } from "./store/store.ts";

/** What the surfaces may ask for. Faults reject with a `UserFacingError`; a wrong policy with a `UsageError`. */
export interface App extends WatchUseCases {
  /** Brings the files in order after a crash; to be called before anything else. */
  recover(trigger?: string): Promise<Recovery>;
  /** Brings the JSON schemas beside the configuration up to this version. */
  refreshSchemas(): void;
  /** Whether an update or a person has chosen something; built-in choices alone do not count. */
  hasConfiguration(): Promise<boolean>;
  update(request: UpdateRequest): Promise<UpdateResult>;
  rank(request: RankRequest): Promise<RankResult>;
  status(): Promise<Status>;
  history(options: { limit: number | null }): Promise<HistoryEntry[]>;
  rollback(request: RollbackRequest): Promise<RollbackResult>;
  /** What a rollback would do; rejects as it would. */
  previewRollback(target: RollbackTarget): Promise<RollbackPreview>;
  /** The kept revisions, newest first. */
  revisions(): Promise<RevisionSummary[]>;
  /** What may become of the stored plan with this hash. */
  plan(hash: string): Promise<PlanState>;
  /** Puts a stored plan away without applying it; answers whether there was one. */
  dropPlan(hash: string): Promise<boolean>;
  /** What a stored plan proposes is not told again for a day. */
  snooze(hash: string, trigger: string): Promise<{ until: string }>;
  /** Applies exactly the stored plan with this hash. */
  apply(hash: string, trigger: string): Promise<ApplyResult>;
  pause(): Promise<void>;
  resume(): Promise<void>;
  pin(request: PinRequest): Promise<PinResult>;
  /** The task is the updates' again; what stands stays until one finds better. */
  unpin(task: TaskName, trigger: string): Promise<PinResult>;
  /** No update chooses the model any more, for a task or (null) for all. */
  ignore(request: IgnoreRequest): Promise<PolicyChange>;
  unignore(request: IgnoreRequest): Promise<PolicyChange>;
  /** What is ignored, wherever it is said: in people's own file, or by a command. */
  ignored(): Promise<IgnoredModel[]>;
  /** Lets a model through the guards, whatever is suspicious about it. */
  approve(request: ApprovalRequest): Promise<PolicyChange>;
  unapprove(request: ApprovalRequest): Promise<PolicyChange>;
  /** The models that wait for a person, as the last updates have found them. */
  waiting(): Promise<QuarantinedModel[]>;
  /** What is known of one model, and what it is worth for each task; null where no source knows it. */
  inspectModel(request: InspectRequest): Promise<ModelInspection | null>;
  /** The policy that counts. */
  settings(): Promise<Policy>;
  /**
   * Lays a change over the policy, such as `{ minimumScore: 70 }`. A wrong value rejects with a `UsageError`, and nothing
   * is written; so does a schedule with less than 15 minutes between two updates. Where nothing would change, `changes`
   * is empty. Of several who expect the same, one changes it.
   */
  changeSettings(patch: unknown, trigger: string, options?: ChangeOptions): Promise<PolicyChange>;
  /** What was changed of the policy (settings, pins, ignored models), by commands or in their file, newest first. */
  settingsHistory(limit: number | null): Promise<PolicyChange[]>;
  /** Takes one of those changes back; rejects with an `UndoRefusedError` where what it set has been changed again. */
  undoSettings(id: string, trigger: string): Promise<PolicyChange>;
  /** Ends holds of what was rolled back: of a model or (null) all, for a task or (null) all; answers how many there were. */
  release(model: ModelIdentity | null, task: TaskName | null): Promise<number>;
  backup(): Promise<ManualBackup>;
  doctor(signal: AbortSignal): Promise<Diagnosis>;
  /** Asks the models that are configured; rejects with an `UnknownTargetError` where there is no such task or model. */
  ask(request: RouterRequest): Promise<RoutedAnswer>;
  /** What those may ask for who chat. */
  chat: Chat;
  /** How the models did in real use. */
  stats(query: StatsQuery): Promise<StatsReport>;
  /** Calls back at each change of the configuration on disk; answers what ends that. */
  subscribe(listener: (configuration: Configuration) => void): () => void;
}

export interface AppDependencies extends WatchDependencies, StatusDependencies {
  /** The folder that holds config/ and history/. */
  home: string;
  /** What doctor looks at; its reading mends nothing. */
  doctor: DoctorDependencies;
  notices: Pick<Notices, "snooze">;
  /** Opened when the first question comes. */
  openRouter(): Promise<Router>;
  usage: Pick<UsageLog, "stats">;
  chat: Chat;
  fileSystem: FileSystem;
}

type Steering =
  | "pin"
  | "unpin"
  | "ignore"
  | "unignore"
  | "ignored"
  | "approve"
  | "unapprove"
  | "waiting"
  | "release"
  | "settings"
  | "changeSettings"
  | "settingsHistory"
  | "undoSettings";

/** How people steer what updates choose. */
function createSteering(dependencies: AppDependencies): Pick<App, Steering> {
  const { repository, policy, localPolicy, holds } = dependencies;

  async function unpin(task: TaskName, trigger: string): Promise<PinResult> {
    const { pin } = taskPolicyOf(await policy.read(), task);
    if (pin === null) throw new UserFacingError(`${task} is not pinned, so there is nothing to undo.`);
    await localPolicy.setPin(task, null, trigger);
    const present = await repository.read();
    return { outcome: "applied", task, pin: null, revision: present?.configuration.revision ?? null };
  }

  return {
    unpin,
    async pin(request) {
      const { task, pin, trigger } = request;
      expectDeclared(pin.provider, await policy.read());
      // The policy first: if this process dies between the two, the next update carries the person's word out.
      await localPolicy.setPin(task, pin, trigger);
      return await applyPin(request, dependencies);
    },
    ignore: (request) => ignoreModel(request, dependencies),
    unignore: (request) => unignoreModel(request, dependencies),
    ignored: async () => ignoredModels(await policy.read()),
    approve: (request) => approveModel(request, dependencies),
    unapprove: (request) => unapproveModel(request, dependencies),
    waiting: () => waitingModels(dependencies),
    settings: () => policy.read(),
    async changeSettings(patch, trigger, options) {
      // By itself first, so that the sentence speaks of what was asked for, and not of files.
      const asked = parsePolicy(patch, "What was asked for");
      if (Object.hasOwn(Object(patch), "schedule")) expectCalmSchedule(asked);
      return await localPolicy.change(patch, trigger, options);
    },
    settingsHistory: (limit) => localPolicy.history(limit),
    undoSettings: (id, trigger) => localPolicy.undo(id, trigger),
    release: (model, task) => holds.release(model, task),
  };
}

/**
 * Whether anything was chosen: the built-in choices of the first revision, which a first question puts there, are checked
 * by nobody. Whoever has rolled back to them has chosen them.
 */
function hasChoices(present: { configuration: Configuration } | null): boolean {
  if (present === null) return false;
  const { revision, tasks } = present.configuration;
  return revision > 1 || Object.values(tasks).some(({ primary }) => primary.origin !== "seed");
}

/** The use cases over their dependencies. */
export function createApp(dependencies: AppDependencies): App {
  const { repository, history, schedule } = dependencies;

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
    if (!request.dryRun) {
      offerSchemas(false);
      await noteStanding(dependencies);
    }
    const result = await runUpdate(request, dependencies);
    // A whole update by hand counts as the scheduled one: a run that was due before it was not missed.
    const isWhole = !request.dryRun && request.tasks.length === 0;
    if (isWhole && result.outcome !== "failed") await remember(() => schedule.markHandled("update"));
    return result;
  }

  return {
    update,
    ...createSteering(dependencies),
    ...createWatchUseCases(dependencies),
    async recover(trigger) {
      await remember(() => dependencies.localPolicy.settle());
      return await repository.recover(trigger);
    },
    refreshSchemas: () => offerSchemas(true),
    hasConfiguration: async () => hasChoices(await repository.read()),
    rank: (request) => rankOneTask(request, dependencies),
    status: () => readStatus(dependencies),
    history: ({ limit }) => history.list(limit === null ? {} : { limit }),
    rollback: (request) => runRollback(request, dependencies),
    apply: (hash, trigger) => applyStoredPlan(hash, trigger, dependencies),
    previewRollback: (target) => previewRollback(target, dependencies),
    revisions: () => listRevisions(dependencies),
    plan: (hash) => readPlanState(hash, dependencies),
    dropPlan: (hash) => dependencies.plans.remove(hash),
    snooze: (hash, trigger) => dependencies.notices.snooze(hash, trigger),
    pause: () => schedule.setPaused(true),
    resume: () => schedule.setPaused(false),
    inspectModel: (request) => inspectModel(request, dependencies),
    backup: () => repository.backup(),
    doctor: (signal) => diagnose(dependencies.doctor, signal),
    ask: async (request) => (await dependencies.openRouter()).ask(request),
    chat: dependencies.chat,
    stats: (query) => dependencies.usage.stats(query),
    subscribe: (listener) => repository.subscribe(listener),
  };
}
