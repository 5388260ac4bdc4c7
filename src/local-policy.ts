import { UsageError } from "./domain/errors.ts";
import { parsePolicy, policyPaths } from "./policy-file.ts";
import type { Clock } from "./shared/clock.ts";
import { writeDurably } from "./shared/durable-file.ts";
import { toFileError } from "./shared/file-fault.ts";
import type { FileSystem } from "./shared/file-system.ts";
import { mergeDocuments } from "./shared/merge.ts";
import { acquireLock } from "./shared/process-lock.ts";

/** Changes to the policy that commands make. People's own file is never written. */
export interface LocalPolicy {
  /** Lays a change over config/policy.local.json. Rejects with a `UsageError` where the result is not valid. */
  change(patch: unknown): Promise<void>;
}

export interface LocalPolicyOptions {
  /** The folder that holds `config/`. */
  home: string;
  fileSystem: FileSystem;
  clock: Clock;
}

function readLocal(fileSystem: FileSystem, path: string): unknown {
  try {
    return JSON.parse((fileSystem.readText(path) ?? "{}").replace(/^\uFEFF/, ""));
  } catch (error) {
    throw new UsageError(`${path} is not valid JSON: ${(error as Error).message}. Mend it, or remove it.`);
  }
}

/** config/policy.local.json under `home`; two processes may change it, one after the other. */
export function createLocalPolicy({ home, fileSystem, clock }: LocalPolicyOptions): LocalPolicy {
  const path = policyPaths(home).local;
  return {
    async change(patch) {
      const lock = await acquireLock({ path: `${path}.lock`, purpose: "change of the policy", clock, waitMs: 5_000 });
      try {
        const changed = mergeDocuments(readLocal(fileSystem, path), patch);
        parsePolicy(changed, path);
        writeDurably(fileSystem, path, `${JSON.stringify(changed, null, 2)}\n`);
      } catch (error) {
        throw toFileError(error, `${path} could not be written`);
      } finally {
        await lock.release();
      }
    },
  };
}
