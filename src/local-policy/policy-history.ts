import { join } from "node:path";
import { z } from "zod";
import { type DocumentDependencies, openJsonDocument } from "../shared/json-document.ts";

const changeSchema = z.looseObject({
  id: z.string(),
  at: z.iso.datetime(),
  /** "command line", or "telegram:USER_ID". */
  trigger: z.string(),
  /** What it changed in the policy that counts: by the key's path ("weights.recency"), before and after. */
  changes: z.array(z.object({ path: z.string(), from: z.json(), to: z.json() })),
  /** config/policy.local.json before and after. */
  before: z.json(),
  after: z.json(),
});

/** One change that a command made of the policy. */
export type PolicyChange = z.infer<typeof changeSchema>;

export interface PolicyHistory {
  append(change: PolicyChange): Promise<void>;
  /** The newest first. */
  list(options?: { limit?: number }): Promise<PolicyChange[]>;
}

/** Years of changes by hand; more would only be a file that grows. */
const keptChanges = 100;

/** `history/policy.json`: what commands changed in the policy, newest first. Rejects with a `UserFacingError`. */
export function createPolicyHistory({ home, ...dependencies }: DocumentDependencies): PolicyHistory {
  const document = openJsonDocument<{ changes: PolicyChange[] }>({
    ...dependencies,
    path: join(home, "history", "policy.json"),
    schema: z.object({ changes: z.array(changeSchema) }),
    initial: { changes: [] },
  });
  return {
    async append(change) {
      await document.update(({ changes }) => ({ changes: [change, ...changes].slice(0, keptChanges) }));
    },
    async list({ limit } = {}) {
      return (await document.read()).changes.slice(0, limit);
    },
  };
}
