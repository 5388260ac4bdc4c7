import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { z } from "zod";
import type { QuarantinedModel } from "../domain/quarantine.ts";
import { type DocumentDependencies, openJsonDocument } from "../shared/json-document.ts";

const quarantineSchema = z.looseObject({
  models: z
    .array(
      z.looseObject({
        provider: z.string(),
        model: z.string(),
        reason: z.string(),
        tasks: z.array(z.string()).default([]),
        since: z.iso.datetime(),
        downloadsBefore: z.number().nullable().default(null),
      }),
    )
    .default([]),
});

/** The models that wait for a person, as the last runs have found them. */
export interface QuarantineStore {
  list(): Promise<QuarantinedModel[]>;
  /** Puts what a run has found in the place of what was there. */
  replace(models: readonly QuarantinedModel[]): Promise<void>;
}

/** `history/quarantine.json`. Its calls reject with a `UserFacingError` where the file cannot be used. */
export function createQuarantineStore({ home, ...dependencies }: DocumentDependencies): QuarantineStore {
  const document = openJsonDocument<{ models: QuarantinedModel[] }>({
    ...dependencies,
    path: join(home, "history", "quarantine.json"),
    schema: quarantineSchema,
    initial: { models: [] },
  });
  return {
    list: async () => (await document.read()).models,
    async replace(models) {
      if (isDeepStrictEqual((await document.read()).models, models)) return;
      await document.update((present) => ({ ...present, models: [...models] }));
    },
  };
}
