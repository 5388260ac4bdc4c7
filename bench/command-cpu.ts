import { administratorId, type BotProcess, startEcho, startProduct } from "./bot-process.ts";
import { type Contestant, compare, type Measurement, median, takeTurns } from "./measure.ts";
import { withOpened } from "./opened.ts";
import { startTelegramProcess, type TelegramProcess } from "./telegram-process.ts";
import { startWorldProcess } from "./world-process.ts";

const rounds = 25;

interface Load {
  people: number;
  /** How often each is answered. */
  times: number;
}

/** One after another, as people nearly always come: each update is fetched by itself. */
const oneByOne: Load = { people: 1, times: 800 };
/** Updates are fetched by the hundred. */
const crowd: Load = { people: 100, times: 20 };

/** Answers what an update costs the bot's process, in microseconds. */
function answering(bot: BotProcess, telegram: TelegramProcess, { people, times }: Load): Contestant {
  return async () => {
    const before = await bot.cpuMs();
    await telegram.play({ kind: "crowd", text: "/start", people, times });
    return (((await bot.cpuMs()) - before) * 1000) / (people * times);
  };
}

/** The processor time of a short answer, the fetching of its update included, over that of telegraf's echo. */
export function measureCommandCpu(): Promise<Measurement> {
  return withOpened(async (open) => {
    const world = await open(startWorldProcess({ models: "demo", latencyMs: 0 }));
    const ours = await open(startTelegramProcess({ latencyMs: 0, administratorId }));
    const theirs = await open(startTelegramProcess({ latencyMs: 0, administratorId }));
    const product = await open(startProduct(ours, world));
    const telegraf = await open(startEcho("telegraf", theirs));
    const inTurns = (load: Load, warmUp: number) =>
      takeTurns(
        { ours: answering(product, ours, load), theirs: answering(telegraf, theirs, load) },
        { rounds, warmUp },
      );
    // First, because V8 has then compiled what matters: that takes the first twenty thousand updates.
    const many = await inTurns(crowd, 2);
    const single = await inTurns(oneByOne, 2);
    const { ratio, low, high } = compare(single.ours, single.theirs);
    const microseconds = [single.ours, single.theirs].map((each) => median(each).toFixed(0));
    return {
      title: "Processor time of answering `/start`, over that of telegraf 4 for an echo",
      value: ratio,
      target: 0.6,
      details: `middle half ${low.toFixed(2)} to ${high.toFixed(2)}; ${microseconds.join(" µs against ")} µs, the fetching of the update included; ${compare(many.ours, many.theirs).ratio.toFixed(2)} where ${crowd.people} people write at once`,
    };
  });
}
