import { once } from "node:events";
import { type BotProcess, startChatBot } from "./bot-process.ts";
import { isWhole } from "./chat-answer.ts";
import { startForked } from "./forked.ts";
import type { Upstream } from "./gateway-process.ts";
import type { Open } from "./opened.ts";
import type { ChatModelDescription, Written } from "./serve-chat-model.ts";
import type { Answered, AskedQuestion, ChatScene } from "./serve-chat-people.ts";

/** An answer as it was written and as it was shown. Times are in milliseconds since the epoch. */
export interface Told extends Answered {
  firstWrittenAt: number;
  lastWrittenAt: number;
}

/** The service with people who chat, and the model that answers them, each in a process of its own. */
export interface ChatProcesses {
  bot: BotProcess;
  /** @throws Error where an answer is not whole, or not there after a minute. */
  ask(questions: readonly AskedQuestion[], options?: { oneByOne?: boolean }): Promise<Told[]>;
}

/** Telegram, as far away as it usually is. */
const latencyMs = 20;
const longestSceneMs = 60_000;

/** How long from the question to the end of its answer, in milliseconds. */
export function waitOf({ askedAt, wholeAt }: Answered): number {
  return wholeAt - askedAt;
}

async function startPeople() {
  const people = await startForked<{ url: string; token: string }>("serve-chat-people.ts", { latencyMs });
  return {
    environment: { TELEGRAM_API_ROOT: people.first.url, BOT_TOKEN: people.first.token },
    async play(scene: ChatScene): Promise<Answered[]> {
      const answer = once(people.child, "message", { signal: AbortSignal.timeout(longestSceneMs) });
      people.child.send(scene);
      const [answered] = await answer.catch((cause) => {
        throw new Error("The chat of the bench has not answered everybody within a minute.", { cause });
      });
      return answered as Answered[];
    },
    stop: people.stop,
  };
}

async function startModel(description: ChatModelDescription) {
  const { child, first, stop } = await startForked<Upstream>("serve-chat-model.ts", description);
  return {
    upstream: first,
    async written(): Promise<Map<number, Written>> {
      const answer = once(child, "message");
      child.send("written");
      const [written] = (await answer) as [Written[]];
      return new Map(written.map((each) => [each.chatId, each]));
    },
    stop,
  };
}

function told(answered: Answered, written: Written | undefined): Told {
  const { chatId, tokens, text, file } = answered;
  if (written === undefined || !isWhole(file ?? text, { chatId, tokens }))
    throw new Error(`The answer in the chat ${chatId} of the bench is not whole: ${text.slice(0, 1_000)}`);
  return { ...answered, firstWrittenAt: written.firstAt, lastWrittenAt: written.lastAt };
}

export async function openChat(open: Open, description: ChatModelDescription): Promise<ChatProcesses> {
  const model = await open(startModel(description));
  const people = await open(startPeople());
  const bot = await open(startChatBot(people, model.upstream));
  return {
    bot,
    async ask(questions, { oneByOne = false } = {}) {
      const answered = await people.play({ kind: "questions", questions, oneByOne });
      const written = await model.written();
      return answered.map((each) => told(each, written.get(Math.abs(each.chatId))));
    },
  };
}
