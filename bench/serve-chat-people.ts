import process from "node:process";
import { setTimeout as delay } from "node:timers/promises";
import { startTelegram, type TelegramEvent } from "../demo/world/telegram/telegram.ts";
import { questionFor, type WantedAnswer, wordsIn } from "./chat-answer.ts";

/** Each in a chat of its own: a person's, or, where it is negative, a group's. */
export type AskedQuestion = Pick<WantedAnswer, "chatId" | "tokens">;

export type ChatScene =
  /** Nothing: done as soon as a bot fetches updates. */
  | { kind: "arrival" }
  /** All at once, or the next as soon as something of the last one's answer is to be seen. Done when all are answered. */
  | { kind: "questions"; questions: readonly AskedQuestion[]; oneByOne: boolean };

/** A call by which something is shown in a chat, or changed there. */
export interface ShownCall {
  method: string;
  /** When it arrived, in milliseconds since the epoch. */
  at: number;
  /** Whether something of the answer is in it. */
  hasWords: boolean;
}

export interface Answered extends AskedQuestion {
  /** In milliseconds since the epoch. */
  askedAt: number;
  wholeAt: number;
  calls: ShownCall[];
  /** All that the bot has said in the chat. */
  text: string;
  /** What the file holds that it has sent; null where there is none. */
  file: string | null;
}

interface Waiting {
  askedAt: number;
  shown: PromiseWithResolvers<void>;
  whole: PromiseWithResolvers<number>;
}

const { latencyMs } = JSON.parse(process.argv[2] ?? "{}") as { latencyMs: number };
const telegram = await startTelegram({ latencyMs });
const waiting = new Map<number, Waiting>();
const showing = new Set(["sendMessageDraft", "sendMessage", "editMessageText", "sendDocument"]);

telegram.subscribe((event: TelegramEvent) => {
  if (event.kind === "draft" && event.draft?.text) waiting.get(event.chatId)?.shown.resolve();
  if ((event.kind !== "message" && event.kind !== "edit") || event.message.from !== "bot") return;
  waiting.get(event.chatId)?.shown.resolve();
  // These stand under an answer that is whole.
  const isWhole = event.message.buttons.flat().some(({ text }) => text === "👍");
  if (isWhole) waiting.get(event.chatId)?.whole.resolve(Date.now());
});

async function arrive(): Promise<void> {
  while (!telegram.calls.some(({ method }) => method === "getUpdates")) await delay(10);
}

function ask(question: AskedQuestion): Waiting {
  const { chatId } = question;
  const wait = { askedAt: Date.now(), shown: Promise.withResolvers<void>(), whole: Promise.withResolvers<number>() };
  waiting.set(chatId, wait);
  const person = telegram.user(Math.abs(chatId), { languageCode: "en" });
  if (chatId < 0) {
    telegram.group(chatId, `Group ${chatId}`);
    person.send(`@modelvane_demo_bot ${questionFor(question)}`, { chatId });
  } else person.send(questionFor(question));
  return wait;
}

function callsByChat(): Map<unknown, ShownCall[]> {
  const shown = telegram.calls.filter(({ method }) => showing.has(method));
  const entries = shown.map(({ method, at, payload }) => ({
    chatId: Number(payload.chat_id),
    call: { method, at, hasWords: wordsIn(String(payload.text ?? "")).length > 0 },
  }));
  const groups = Map.groupBy(entries, ({ chatId }) => chatId);
  return new Map([...groups].map(([chatId, calls]) => [chatId, calls.map(({ call }) => call)]));
}

async function collect(question: AskedQuestion, { askedAt, whole }: Waiting): Promise<Answered> {
  const wholeAt = await whole.promise;
  const said = telegram.messages(question.chatId).filter(({ from }) => from === "bot");
  const file = said.find(({ document }) => document !== null)?.document?.bytes.toString() ?? null;
  return { ...question, askedAt, wholeAt, calls: [], text: said.map(({ text }) => text).join("\n"), file };
}

async function play(scene: ChatScene): Promise<Answered[]> {
  if (scene.kind === "arrival") return await arrive().then(() => []);
  telegram.calls.length = 0;
  const answers: Promise<Answered>[] = [];
  for (const question of scene.questions) {
    const wait = ask(question);
    answers.push(collect(question, wait));
    if (scene.oneByOne) await wait.shown.promise;
  }
  const answered = await Promise.all(answers);
  const calls = callsByChat();
  return answered.map((each) => ({ ...each, calls: calls.get(each.chatId) ?? [] }));
}

process.on("message", (scene: ChatScene) => void play(scene).then((answered) => process.send?.(answered)));
process.once("disconnect", () => void telegram.stop().then(() => process.exit()));
process.send?.({ url: telegram.url, token: telegram.token });
