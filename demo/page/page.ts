import type { IncomingMessage, ServerResponse } from "node:http";
import { join } from "node:path";
import { cast } from "../cast.ts";
import type { DemoWorld } from "../demo-world.ts";
import { startTelegram, type Telegram, type TelegramEvent } from "../world/telegram/telegram.ts";
import { botUserName, club } from "./club.ts";
import { watchConfiguration } from "./configuration.ts";
import { createCrowd } from "./crowd.ts";
import { createEventStream } from "./event-stream.ts";
import { createHappenings } from "./happenings.ts";
import { viewMessage } from "./message-view.ts";
import { createPageRoutes } from "./page-routes.ts";
import { type Person, people } from "./people.ts";

export interface PageOptions {
  world: DemoWorld;
  /** The folder whose config/models.json is shown. */
  home: string;
  /** 0 for any free one. */
  port: number;
}

export interface Page {
  /** Both the page's address and the Bot API's root, without a slash at the end. */
  url: string;
  telegram: Telegram;
  stop(): Promise<void>;
}

/** Starts the stand-in for Telegram with the page on its port, on 127.0.0.1. @throws Error where the port is taken. */
export async function startPage({ world, home, port }: PageOptions): Promise<Page> {
  let serve: ((request: IncomingMessage, response: ServerResponse) => void) | null = null;
  const telegram = await startTelegram({
    port,
    serve(request, response) {
      serve?.(request, response);
      return serve !== null;
    },
  });
  for (const { id, firstName, languageCode } of people) telegram.user(id, { firstName, languageCode });
  telegram.group(club.id, club.title);
  const stream = createEventStream();
  const configuration = watchConfiguration(join(home, "config", "models.json"), () =>
    stream.tell("configuration", configuration.current()),
  );
  const crowd = createCrowd({ telegram, disliked: [cast.favourite.model, cast.boaster.model] });
  const happenings = createHappenings({
    world,
    crowd,
    bestChat: () => configuration.current()?.tasks.find(({ task }) => task === "conversational") ?? null,
  });
  const unsubscribe = telegram.subscribe((event) => {
    if (isShown(event)) stream.tell(...noticeOf(event, telegram));
  });
  serve = createPageRoutes({
    telegram,
    happenings,
    onHappening: () => stream.tell("happenings", happenings.list()),
    join: (response) =>
      stream.join(response, {
        event: "state",
        data: {
          ...stateOf(telegram),
          happenings: happenings.list(),
          configuration: configuration.current(),
        },
      }),
  });
  return {
    url: telegram.url,
    telegram,
    async stop() {
      crowd.stop();
      unsubscribe();
      configuration.stop();
      stream.stop();
      await telegram.stop();
    },
  };
}

const shownChats: ReadonlySet<number> = new Set([...people.map(({ id }) => id), club.id]);

/** The chats of the crowd are nobody's on the page. */
function isShown(event: TelegramEvent): boolean {
  return event.kind === "menu" || shownChats.has(event.chatId);
}

/** What the page is told of an event: its name and its data. */
function noticeOf(event: TelegramEvent, telegram: Telegram): [name: string, data: unknown] {
  switch (event.kind) {
    case "message":
    case "edit":
      return [event.kind, viewMessage(event.message)];
    case "delete":
      return ["delete", { chatId: event.chatId, messageId: event.message.messageId }];
    case "menu":
      return ["menus", menusOf(telegram)];
    case "draft":
    case "answer":
    case "action":
      return [event.kind, event];
  }
}

/** What stands in all chats now. */
function stateOf(telegram: Telegram) {
  return {
    people,
    club: { ...club, botUserName },
    messages: [...shownChats].flatMap((id) => telegram.messages(id).map(viewMessage)),
    drafts: people.flatMap(({ id }) => ({ chatId: id, draft: telegram.draft(id) })),
    menus: menusOf(telegram),
  };
}

/** The commands that each person is shown: in the own chat by the person's id, in the group by "id@group". */
function menusOf(telegram: Telegram): Record<string, { command: string; description: string }[]> {
  return Object.fromEntries(people.flatMap((person) => [...menusFor(telegram, person)]));
}

function menusFor(telegram: Telegram, { id, languageCode }: Person) {
  return new Map([
    [String(id), telegram.menu(id, { languageCode, userId: id })],
    [`${id}@${club.id}`, telegram.menu(club.id, { languageCode, userId: id })],
  ]);
}
