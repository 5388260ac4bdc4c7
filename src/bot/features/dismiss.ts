import { GrammyError } from "grammy";
import type { BotContext } from "../context.ts";
import type { Feature } from "../feature.ts";

/** Takes the question away; Telegram lets a bot delete only what is younger than 48 hours (Bot API, deleteMessage). */
async function dismiss(context: BotContext): Promise<void> {
  const { exchange } = context;
  try {
    await context.deleteMessage();
  } catch (error) {
    if (!(error instanceof GrammyError) || error.error_code !== 400) throw error;
    const isGone = error.description.includes("message to delete not found");
    if (!isGone) await exchange.replace({ text: exchange.texts.common.dismissed });
  }
}

/** The *Cancel* of a question: it goes away, and nothing has happened. */
export function createDismissFeature(): Feature {
  return {
    name: "dismiss",
    commands: [],
    buttons: [{ name: "dismiss", access: "administrator", effect: null, run: dismiss }],
  };
}
