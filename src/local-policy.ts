import { UsageError } from "./domain/errors.ts";
import type { TaskName } from "./domain/task.ts";
import type { Pin } from "./policy.ts";
import { parsePolicy, policyPaths } from "./policy-file.ts";
import type { Clock } from "./shared/clock.ts";
import { writeDurably } from "./shared/durable-file.ts";
import { messageOf, toFileError } from "./shared/file-fault.ts";
import type { FileSystem } from "./shared/file-system.ts";
import { mergeDocuments } from "./shared/merge.ts";
import { acquireLock } from "./shared/process-lock.ts";

/** Changes to the policy that commands make. People's own file is never written. */
export interface LocalPolicy {
  /** Lays a change over config/policy.local.json. Rejects with a `UsageError` where the result is not valid. */
  change(patch: unknown): Promise<void>;
  /** Pins a model for a task, or (null) ends a pin, also one that stands in people's own file. */
  setPin(task: TaskName, pin: Pin | null): Promise<void>;
}

export interface LocalPolicyOptions {
  /** The folder that holds `config/`. */
  home: string;
  fileSystem: FileSystem;
  clock: Clock;
}

function readDocument(fileSystem: FileSystem, path: string): unknown {
  try {
    return JSON.parse((fileSystem.readText(path) ?? "{}").replace(/^\uFEFF/, ""));
  } catch (error) {
    throw new UsageError(`${path} is not valid JSON: ${messageOf(error)}. Mend it, or remove it.`);
  }
}

/** Where people's own file has no pin, "none" needs no word of ours, which would hide a pin that they set later. */
function withPin(local: unknown, own: unknown, { task, pin }: { task: TaskName; pin: Pin | null }): unknown {
  const changed = mergeDocuments(local, { tasks: { [task]: { pin } } }) as { tasks: Record<string, { pin?: unknown }> };
  const people = own as { tasks?: Record<string, { pin?: unknown }> };
  if (pin === null && !people.tasks?.[task]?.pin) delete changed.tasks[task]?.pin;
  return changed;
}

/** config/policy.local.json under `home`; two processes may change it, one after the other. */
export function createLocalPolicy({ home, fileSystem, clock }: LocalPolicyOptions): LocalPolicy {
  const paths = policyPaths(home);

  async function update(change: (local: unknown) => unknown): Promise<void> {
    const path = paths.local;
    const lock = await acquireLock({ path: `${path}.lock`, purpose: "change of the policy", clock, waitMs: 5_000 });
    try {
      const changed = change(readDocument(fileSystem, path));
      parsePolicy(changed, path);
      writeDurably(fileSystem, path, `${JSON.stringify(changed, null, 2)}\n`);
    } catch (error) {
      throw toFileError(error, `${path} could not be written`);
    } finally {
      await lock.release();
    }
  }

  return {
    change: (patch) => update((local) => mergeDocuments(local, patch)),
    setPin: (task, pin) => update((local) => withPin(local, readDocument(fileSystem, paths.policy), { task, pin })),
  };
}
