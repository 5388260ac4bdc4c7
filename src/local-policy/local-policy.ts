import type { TaskName } from "../domain/task.ts";
import type { Pin, Policy } from "../policy.ts";
import { policyPaths } from "../policy-file.ts";
import { writeDurably } from "../shared/durable-file.ts";
import { toFileError } from "../shared/file-fault.ts";
import type { DocumentDependencies } from "../shared/json-document.ts";
import { mergeDocuments } from "../shared/merge.ts";
import { acquireLock } from "../shared/process-lock.ts";
import { type IgnoredModel, withApproved, withIgnored, withPin } from "./edits.ts";
import { SettingsChangedError, UndoRefusedError } from "./errors.ts";
import { createPolicyDocuments } from "./policy-documents.ts";
import { createPolicyHistory, type PolicyChange } from "./policy-history.ts";
import { createPolicyRecord } from "./policy-record.ts";
import { takeBack } from "./take-back.ts";

export interface ChangeOptions {
  /**
   * Asked with the policy that counts when nobody else can change it any more. Where it answers false, nothing is
   * changed, and the call rejects with a `SettingsChangedError`.
   */
  isExpected?(standing: Policy): boolean;
}

/**
 * Changes to the policy that commands make. People's own file is never written. Each change answers what it made of the
 * policy that counts, and is recorded; where that would be nothing, `changes` is empty, and nothing is written. All
 * reject with a `UsageError` where the policy is not valid, before or after, and with a `UserFacingError` where the
 * change cannot be recorded; then nothing is written either.
 */
export interface LocalPolicy {
  /** Lays a change over config/policy.local.json. */
  change(patch: unknown, trigger: string, options?: ChangeOptions): Promise<PolicyChange>;
  /** Pins a model for a task, or (null) ends a pin, also one that stands in people's own file. */
  setPin(task: TaskName, pin: Pin | null, trigger: string): Promise<PolicyChange>;
  /** Ignores a model, or ends that, also where people's own file names it. */
  setIgnored(ignored: IgnoredModel, isIgnored: boolean, trigger: string): Promise<PolicyChange>;
  /** Lets a model through the guards, or ends that, also where people's own file names it. */
  setApproved(model: string, isApproved: boolean, trigger: string): Promise<PolicyChange>;
  /** The recorded changes, newest first; null for all that are kept. */
  history(limit: number | null): Promise<PolicyChange[]>;
  /**
   * Takes back what a recorded change set, as a change of its own; what was changed besides stays. Rejects with an
   * `UndoRefusedError` where some of it has been changed again since, or no such change is known.
   */
  undo(id: string, trigger: string): Promise<PolicyChange>;
  /** Brings the record in line with the file, after a crash or an edit by hand; whoever looks or changes does so too. */
  settle(): Promise<void>;
}

/** Makes another document of the local one; `own` is people's. */
type Edit = (local: unknown, own: unknown) => unknown;

/** config/policy.local.json under `home`; two processes may change it, one after the other. */
export function createLocalPolicy(options: DocumentDependencies): LocalPolicy {
  const { home, fileSystem, clock, logger } = options;
  const path = policyPaths(home).local;
  const documents = createPolicyDocuments(options);
  const record = createPolicyRecord(createPolicyHistory(options), { documents, logger });

  async function underLock<T>(work: () => Promise<T>): Promise<T> {
    const lock = await acquireLock({ path: `${path}.lock`, purpose: "change of the policy", clock, waitMs: 5_000 });
    try {
      return await work();
    } catch (error) {
      throw toFileError(error, `${path} could not be written`);
    } finally {
      await lock.release();
    }
  }

  async function settle(): Promise<void> {
    if (!(await record.isSettled())) await underLock(() => record.settle());
  }

  async function history(limit: number | null): Promise<PolicyChange[]> {
    await settle();
    return (await record.list()).slice(0, limit ?? undefined);
  }

  function write({ after }: PolicyChange): void {
    writeDurably(fileSystem, path, `${JSON.stringify(after, null, 2)}\n`);
  }

  async function update(edit: Edit, trigger: string, { isExpected }: ChangeOptions = {}): Promise<PolicyChange> {
    return await underLock(async () => {
      await record.settle();
      const own = documents.readOwn();
      const before = documents.readLocal();
      const standing = documents.effective(own, before);
      if (isExpected && !isExpected(standing)) throw new SettingsChangedError();
      const change = documents.describe(before, edit(before, own), trigger);
      if (change.changes.length > 0) await record.around(change, () => write(change));
      return change;
    });
  }

  async function undo(id: string, trigger: string): Promise<PolicyChange> {
    const made = (await history(null)).find((change) => change.id === id);
    if (!made) throw new UndoRefusedError([]);
    return await update((local) => {
      const { document, conflicts } = takeBack(local, made);
      if (conflicts.length > 0) throw new UndoRefusedError(conflicts);
      return document;
    }, trigger);
  }

  return {
    undo,
    history,
    settle,
    change: (patch, trigger, conditions) => update((local) => mergeDocuments(local, patch), trigger, conditions),
    setPin: (task, pin, trigger) => update((local, own) => withPin(local, own, { task, pin }), trigger),
    setIgnored: (ignored, isIgnored, trigger) =>
      update((local, own) => withIgnored(local, own, { ...ignored, isIgnored }), trigger),
    setApproved: (model, isApproved, trigger) =>
      update((local, own) => withApproved(local, own, { model, isApproved }), trigger),
  };
}
