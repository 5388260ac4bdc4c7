import { administratorId, startEcho, startProduct } from "./bot-process.ts";
import { type Contestant, type Measurement, median, takeTurns } from "./measure.ts";
import { withOpened } from "./opened.ts";
import { startTelegramProcess, type TelegramProcess } from "./telegram-process.ts";
import { startWorldProcess } from "./world-process.ts";

const people = 500;
const latencyMs = 20;
/** Few, for the slower one needs ten seconds for each. */
const rounds = 3;
const warmUpRounds = 10;

/** So many people send a command at once; answers the time until the last is answered, in milliseconds. */
function answering(telegram: TelegramProcess, count: number): Contestant {
  return async () => {
    const [milliseconds = Number.NaN] = await telegram.play({ kind: "crowd", text: "/start", people: count, times: 1 });
    return milliseconds;
  };
}

/** The rate at which a crowd is answered, over that of grammY's own `bot.start()`. */
export function measureCrowd(): Promise<Measurement> {
  return withOpened(async (open) => {
    const world = await open(startWorldProcess({ models: "demo", latencyMs: 0 }));
    const ours = await open(startTelegramProcess({ latencyMs, administratorId }));
    const theirs = await open(startTelegramProcess({ latencyMs, administratorId }));
    await open(startProduct(ours, world));
    await open(startEcho("grammy", theirs));
    // Both have answered before, as after their first minutes; a few people are enough for the slower one.
    await takeTurns({ ours: answering(ours, people), theirs: answering(theirs, 20) }, { rounds: warmUpRounds });
    const times = await takeTurns({ ours: answering(ours, people), theirs: answering(theirs, people) }, { rounds });
    const [one, other] = [median(times.ours), median(times.theirs)];
    return {
      title: `Rate at which ${people} people are answered who send \`/start\` at once, Telegram ${latencyMs} ms away, over that of grammY's own \`bot.start()\``,
      value: other / one,
      target: 40,
      bound: "at least",
      details: `all answered after ${(one / 1000).toFixed(2)} s, against ${(other / 1000).toFixed(2)} s`,
    };
  });
}
