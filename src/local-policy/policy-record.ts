import { UsageError } from "../domain/errors.ts";
import { messageOf } from "../shared/file-fault.ts";
import type { PolicyDocuments } from "./policy-documents.ts";
import type { PolicyChange, PolicyHistory } from "./policy-history.ts";
import { closed, settleChanges } from "./settle-changes.ts";

export interface RecordDependencies {
  documents: PolicyDocuments;
  logger?: { warn(message: string): void } | undefined;
}

/** The record of the changes, kept in line with the file that they change. Rejects with a `UserFacingError`. */
export interface PolicyRecord {
  /** The changes that are known to have been made, newest first. */
  list(): Promise<PolicyChange[]>;
  /** Whether the record says what the file holds. Looks only, so it needs no lock. */
  isSettled(): Promise<boolean>;
  /** Makes it say so; only under the policy's lock. Leaves it as it is while the files are not valid. */
  settle(): Promise<void>;
  /**
   * Writes a change, only under the policy's lock, and notes it before: whatever ends this process in between, the next
   * one knows whose change the file holds. Rejects, with nothing written, where it cannot be noted.
   */
  around(change: PolicyChange, write: () => void): Promise<void>;
}

/** The record over its file. */
export function createPolicyRecord(history: PolicyHistory, { documents, logger }: RecordDependencies): PolicyRecord {
  function settled(recorded: readonly PolicyChange[]): readonly PolicyChange[] {
    try {
      const present = documents.readLocal();
      const describeEdit = (before: unknown, trigger: string) => {
        const edit = documents.describe(before, present, trigger);
        return edit.changes.length > 0 ? edit : null;
      };
      return settleChanges(recorded, { present, describeEdit });
    } catch (error) {
      // Somebody edits them just now, or is told of it by whatever needs the policy.
      if (error instanceof UsageError) return recorded;
      throw error;
    }
  }

  async function isSettled(): Promise<boolean> {
    const recorded = await history.list();
    return settled(recorded) === recorded;
  }

  return {
    isSettled,
    list: async () => (await history.list()).filter(({ state }) => state === undefined),
    async settle() {
      if (!(await isSettled())) await history.update(settled);
    },
    async around(change, write) {
      await history.update((recorded) => [{ ...change, state: "open" }, ...recorded]);
      write();
      await history
        .update((recorded) => recorded.map((each) => (each.id === change.id ? closed(each) : each)))
        .catch((error) =>
          logger?.warn(`The change of the policy is made, but its record is not finished yet: ${messageOf(error)}`),
        );
    },
  };
}
