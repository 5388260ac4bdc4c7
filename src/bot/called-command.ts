import type { BotContext } from "./context.ts";

/** A command as somebody wrote it. */
export interface CalledCommand {
  /** In lower case: phones begin a message with a capital. */
  name: string;
  /** Whom it is addressed to ("/help@some_bot"), in lower case; null where it names nobody. */
  bot: string | null;
  /** What stands behind it. */
  words: string[];
  /** The same as it was written, with its line breaks. */
  rest: string;
}

/**
 * The command that a message, or what is written under a picture, begins with, as Telegram tells commands ("/usr/bin" is
 * none); null where there is none.
 */
export function readCommand({ message }: Pick<BotContext, "message">): CalledCommand | null {
  const text = message?.text ?? message?.caption ?? "";
  const match = /^\/(\w{1,64})(?:@(\w+))?(?![\w/<>])/.exec(text);
  if (match === null) return null;
  const [called, name = "", bot] = match;
  const rest = text.slice(called.length).trim();
  const words = rest.split(/\s+/);
  return {
    name: name.toLowerCase(),
    bot: bot?.toLowerCase() ?? null,
    words: words.filter((word) => word !== ""),
    rest,
  };
}

/** Whether a command names another bot than ours. */
export function isForAnother({ bot }: CalledCommand, { me }: BotContext): boolean {
  return bot !== null && bot !== me.username.toLowerCase();
}
