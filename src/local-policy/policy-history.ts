import { join } from "node:path";
import { z } from "zod";
import { type DocumentDependencies, openJsonDocument } from "../shared/json-document.ts";

const changeSchema = z.looseObject({
  id: z.string(),
  at: z.iso.datetime(),
  /**
   * "command line", or "telegram:USER_ID"; "person" for an edit of the file by hand, which is found later; "unknown"
   * where nobody can tell.
   */
  trigger: z.string(),
  /** What it changed in the policy that counts: by the key's path ("weights.recency"), before and after. */
  changes: z.array(z.object({ path: z.string(), from: z.json(), to: z.json() })),
  /** config/policy.local.json before and after. */
  before: z.json(),
  after: z.json(),
  /** Only until the file is known to hold it: noted before it is made. */
  state: z.literal("open").optional(),
});

/** One change of the policy: by a command, or by hand in the file that belongs to the commands. */
export type PolicyChange = z.infer<typeof changeSchema>;

export interface PolicyHistory {
  /** Newest first; the first may be open. */
  list(): Promise<PolicyChange[]>;
  /** To be called under the policy's lock: nobody else changes it meanwhile. */
  update(change: (recorded: readonly PolicyChange[]) => readonly PolicyChange[]): Promise<void>;
}

/** Years of changes by hand; more would only be a file that grows. */
const keptChanges = 100;

/** `history/policy.json`: what was changed in the policy. Rejects with a `UserFacingError`. */
export function createPolicyHistory({ home, ...dependencies }: DocumentDependencies): PolicyHistory {
  const document = openJsonDocument<{ changes: PolicyChange[] }>({
    ...dependencies,
    path: join(home, "history", "policy.json"),
    schema: z.object({ changes: z.array(changeSchema) }),
    initial: { changes: [] },
  });
  return {
    list: async () => (await document.read()).changes,
    async update(change) {
      await document.update(({ changes }) => ({ changes: change(changes).slice(0, keptChanges) }));
    },
  };
}
