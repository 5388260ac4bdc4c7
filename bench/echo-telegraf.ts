import { createRequire } from "node:module";
import process from "node:process";

interface EchoContext {
  message: { text: string };
  reply(text: string): Promise<unknown>;
}

/** The part of telegraf that is used here: a check of this folder does without the package. */
interface Telegraf {
  on(kind: "text", handler: (context: EchoContext) => Promise<unknown>): void;
  launch(): Promise<void>;
  stop(): void;
}

const { Telegraf } = createRequire(import.meta.url)("telegraf") as {
  Telegraf: new (token: string, options: { telegram: { apiRoot: string } }) => Telegraf;
};

const { BOT_TOKEN = "", TELEGRAM_API_ROOT = "" } = process.env;
const bot = new Telegraf(BOT_TOKEN, { telegram: { apiRoot: TELEGRAM_API_ROOT } });
bot.on("text", (context) => context.reply(context.message.text));
process.once("SIGTERM", () => bot.stop());
await bot.launch();
