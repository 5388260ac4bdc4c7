import { setTimeout as delay } from "node:timers/promises";
import type { App } from "../src/app.ts";
import type { ChatInput } from "../src/domain/input.ts";
import { startForked } from "./forked.ts";
import type { Upstream } from "./gateway-process.ts";
import { compare, type Measurement, median, quantile, takeTurns } from "./measure.ts";
import { withOpened } from "./opened.ts";
import { openWatched } from "./watched-program.ts";

const rounds = 8;
/** People come at fixed times, so that one who comes while the process is busy waits as long as that takes, and counts. */
const [calls, everyMs] = [600, 5];
/** The service judges once a minute and looks every half an hour; here all of it comes some hundred times as often. */
const [judgementEveryMs, lookEveryMs] = [500, 2_000];

const ask: ChatInput = {
  kind: "chat",
  messages: [{ role: "user", content: "What does a weathervane do?" }],
  options: {},
};

/** Asks at a time as somebody in a conversation of their own; answers how long that took. @throws Error where the answer is not whole. */
async function answerTime(app: App, chat: string, at: number): Promise<number> {
  await delay(Math.max(0, at - performance.now()));
  const { signal } = new AbortController();
  const { events } = await app.ask({ target: { task: "conversational" }, ask, chat, signal });
  let isWhole = false;
  for await (const { type } of events) isWhole ||= type === "finish";
  if (!isWhole) throw new Error("An answer of the bench is not whole.");
  return performance.now() - at;
}

/** Watches over and over, until it is stopped; answers how often it has judged and looked. */
function startWatching(app: App) {
  const controller = new AbortController();
  const { signal } = controller;
  const done = { judgement: 0, availability: 0 };
  async function repeat(round: keyof typeof done, everyMs: number): Promise<void> {
    while (!signal.aborted) {
      await app.watchRound(round, new AbortController().signal);
      done[round] += 1;
      await delay(everyMs, undefined, { signal }).catch(() => {});
    }
  }
  const both = Promise.all([repeat("judgement", judgementEveryMs), repeat("availability", lookEveryMs)]);
  return {
    done,
    async stop() {
      controller.abort();
      await both;
    },
  };
}

/** What a round of calls takes: the middle one, in milliseconds. All are noted. */
function calling(app: App, times: number[], isWatched: boolean) {
  let round = 0;
  return async () => {
    const watching = isWatched ? startWatching(app) : null;
    round += 1;
    const start = performance.now();
    const chats = Array.from({ length: calls }, (_, at) => answerTime(app, `${round}:${at}`, start + at * everyMs));
    const taken = await Promise.all(chats);
    await watching?.stop();
    times.push(...taken);
    return median(taken);
  };
}

function words(times: readonly number[]): string {
  return `${median(times).toFixed(2)} ms (99 of 100 within ${quantile(times, 0.99).toFixed(2)} ms)`;
}

/** How long an answer takes while its task is on trial and all is watched, over that of a program without either. */
export function measureWatchDelay(): Promise<Measurement> {
  return withOpened(async (open) => {
    const upstream = await open(startForked<Upstream>("serve-upstream.ts", {}));
    const plain = await open(openWatched(upstream.first, { hasTrial: false }));
    const watched = await open(openWatched(upstream.first, { hasTrial: true }));
    const times = { watched: [] as number[], plain: [] as number[] };
    const costs = await takeTurns(
      {
        watched: calling(watched.app, times.watched, true),
        plain: calling(plain.app, times.plain, false),
      },
      { rounds, warmUp: 1 },
    );
    const { ratio, low, high } = compare(costs.watched, costs.plain);
    const report = await watched.app.watch();
    return {
      title: "Time of an answer with a trial of its task and the watch at work, over that without either",
      value: ratio,
      target: 1.1,
      details: `middle half ${low.toFixed(2)} to ${high.toFixed(2)}; ${words(times.watched)} against ${words(times.plain)}; a judgement every ${judgementEveryMs} ms and a look at ${report.routes.length} routes every ${lookEveryMs / 1_000} s, ${report.today.calls} calls in all`,
    };
  });
}
