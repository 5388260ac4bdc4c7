import process from "node:process";
import { setTimeout as delay } from "node:timers/promises";
import type { App } from "../src/app.ts";
import type { ChatInput } from "../src/domain/input.ts";
import { startForked } from "./forked.ts";
import type { Upstream } from "./gateway-process.ts";
import { compare, type Measurement, median, quantile, takeTurns } from "./measure.ts";
import { withOpened } from "./opened.ts";
import { openWatched } from "./watched-program.ts";

const [rounds, calls] = [24, 1_000];
/** The service judges once a minute and looks every half an hour: sixty and 360 times less often. */
const everyMsOf = { judgement: 1_000, availability: 5_000 } as const;

const ask: ChatInput = {
  kind: "chat",
  messages: [{ role: "user", content: "What does a weathervane do?" }],
  options: {},
};

/** Asks as somebody in a conversation of their own; answers the milliseconds. @throws Error where the answer is not whole. */
async function answerTime(app: App, chat: string): Promise<number> {
  const start = performance.now();
  const { signal } = new AbortController();
  const { events } = await app.ask({ target: { task: "conversational" }, ask, chat, signal });
  let isWhole = false;
  for await (const { type } of events) isWhole ||= type === "finish";
  if (!isWhole) throw new Error("An answer of the bench is not whole.");
  return performance.now() - start;
}

/** Does what is due, until it is stopped, and goes on later where it was. */
function createWatching(app: App) {
  const last = { judgement: Number.NEGATIVE_INFINITY, availability: Number.NEGATIVE_INFINITY };

  async function doWhatIsDue(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      for (const round of ["judgement", "availability"] as const) {
        if (performance.now() - last[round] < everyMsOf[round]) continue;
        last[round] = performance.now();
        await app.watchRound(round, new AbortController().signal);
      }
      await delay(50, undefined, { signal }).catch(() => {});
    }
  }

  return function start(): () => Promise<void> {
    const controller = new AbortController();
    const ended = doWhatIsDue(controller.signal);
    return async () => {
      controller.abort();
      await ended;
    };
  };
}

/**
 * What an answer costs the thread that gives it, in microseconds, with all that it does meanwhile: that is what answers
 * wait for, and does not depend on what else the machine does. The times by the clock are noted.
 */
function calling(app: App, times: number[], isWatched: boolean) {
  let conversation = 0;
  const watch = isWatched ? createWatching(app) : () => async () => {};
  return async () => {
    const stop = watch();
    // Linux books a thread's time when it sleeps.
    await delay(1);
    const before = process.threadCpuUsage();
    for (let call = 0; call < calls; call += 1) times.push(await answerTime(app, `bench:${++conversation}`));
    await delay(1);
    const { user, system } = process.threadCpuUsage(before);
    await stop();
    return (user + system) / calls;
  };
}

function words(times: readonly number[]): string {
  return `${median(times).toFixed(2)} ms (99 of 100 within ${quantile(times, 0.99).toFixed(2)} ms)`;
}

/** What an answer takes while its task is on trial and all is watched, over that of a program without either. */
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
      { rounds, warmUp: 3 },
    );
    const { ratio, low, high } = compare(costs.watched, costs.plain);
    const report = await watched.app.watch();
    return {
      title: "Processor time of an answer with a trial of its task and the watch at work, over that without either",
      value: ratio,
      target: 1.1,
      details: `middle half ${low.toFixed(2)} to ${high.toFixed(2)}; ${median(costs.watched).toFixed(0)} µs against ${median(costs.plain).toFixed(0)} µs of the thread that answers; by the clock ${words(times.watched)} against ${words(times.plain)}; a judgement every second and a look at ${report.routes.length} routes every five (in the service every minute and half an hour), with ${report.today.calls} calls in all`,
    };
  });
}
