import type { Context } from "grammy";
import type { App } from "../app.ts";
import type { Clock } from "../shared/clock.ts";
import type { Logger } from "../shared/logger.ts";
import type { Background } from "./background.ts";
import type { Texts } from "./languages/texts.ts";
import type { Content } from "./messages/content.ts";
import type { Moments } from "./messages/moments.ts";

/** What an update brings along for its handler. */
export interface Exchange {
  texts: Texts;
  /** Knows the update's id. */
  logger: Logger;
  /** An administrator, in a place where administrators' commands are taken. */
  isAdministrator: boolean;
  /** Whether the policy lets them chat here. */
  mayChat(): Promise<boolean>;
  /** Whether somebody whom the bot does not chat with is to be told so now. */
  tellsStranger(): boolean;
  /** Who did it, as the history writes it: "telegram:USER_ID". */
  trigger: string;
  /** Dates in the person's language and the policy's time zone. */
  moments(): Promise<Moments>;
  /** Sends an answer, in several messages where it is long. Answers the id of the last one. */
  say(content: Content): Promise<number>;
  /** Puts an answer in the place of the message whose button was tapped. */
  replace(content: Content): Promise<void>;
  /** Puts an answer in the place of an earlier one of this chat. */
  edit(messageId: number, content: Content): Promise<void>;
  /** A short word over the chat, for a tap; as a window of its own where it must be noticed. */
  notify(text: string, options?: { alert: boolean }): Promise<void>;
  /** Remembers that this message tells how it goes, so that after a crash it can tell how it went. Never rejects. */
  progressIsAt(messageId: number): Promise<void>;
  /** Goes on with work after this update is handled; `name` stands in the log. */
  inBackground(name: string, work: (signal: AbortSignal) => Promise<void>): void;
}

export type BotContext = Context & {
  exchange: Exchange;
  /** What this update has begun and what outlives it. */
  backgroundWork: Promise<boolean>[];
  /** Whether a tap has been answered: each must be, once. */
  isTapAnswered: boolean;
};

/** What every feature works with. */
export interface FeatureDependencies {
  app: App;
  clock: Clock;
  background: Background;
}
