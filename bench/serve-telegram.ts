import process from "node:process";
import { setTimeout as delay } from "node:timers/promises";
import { type StoredMessage, startTelegram, type TelegramEvent } from "../demo/world/telegram/telegram.ts";

/** What people do in the stand-in for Telegram, and what the bench wants to know of it. */
export type Scene =
  /** Nothing: done as soon as a bot fetches updates. */
  | { kind: "arrival" }
  /** All people send the text at once, and again as soon as they are answered, so many times each. */
  | { kind: "crowd"; text: string; people: number; times: number }
  /**
   * Every so many milliseconds another of twenty people sends the text, whether the last was answered or not. It ends
   * after so many milliseconds or, where an administrator asks for something first, with the last word on that.
   */
  | { kind: "trickle"; text: string; everyMs: number; until: { forMs: number } | { answerTo: string } };

export interface TelegramDescription {
  /** Milliseconds before each answer. */
  latencyMs: number;
  /** The user id of whoever asks for more than the crowd. */
  administratorId: number;
}

const firstPersonId = 5001;
const peopleInTrickle = 20;

const description = JSON.parse(process.argv[2] ?? "{}") as TelegramDescription;
const telegram = await startTelegram({ latencyMs: description.latencyMs });
const administrator = telegram.user(description.administratorId, { languageCode: "en" });

function personAt(place: number) {
  return telegram.user(firstPersonId + place, { languageCode: "en" });
}

/** Calls back on what the bot says in a chat, with how it is edited. */
function listen(listener: (message: StoredMessage) => void): () => void {
  return telegram.subscribe((event: TelegramEvent) => {
    if ((event.kind === "message" || event.kind === "edit") && event.message.from === "bot") listener(event.message);
  });
}

async function arrive(): Promise<number[]> {
  while (!telegram.calls.some(({ method }) => method === "getUpdates")) await delay(10);
  return [];
}

/** Answers how long it took until the last was answered, in milliseconds. */
async function playCrowd({ text, people, times }: Extract<Scene, { kind: "crowd" }>): Promise<number[]> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const left = new Map<number, number>();
  const end = listen(({ chatId }) => {
    const more = (left.get(chatId) ?? 0) - 1;
    left.set(chatId, more);
    if (more > 0) telegram.user(chatId).send(text);
    else left.delete(chatId);
    if (left.size === 0) resolve();
  });
  const start = performance.now();
  for (let place = 0; place < people; place += 1) {
    left.set(personAt(place).id, times);
    personAt(place).send(text);
  }
  await promise;
  end();
  return [performance.now() - start];
}

/** Resolves with the bot's last word to the administrator: the one that can no longer be cancelled. */
function lastWord(): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const end = listen(({ chatId, buttons }) => {
    const isOpen = buttons.flat().some((button) => button.text === "Cancel");
    if (chatId === administrator.id && !isOpen) resolve();
  });
  return promise.finally(end);
}

/** Answers how long each waited for the answer, in milliseconds. */
async function playTrickle({ text, everyMs, until }: Extract<Scene, { kind: "trickle" }>): Promise<number[]> {
  const asked = new Map<number, number[]>();
  const waits: number[] = [];
  const end = listen(({ chatId }) => {
    const since = asked.get(chatId)?.shift();
    if (since !== undefined) waits.push(performance.now() - since);
  });
  let isOver = false;
  const over = ("forMs" in until ? delay(until.forMs) : lastWord()).then(() => {
    isOver = true;
  });
  if ("answerTo" in until) administrator.send(until.answerTo);
  for (let place = 0; !isOver; place = (place + 1) % peopleInTrickle) {
    const { id, send } = personAt(place);
    asked.set(id, [...(asked.get(id) ?? []), performance.now()]);
    send(text);
    await Promise.race([delay(everyMs), over]);
  }
  while ([...asked.values()].some((times) => times.length > 0)) await delay(1);
  end();
  return waits;
}

function play(scene: Scene): Promise<number[]> {
  // What was called is of no use any more, and would fill the memory.
  if (scene.kind !== "arrival") telegram.calls.length = 0;
  if (scene.kind === "arrival") return arrive();
  return scene.kind === "crowd" ? playCrowd(scene) : playTrickle(scene);
}

process.on("message", (scene: Scene) => void play(scene).then((waits) => process.send?.({ waits })));
process.once("disconnect", () => void telegram.stop().then(() => process.exit()));
process.send?.({ url: telegram.url, token: telegram.token });
