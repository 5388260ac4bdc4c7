import type { BotContext } from "./context.ts";

/** A command as somebody wrote it. */
export interface CalledCommand {
  /** In lower case: phones begin a message with a capital. */
  name: string;
  /** Whom it is addressed to ("/help@some_bot"), in lower case; null where it names nobody. */
  bot: string | null;
  /** What stands behind it. */
  words: string[];
}

/** The command that a message begins with; null where there is none. */
export function readCommand({ message }: BotContext): CalledCommand | null {
  const match = /^\/(\w{1,64})(?:@(\w+))?/.exec(message?.text ?? "");
  if (match === null) return null;
  const [called, name = "", bot] = match;
  const words = (message?.text ?? "").slice(called.length).split(/\s+/);
  return {
    name: name.toLowerCase(),
    bot: bot?.toLowerCase() ?? null,
    words: words.filter((word) => word !== ""),
  };
}

/** Whether a command names another bot than ours. */
export function isForAnother({ bot }: CalledCommand, { me }: BotContext): boolean {
  return bot !== null && bot !== me.username.toLowerCase();
}
