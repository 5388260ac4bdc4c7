import { join } from "node:path";
import { z } from "zod";
import { isSameModel, type ModelIdentity } from "../domain/route.ts";
import { toTimestamp } from "../shared/clock.ts";
import { type DocumentDependencies, openJsonDocument } from "../shared/json-document.ts";

const holdSchema = z.looseObject({
  task: z.string(),
  provider: z.string(),
  model: z.string(),
  /** When it was rolled back. */
  since: z.iso.datetime(),
  /** Until when an update must not choose it again. */
  until: z.iso.datetime(),
  /** It did not answer, and the watch has put another in its place; a person may bring it back all the same. */
  isRepair: z.boolean().optional(),
});

/** A model that was rolled back, or replaced, for a task, so that the next night does not bring it back. */
export type Hold = z.infer<typeof holdSchema>;

/** A model and the task for which it is held. */
export type HeldForTask = ModelIdentity & { task: string };

export interface HoldStore {
  /** Those that have not run out. */
  list(): Promise<Hold[]>;
  /** Holds models from now on for `days`; a hold of the same model and task begins anew. */
  add(models: readonly HeldForTask[], days: number, facts?: { isRepair: true }): Promise<void>;
  /** Ends these holds. */
  remove(models: readonly HeldForTask[]): Promise<void>;
  /** Ends holds of a model (null: of every model), for one task or for all; answers how many there were. */
  release(model: ModelIdentity | null, task: string | null): Promise<number>;
}

const millisecondsPerDay = 86_400_000;

/** The holds in `history/holds.json`. Its calls reject with a `UserFacingError` where the file cannot be used. */
export function createHoldStore({ home, ...dependencies }: DocumentDependencies): HoldStore {
  const { clock } = dependencies;
  const document = openJsonDocument<{ holds: Hold[] }>({
    ...dependencies,
    path: join(home, "history", "holds.json"),
    // Without its holds, the next night would bring back what was rolled back.
    backupPath: join(home, "history", "backups", "holds.json"),
    schema: z.object({ holds: z.array(holdSchema) }),
    initial: { holds: [] },
  });
  const isCurrent = (hold: Hold) => Date.parse(hold.until) > clock.now();

  return {
    async list() {
      return (await document.read()).holds.filter(isCurrent);
    },
    async add(models, days, facts = undefined) {
      if (models.length === 0 || days === 0) return;
      const since = toTimestamp(clock.now());
      const until = toTimestamp(clock.now() + days * millisecondsPerDay);
      const added = models.map(({ task, provider, model }) => ({ task, provider, model, since, until, ...facts }));
      const isRenewed = (hold: Hold) => added.some((each) => each.task === hold.task && isSameModel(each, hold));
      await document.update(({ holds }) => ({
        holds: [...holds.filter((hold) => isCurrent(hold) && !isRenewed(hold)), ...added],
      }));
    },
    async remove(models) {
      if (models.length === 0) return;
      const isNamed = (hold: Hold) => models.some((each) => each.task === hold.task && isSameModel(each, hold));
      await document.update(({ holds }) => ({ holds: holds.filter((hold) => !isNamed(hold)) }));
    },
    async release(model, task) {
      const isReleased = (hold: Hold) =>
        (model === null || isSameModel(hold, model)) && (task === null || hold.task === task);
      let released = 0;
      await document.update(({ holds }) => {
        released = holds.filter((hold) => isCurrent(hold) && isReleased(hold)).length;
        return { holds: holds.filter((hold) => isCurrent(hold) && !isReleased(hold)) };
      });
      return released;
    },
  };
}
