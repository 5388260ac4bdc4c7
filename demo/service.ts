import { once } from "node:events";
import { createServer } from "node:net";
import { setTimeout as delay } from "node:timers/promises";
import { type ProgramOptions, startProgram } from "./page/program.ts";

/** Any word will do: it is listened to on this machine alone. */
const token = "a-long-random-word";

const longestStartMs = 20_000;
const lookAgainMs = 50;
/** The service writes down what it has counted twice a second. */
const writtenAfterMs = 700;

/** How many people asked, and how many of them were answered. */
export interface Asked {
  asked: number;
  answered: number;
}

/** The service, `modelvane run`, which other programs ask over HTTP. */
export interface Service {
  /** So many people ask a task the same at once, each in a conversation of their own; resolves when that is counted. */
  ask(task: string, question: string, people: number): Promise<Asked>;
  stop(): Promise<void>;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  if (typeof address === "object" && address) return address.port;
  throw new Error("No port is free.");
}

/** Resolves once it can serve. */
async function isReady(url: string, signal: AbortSignal): Promise<void> {
  const until = performance.now() + longestStartMs;
  while (performance.now() < until) {
    const response = await fetch(`${url}/readyz`, { signal }).catch(() => null);
    if (response?.ok) return;
    await delay(lookAgainMs, undefined, { signal });
  }
  throw new Error(`Modelvane does not serve after ${longestStartMs / 1000} seconds.`);
}

/**
 * Starts it and waits until it serves.
 * @throws Error where it does not, or the signal is aborted.
 */
export async function startService({ home, environment, signal }: ProgramOptions & { signal: AbortSignal }) {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const program = startProgram({ home, environment: { ...environment, HTTP_PORT: String(port), HTTP_TOKEN: token } });
  let people = 0;

  async function askOnce(task: string, question: string): Promise<boolean> {
    people += 1;
    const response = await fetch(`${url}/v1/chat/completions`, {
      method: "POST",
      headers: { "content-type": "application/json", authorization: `Bearer ${token}` },
      body: JSON.stringify({
        model: `task:${task}`,
        user: `person-${people}`,
        messages: [{ role: "user", content: question }],
      }),
      signal,
    });
    await response.text();
    return response.ok;
  }

  const service: Service = {
    async ask(task, question, count) {
      const answers = await Promise.all(Array.from({ length: count }, () => askOnce(task, question)));
      await delay(writtenAfterMs, undefined, { signal });
      return { asked: count, answered: answers.filter(Boolean).length };
    },
    stop: program.stop,
  };
  const ended = program.ended.then((sentence) => Promise.reject(new Error(sentence)));
  await Promise.race([isReady(url, signal), ended]).catch(async (error: unknown) => {
    await program.stop();
    throw error;
  });
  // Whoever stops it waits for that.
  ended.catch(() => {});
  return service;
}
