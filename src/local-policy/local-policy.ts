import { randomUUID } from "node:crypto";
import { isDeepStrictEqual } from "node:util";
import { UsageError, UserFacingError } from "../domain/errors.ts";
import type { TaskName } from "../domain/task.ts";
import type { Pin, Policy } from "../policy.ts";
import { parsePolicy, policyPaths } from "../policy-file.ts";
import { toTimestamp } from "../shared/clock.ts";
import { writeDurably } from "../shared/durable-file.ts";
import { messageOf, toFileError } from "../shared/file-fault.ts";
import type { FileSystem } from "../shared/file-system.ts";
import type { DocumentDependencies } from "../shared/json-document.ts";
import { mergeDocuments } from "../shared/merge.ts";
import { acquireLock } from "../shared/process-lock.ts";
import { policyDifferences } from "./differences.ts";
import { type IgnoredModel, withIgnored, withPin } from "./edits.ts";
import { createPolicyHistory, type PolicyChange } from "./policy-history.ts";

/**
 * Changes to the policy that commands make. People's own file is never written. Each change answers what it made of the
 * policy that counts, and is recorded; where that would be nothing, `changes` is empty, and nothing is written. All
 * reject with a `UsageError` where the policy is not valid, before or after; then nothing is written either.
 */
export interface LocalPolicy {
  /** Lays a change over config/policy.local.json. */
  change(patch: unknown, trigger: string): Promise<PolicyChange>;
  /** Pins a model for a task, or (null) ends a pin, also one that stands in people's own file. */
  setPin(task: TaskName, pin: Pin | null, trigger: string): Promise<PolicyChange>;
  /** Ignores a model, or ends that, also where people's own file names it. */
  setIgnored(ignored: IgnoredModel, isIgnored: boolean, trigger: string): Promise<PolicyChange>;
  /** The recorded changes, newest first; null for all that are kept. */
  history(limit: number | null): Promise<PolicyChange[]>;
  /**
   * Takes a recorded change back, as a change of its own. Rejects with a `UserFacingError` where the file has changed
   * since, or no such change is known.
   */
  undo(id: string, trigger: string): Promise<PolicyChange>;
}

function readDocument(fileSystem: FileSystem, path: string): unknown {
  try {
    return JSON.parse((fileSystem.readText(path) ?? "{}").replace(/^\uFEFF/, ""));
  } catch (error) {
    throw new UsageError(`${path} is not valid JSON: ${messageOf(error)}. Mend it, or remove it.`);
  }
}

/** Makes another document of the local one; `own` is people's. */
type Edit = (local: unknown, own: unknown) => unknown;

function describeChange({ at, changes }: PolicyChange): string {
  return `the change of ${changes.map(({ path }) => path).join(", ")} at ${at}`;
}

/** config/policy.local.json under `home`; two processes may change it, one after the other. */
export function createLocalPolicy(options: DocumentDependencies): LocalPolicy {
  const { home, fileSystem, clock, logger } = options;
  const paths = policyPaths(home);
  const record = createPolicyHistory(options);

  function effective(own: unknown, local: unknown): Policy {
    parsePolicy(local, paths.local);
    return parsePolicy(mergeDocuments(own, local), `${paths.policy} with ${paths.local} over it`);
  }

  function apply(edit: Edit, trigger: string): PolicyChange {
    const own = readDocument(fileSystem, paths.policy);
    parsePolicy(own, paths.policy);
    const before = readDocument(fileSystem, paths.local);
    const standing = effective(own, before);
    const after = edit(before, own);
    const changes = policyDifferences(standing, effective(own, after));
    const at = toTimestamp(clock.now());
    // What a JSON file held is JSON, and the schema has seen what is to stand there.
    const documents = { before, after } as Pick<PolicyChange, "before" | "after">;
    if (changes.length > 0) writeDurably(fileSystem, paths.local, `${JSON.stringify(after, null, 2)}\n`);
    return { id: randomUUID(), at, trigger, changes, ...documents };
  }

  async function update(edit: Edit, trigger: string): Promise<PolicyChange> {
    const path = paths.local;
    const lock = await acquireLock({ path: `${path}.lock`, purpose: "change of the policy", clock, waitMs: 5_000 });
    try {
      const change = apply(edit, trigger);
      // Under the lock, so that the record is in the order of the changes; the change counts, recorded or not.
      if (change.changes.length > 0) {
        await record
          .append(change)
          .catch((error) => logger?.warn(`The change of the policy is made, but not recorded: ${messageOf(error)}`));
      }
      return change;
    } catch (error) {
      throw toFileError(error, `${path} could not be written`);
    } finally {
      await lock.release();
    }
  }

  async function undo(id: string, trigger: string): Promise<PolicyChange> {
    const made = (await record.list()).find((change) => change.id === id);
    if (!made) throw new UserFacingError("That change of the settings is no longer recorded, so change them anew.");
    return await update((local) => {
      if (isDeepStrictEqual(local, made.after)) return made.before;
      const since = `The settings have changed since ${describeChange(made)}, so it cannot be taken back by itself.`;
      throw new UserFacingError(`${since} Change them anew, or take back what came later first.`);
    }, trigger);
  }

  return {
    undo,
    change: (patch, trigger) => update((local) => mergeDocuments(local, patch), trigger),
    setPin: (task, pin, trigger) => update((local, own) => withPin(local, own, { task, pin }), trigger),
    setIgnored: (ignored, isIgnored, trigger) =>
      update((local, own) => withIgnored(local, own, { ...ignored, isIgnored }), trigger),
    history: (limit) => record.list(limit === null ? {} : { limit }),
  };
}
