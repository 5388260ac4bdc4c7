import type { Telegram, TelegramEvent } from "../world/telegram/telegram.ts";

const size = 30;
const firstId = 2001;

/** Members of the club whose chats nobody sees on the page: each has one with the bot. */
export const crowdIds: readonly number[] = Array.from({ length: size }, (_each, at) => firstId + at);

/** Every second one wants code, so that another task is in use, too. */
const questions = [
  "What does a weathervane do?",
  "/code a function that names the wind by its degrees",
  "How do I oil an old weathercock?",
  "/code a list of the eight winds",
];

/** Two to three questions a second of all together: each of them asks every twelve seconds. */
const usualPauseMs = 400;

export interface Crowd {
  /** They ask the bot something, one after another, until `stop`. */
  start(): void;
  stop(): void;
  isHere(): boolean;
}

interface CrowdOptions {
  telegram: Telegram;
  /** Whose answers they think bad, by parts of their text. */
  disliked: readonly string[];
  /** Milliseconds between two of their questions. */
  pauseMs?: number;
}

/** Stand-in people who use the bot as people do: they ask, and tap 👎 under what they dislike. */
export function createCrowd({ telegram, disliked, pauseMs = usualPauseMs }: CrowdOptions): Crowd {
  let timer: NodeJS.Timeout | null = null;
  let unsubscribe = () => {};
  let asked = 0;

  function ask(): void {
    const person = telegram.user(crowdIds[asked % size] ?? firstId, { firstName: "Club member", languageCode: "en" });
    person.send(questions[asked % questions.length] ?? "");
    asked += 1;
  }

  function judge(event: TelegramEvent): void {
    if ((event.kind !== "message" && event.kind !== "edit") || !crowdIds.includes(event.chatId)) return;
    const { message } = event;
    const bad = message.buttons.flat().find(({ text }) => text === "👎");
    if (!bad || message.from !== "bot" || !disliked.some((words) => message.text.includes(words))) return;
    // Somebody else may have taken the button away meanwhile: then they say nothing.
    telegram
      .user(event.chatId)
      .tap(message, bad.text)
      .catch(() => {});
  }

  return {
    isHere: () => timer !== null,
    start() {
      if (timer !== null) return;
      unsubscribe = telegram.subscribe(judge);
      timer = setInterval(ask, pauseMs);
      ask();
    },
    stop() {
      if (timer !== null) clearInterval(timer);
      timer = null;
      unsubscribe();
    },
  };
}
