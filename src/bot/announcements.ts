import type { Api } from "grammy";
import type { Notice } from "../notices/notice.ts";
import type { Policy } from "../policy.ts";
import type { Clock } from "../shared/clock.ts";
import { messageOf } from "../shared/file-fault.ts";
import { type NoticeOptions, noticeContents } from "./features/update/notice-content.ts";
import { textsOf } from "./languages/texts.ts";
import type { Content } from "./messages/content.ts";
import { sendContent } from "./messages/deliver.ts";
import { readMoments } from "./messages/moments.ts";
import type { PeopleStore } from "./people.ts";

export interface AnnouncementOptions extends Pick<NoticeOptions, "app"> {
  api: Api;
  administratorIds: readonly number[];
  people: PeopleStore;
  readPolicy(): Promise<Policy>;
  clock: Clock;
  logger: { info(message: string): void; warn(message: string): void };
}

/**
 * Sends something to each administrator, in their own language, and answers whether any was reached. One who cannot be
 * keeps nobody from it.
 */
export async function tellAdministrators(
  contentsFor: (administrator: { id: number; language: "en" | "pt" }) => Promise<Content[]>,
  { api, administratorIds, people, logger }: AnnouncementOptions,
): Promise<boolean> {
  let isAnyReached = false;
  for (const id of administratorIds) {
    const language = (await people.lastLanguage(id).catch(() => null)) ?? "en";
    try {
      for (const content of await contentsFor({ id, language })) {
        await sendContent({ api, chatId: id }, content);
        isAnyReached = true;
      }
    } catch (error) {
      logger.warn(`Administrator ${id} could not be told: ${messageOf(error)}`);
    }
  }
  return isAnyReached;
}

/** Tells the administrators what they have not asked for; answers whether any was reached. */
export async function announce(notice: Notice, options: AnnouncementOptions): Promise<boolean> {
  const { app, readPolicy, clock } = options;
  return await tellAdministrators(async ({ id, language }) => {
    const texts = textsOf(language);
    const moments = await readMoments(texts, { readPolicy, clock });
    return await noticeContents(notice, { app, texts, moments, reader: `telegram:${id}` });
  }, options);
}
