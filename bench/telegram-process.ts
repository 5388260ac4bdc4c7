import { once } from "node:events";
import { startForked } from "./forked.ts";
import type { Scene, TelegramDescription } from "./serve-telegram.ts";

/** The stand-in for Telegram in a process of its own, with the people who write to the bot. */
export interface TelegramProcess {
  /** What a bot needs in its environment to be this stand-in's. */
  environment: { TELEGRAM_API_ROOT: string; BOT_TOKEN: string };
  /** Plays a scene, one at a time, and answers how long people waited, in milliseconds. @throws Error after a minute. */
  play(scene: Scene): Promise<number[]>;
  stop(): Promise<void>;
}

const longestSceneMs = 60_000;

/** Starts a stand-in. @throws Error where it ends before it listens. */
export async function startTelegramProcess(description: TelegramDescription): Promise<TelegramProcess> {
  const { child, first, stop } = await startForked<{ url: string; token: string }>("serve-telegram.ts", description);
  return {
    environment: { TELEGRAM_API_ROOT: first.url, BOT_TOKEN: first.token },
    async play(scene) {
      const answer = once(child, "message", { signal: AbortSignal.timeout(longestSceneMs) });
      child.send(scene);
      const [{ waits }] = (await answer.catch((cause) => {
        throw new Error(`A bot of the bench has not answered everybody within a minute (${scene.kind}).`, { cause });
      })) as [{ waits: number[] }];
      return waits;
    },
    stop,
  };
}
