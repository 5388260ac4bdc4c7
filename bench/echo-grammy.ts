import process from "node:process";
import { Bot } from "grammy";

const { BOT_TOKEN = "", TELEGRAM_API_ROOT = "" } = process.env;
const bot = new Bot(BOT_TOKEN, { client: { apiRoot: TELEGRAM_API_ROOT } });
bot.on("message:text", (context) => context.reply(context.message.text));
process.once("SIGTERM", () => void bot.stop());
await bot.start();
