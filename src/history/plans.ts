import { join } from "node:path";
import { z } from "zod";
import { UserFacingError } from "../domain/errors.ts";
import { hashPlan, type Plan, planSchema } from "../domain/plan.ts";
import { type DocumentDependencies, openJsonDocument } from "../shared/json-document.ts";

export interface PlanStore {
  save(plan: Plan): Promise<void>;
  /**
   * The plan with this hash. Rejects with a `UserFacingError` where there is none, where it has expired, or where
   * somebody changed it since it was made.
   */
  load(hash: string): Promise<Plan>;
  /** The plan with this hash, expired or not; null where there is none, or somebody changed it since it was made. */
  find(hash: string): Promise<Plan | null>;
  /** Those that have not expired, newest first. */
  list(): Promise<Plan[]>;
  /** Answers whether there was one. */
  remove(hash: string): Promise<boolean>;
}

/** More than a day's worth of looking around. What has expired goes first, and then the oldest. */
const planLimit = 50;

/** The plans in `history/plans.json`, which wait for a person's word. */
export function createPlanStore({ home, ...dependencies }: DocumentDependencies): PlanStore {
  const { clock } = dependencies;
  const document = openJsonDocument<{ plans: Plan[] }>({
    ...dependencies,
    path: join(home, "history", "plans.json"),
    schema: z.object({ plans: z.array(planSchema) }),
    initial: { plans: [] },
  });
  const isCurrent = (plan: Plan) => Date.parse(plan.expiresAt) > clock.now();

  function withPlan(plans: readonly Plan[], plan: Plan): Plan[] {
    const all = [plan, ...plans.filter((each) => each.hash !== plan.hash)];
    // An expired plan is kept until its place is needed, so that `apply` can say that it has expired.
    return [...all.filter(isCurrent), ...all.filter((each) => !isCurrent(each))].slice(0, planLimit);
  }

  return {
    async save(plan) {
      await document.update(({ plans }) => ({
        plans: withPlan(plans, plan),
      }));
    },
    async load(hash) {
      const plan = (await document.read()).plans.find((each) => each.hash === hash);
      if (!plan) {
        throw new UserFacingError(`There is no stored plan ${hash}. A new one is made by "update --dry-run".`);
      }
      if (hashPlan(plan) !== hash) {
        throw new UserFacingError(
          `The plan ${hash} was changed since it was made, so it is not applied. Make a new one by "update --dry-run".`,
        );
      }
      if (!isCurrent(plan)) {
        throw new UserFacingError(
          `The plan ${hash} expired at ${plan.expiresAt}. Make a new one by "update --dry-run".`,
        );
      }
      return plan;
    },
    async find(hash) {
      const plan = (await document.read()).plans.find((each) => each.hash === hash);
      return plan && hashPlan(plan) === hash ? plan : null;
    },
    async list() {
      return (await document.read()).plans.filter(isCurrent);
    },
    async remove(hash) {
      let isFound = false;
      await document.update(({ plans }) => {
        isFound = plans.some((each) => each.hash === hash);
        return { plans: plans.filter((each) => each.hash !== hash) };
      });
      return isFound;
    },
  };
}
