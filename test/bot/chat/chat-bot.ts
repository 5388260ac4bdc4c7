import type { StoredMessage } from "../../../demo/world/telegram/telegram.ts";
import { createTestBot, labels, type TestBot, type TestBotOptions } from "../../support/bot.ts";

/** The service with its bot, in a world whose models can be called. */
export async function createChatBot(options: TestBotOptions = {}): Promise<TestBot> {
  return await createTestBot({ ...options, environment: { HF_TOKEN: "hf_demo", ...options.environment } });
}

/** An answer is whole when it has its buttons. */
export function isAnswer(message: StoredMessage): boolean {
  return labels(message).includes("👍");
}
