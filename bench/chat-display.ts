import { setImmediate as nextTurn } from "node:timers/promises";
import { Api } from "grammy";
import { english } from "../src/bot/languages/english/english.ts";
import { type AnswerMessage, createAnswerMessage } from "../src/bot/messages/answer/answer-message.ts";
import { createChatPace } from "../src/bot/messages/answer/pace.ts";
import { createFakeClock } from "../test/support/fake-clock.ts";

/** What comes within a second and a bit, when something is shown again. */
const tokensBetween = 55;
const lasting = { isFleeting: false, show: async () => {}, settle: async () => 1, clear: async () => {} };

/** Takes the file. */
function createTakingApi(): Api {
  const api = new Api("1:bench");
  api.config.use(async () => ({ ok: true, result: { message_id: 1 } as never }));
  return api;
}

function createMessage(): AnswerMessage {
  const clock = createFakeClock();
  const { growing, wholeInFile: whole, noFile, fileName } = english.chat;
  return createAnswerMessage({
    place: { api: createTakingApi(), chatId: 10_001 },
    preview: lasting,
    pace: createChatPace(clock),
    words: { growing, whole, noFile, fileName },
    clock,
    logger: { debug() {}, warn() {} },
    onGone() {},
    signal: new AbortController().signal,
  });
}

/**
 * Shows an answer, of which these are the tokens, to nobody, by a clock that waits for nothing: at 50 tokens a second it
 * is shown again every 55 tokens, else all of it comes at once. Answers what that costs in processor time, in
 * milliseconds.
 */
export async function displayCost(tokens: readonly string[], { atOnce }: { atOnce: boolean }): Promise<number> {
  const message = createMessage();
  const before = process.cpuUsage();
  for (const [index, token] of tokens.entries()) {
    message.add(token);
    // One turn wakes who waits for a second to pass, the next lets it show what came.
    if (!atOnce && index % tokensBetween === 0) await nextTurn().then(() => nextTurn());
  }
  await message.end({});
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000;
}
