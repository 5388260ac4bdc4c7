import { join } from "node:path";
import { z } from "zod";
import { type DocumentDependencies, openJsonDocument } from "../shared/json-document.ts";

const noticesSchema = z.looseObject({
  /** Proposals that are not told again until then. */
  snoozed: z
    .array(z.looseObject({ fingerprint: z.string(), until: z.iso.datetime(), trigger: z.string() }))
    .default([]),
  /** When somebody first looked whether updates succeed. */
  watchedSince: z.iso.datetime().nullable().default(null),
  /** The last update that is known to have succeeded: the history forgets it after many that failed. */
  lastSuccess: z.iso.datetime().nullable().default(null),
  /** The end of the last scheduled run that somebody was told of. */
  runsToldUntil: z.iso.datetime().nullable().default(null),
  /** When the present silence was last told. */
  silenceToldAt: z.iso.datetime().nullable().default(null),
  /** The models that wait for a person, of which somebody was told. */
  waitingTold: z.array(z.looseObject({ provider: z.string(), model: z.string() })).default([]),
});

/** What notices remember across restarts. */
export type NoticeState = z.infer<typeof noticesSchema>;

export interface NoticeStore {
  read(): Promise<NoticeState>;
  /** Changes what stands on the disk now. */
  update(change: (state: NoticeState) => NoticeState): Promise<void>;
}

/** `history/notices.json`. Its calls reject with a `UserFacingError` where the file cannot be used. */
export function createNoticeStore({ home, ...dependencies }: DocumentDependencies): NoticeStore {
  const document = openJsonDocument<NoticeState>({
    ...dependencies,
    path: join(home, "history", "notices.json"),
    schema: noticesSchema,
    initial: noticesSchema.parse({}),
  });
  return {
    read: () => document.read(),
    async update(change) {
      await document.update(change);
    },
  };
}
