import { randomUUID } from "node:crypto";
import { UsageError } from "../domain/errors.ts";
import type { Policy } from "../policy.ts";
import { parsePolicy, policyPaths } from "../policy-file.ts";
import { toTimestamp } from "../shared/clock.ts";
import { messageOf } from "../shared/file-fault.ts";
import type { FileSystem } from "../shared/file-system.ts";
import type { DocumentDependencies } from "../shared/json-document.ts";
import { mergeDocuments } from "../shared/merge.ts";
import { policyDifferences } from "./differences.ts";
import type { PolicyChange } from "./policy-history.ts";

/** People's own file and the commands' one. Its calls throw a `UsageError` where what they read is not valid. */
export interface PolicyDocuments {
  readOwn(): unknown;
  readLocal(): unknown;
  /** The policy that counts. */
  effective(own: unknown, local: unknown): Policy;
  /** What another local document makes of the policy that counts, as a change of this moment. */
  describe(before: unknown, after: unknown, trigger: string): PolicyChange;
}

function readDocument(fileSystem: FileSystem, path: string): unknown {
  try {
    return JSON.parse((fileSystem.readText(path) ?? "{}").replace(/^\uFEFF/, ""));
  } catch (error) {
    throw new UsageError(`${path} is not valid JSON: ${messageOf(error)}. Mend it, or remove it.`);
  }
}

/** The documents in the files under `home`. */
export function createPolicyDocuments({ home, fileSystem, clock }: DocumentDependencies): PolicyDocuments {
  const paths = policyPaths(home);

  function effective(own: unknown, local: unknown): Policy {
    parsePolicy(local, paths.local);
    return parsePolicy(mergeDocuments(own, local), `${paths.policy} with ${paths.local} over it`);
  }

  function readOwn(): unknown {
    const own = readDocument(fileSystem, paths.policy);
    parsePolicy(own, paths.policy);
    return own;
  }

  return {
    effective,
    readOwn,
    readLocal: () => readDocument(fileSystem, paths.local),
    describe(before, after, trigger) {
      const own = readOwn();
      const changes = policyDifferences(effective(own, before), effective(own, after));
      // What a JSON file held is JSON, and the schema has seen what is to stand there.
      const documents = { before, after } as Pick<PolicyChange, "before" | "after">;
      return { id: randomUUID(), at: toTimestamp(clock.now()), trigger, changes, ...documents };
    },
  };
}
