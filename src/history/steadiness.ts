import { join } from "node:path";
import { z } from "zod";
import { type Improvement, isRecent, type MissedRoute, type SteadinessRecord } from "../domain/steadiness.ts";
import { toTimestamp } from "../shared/clock.ts";
import { type DocumentDependencies, openJsonDocument } from "../shared/json-document.ts";

const steadinessSchema = z.looseObject({
  missed: z
    .array(
      z.looseObject({
        task: z.string(),
        provider: z.string(),
        model: z.string(),
        host: z.string().nullable(),
        interface: z.string(),
        listings: z.int().min(1),
      }),
    )
    .default([]),
  improvements: z.array(z.looseObject({ task: z.string(), at: z.iso.datetime() })).default([]),
});

/** What keeps updates steady, across restarts. */
export interface SteadinessStore {
  read(): Promise<SteadinessRecord>;
  /** Puts what is missing after a run in the place of what was missing before it. */
  noteMissed(missed: readonly MissedRoute[]): Promise<void>;
  /** Notes that these tasks have got a better model just now, although what they had was fine. */
  noteImprovements(tasks: readonly string[]): Promise<void>;
}

/** `history/steadiness.json`. Its calls reject with a `UserFacingError` where the file cannot be used. */
export function createSteadinessStore({ home, ...dependencies }: DocumentDependencies): SteadinessStore {
  const { clock } = dependencies;
  const document = openJsonDocument<{ missed: MissedRoute[]; improvements: Improvement[] }>({
    ...dependencies,
    path: join(home, "history", "steadiness.json"),
    schema: steadinessSchema,
    initial: { missed: [], improvements: [] },
  });
  return {
    read: () => document.read(),
    async noteMissed(missed) {
      const { missed: before } = await document.read();
      if (missed.length === 0 && before.length === 0) return;
      await document.update((present) => ({ ...present, missed: [...missed] }));
    },
    async noteImprovements(tasks) {
      if (tasks.length === 0) return;
      const at = toTimestamp(clock.now());
      await document.update((present) => ({
        ...present,
        improvements: [
          ...present.improvements.filter((each) => isRecent(each, clock.now())),
          ...tasks.map((task) => ({ task, at })),
        ],
      }));
    },
  };
}
