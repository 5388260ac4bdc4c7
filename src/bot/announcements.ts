import type { Api } from "grammy";
import type { Notice } from "../notices/notice.ts";
import type { Policy } from "../policy.ts";
import type { Clock } from "../shared/clock.ts";
import { messageOf } from "../shared/file-fault.ts";
import { type NoticeOptions, noticeContent } from "./features/update/notice-content.ts";
import { textsOf } from "./languages/texts.ts";
import type { Content } from "./messages/content.ts";
import { sendContent } from "./messages/deliver.ts";
import { createMoments } from "./messages/moments.ts";
import type { PeopleStore } from "./people.ts";

export interface AnnouncementOptions extends Pick<NoticeOptions, "app"> {
  api: Api;
  administratorIds: readonly number[];
  people: PeopleStore;
  readPolicy(): Promise<Policy>;
  clock: Clock;
  logger: { info(message: string): void; warn(message: string): void };
}

/** Sends something to each administrator, in their own language. One who cannot be reached keeps nobody from it. */
export async function tellAdministrators(
  contentFor: (administrator: { id: number; language: "en" | "pt" }) => Promise<Content>,
  { api, administratorIds, people, logger }: AnnouncementOptions,
): Promise<void> {
  for (const id of administratorIds) {
    const language = (await people.lastLanguage(id).catch(() => null)) ?? "en";
    try {
      await sendContent({ api, chatId: id }, await contentFor({ id, language }));
    } catch (error) {
      logger.warn(`Administrator ${id} could not be told: ${messageOf(error)}`);
    }
  }
}

/** Tells the administrators what they have not asked for. */
export async function announce(notice: Notice, options: AnnouncementOptions): Promise<void> {
  const { app, readPolicy, clock } = options;
  const timeZone = await readPolicy().then(
    (policy) => policy.schedule.timeZone,
    () => "UTC",
  );
  await tellAdministrators(async ({ language }) => {
    const texts = textsOf(language);
    const moments = createMoments({ locale: texts.locale, timeZone, now: clock.now() });
    return await noticeContent(notice, { app, texts, moments });
  }, options);
}
