import { join } from "node:path";
import { z } from "zod";
import { UserFacingError } from "../domain/errors.ts";
import { type Plan, planSchema } from "../domain/plan.ts";
import { openJsonDocument } from "../shared/json-document.ts";
import type { DocumentDependencies } from "./documents.ts";

export interface PlanStore {
  save(plan: Plan): Promise<void>;
  /** The plan with this hash. Throws a `UserFacingError` where there is none, or where it has expired. */
  load(hash: string): Promise<Plan>;
  /** Those that have not expired, newest first. */
  list(): Promise<Plan[]>;
  remove(hash: string): Promise<void>;
}

/** More than a day's worth of looking around; the oldest go first. */
const planLimit = 20;

/** `history/plans.json`: plans that wait for a person's word. */
export function createPlanStore({ home, ...dependencies }: DocumentDependencies): PlanStore {
  const { clock } = dependencies;
  const document = openJsonDocument<{ plans: Plan[] }>({
    ...dependencies,
    path: join(home, "history", "plans.json"),
    schema: z.object({ plans: z.array(planSchema) }),
    initial: { plans: [] },
  });
  const isCurrent = (plan: Plan) => Date.parse(plan.expiresAt) > clock.now();

  return {
    async save(plan) {
      await document.update(({ plans }) => ({
        // An expired plan is kept until its place is needed, so that `apply` can say that it has expired.
        plans: [plan, ...plans.filter((each) => each.hash !== plan.hash)].slice(0, planLimit),
      }));
    },
    async load(hash) {
      const plan = (await document.read()).plans.find((each) => each.hash === hash);
      if (!plan) {
        throw new UserFacingError(`There is no stored plan ${hash}. A new one is made by "update --dry-run".`);
      }
      if (!isCurrent(plan)) {
        throw new UserFacingError(
          `The plan ${hash} expired at ${plan.expiresAt}. Make a new one by "update --dry-run".`,
        );
      }
      return plan;
    },
    async list() {
      return (await document.read()).plans.filter(isCurrent);
    },
    async remove(hash) {
      await document.update(({ plans }) => ({ plans: plans.filter((each) => each.hash !== hash) }));
    },
  };
}
