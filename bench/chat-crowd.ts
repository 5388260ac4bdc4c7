import { showingTimes } from "./chat-first-token.ts";
import { openChat, type Told, waitOf } from "./chat-scene.ts";
import { type Measurement, median, quantile } from "./measure.ts";
import { withOpened } from "./opened.ts";

const people = 200;
const tokens = 300;
const tokensPerSecond = 50;
const firstAfterMs = 100;
const bytesPerMegabyte = 1_000_000;
const firstPerson = 20_000;
const secondMs = 1_000;

/** Milliseconds between two calls in the same chat, of all chats. */
function distances(told: readonly Told[]): number[] {
  return told.flatMap(({ calls }) => calls.slice(1).map(({ at }, index) => at - (calls[index]?.at ?? Number.NaN)));
}

/** How much longer than it should the stand-in has written, at its slowest: else it would be what is measured. */
function latenessOfModel(told: readonly Told[]): number {
  const shouldMs = ((tokens - 1) * 1_000) / tokensPerSecond;
  return Math.max(...told.map(({ firstWrittenAt, lastWrittenAt }) => lastWrittenAt - firstWrittenAt - shouldMs));
}

function seconds(milliseconds: number): string {
  return `${(milliseconds / 1_000).toFixed(2)} s`;
}

function waitMeasurement(told: readonly Told[], { alone, cpuMs }: { alone: number; cpuMs: number }): Measurement {
  const waits = told.map(waitOf);
  const [slowest, usual] = [Math.max(...waits), median(waits)];
  const first = showingTimes(told);
  return {
    title: `Time to a whole answer at ${tokensPerSecond} tokens a second, the slowest of ${people} people at once over one alone`,
    value: slowest / alone,
    target: 1.5,
    details: `median ${(usual / alone).toFixed(2)}; ${seconds(slowest)}, median ${seconds(usual)}, against ${seconds(alone)} for ${tokens} tokens; the first token after ${median(first).toFixed(0)} ms, nine of ten within ${quantile(first, 0.9).toFixed(0)} ms; processor time ${seconds(cpuMs)}; the stand-in for the model at most ${latenessOfModel(told)} ms late`,
  };
}

function memoryMeasurement(before: number, after: number): Measurement {
  return {
    title: `Resident memory of the service at its highest, ${people} people chatting at once`,
    value: after / bytesPerMegabyte,
    target: 300,
    unit: "MB",
    details: `${Math.round(before / bytesPerMegabyte)} MB before them, the start included`,
  };
}

function distanceMeasurement(told: readonly Told[]): Measurement {
  const between = distances(told);
  const tooShort = between.filter((each) => each < secondMs).length;
  return {
    title: "Shortest time between two drafts or messages in one chat, as they arrive at Telegram",
    value: Math.min(...between),
    target: secondMs,
    bound: "at least",
    unit: "ms",
    details: `median ${median(between).toFixed(0)} ms, ${tooShort} of ${between.length.toLocaleString("en")} shorter than a second, in ${people} chats that all begin at once; every answer is whole`,
  };
}

/** Many people at once, each with an answer that takes six seconds, against one person alone before them. */
export function measureChatCrowd(): Promise<Measurement[]> {
  return withOpened(async (open) => {
    const { bot, ask } = await openChat(open, { firstAfterMs, tokensPerSecond });
    const [alone = Number.NaN] = (await ask([{ chatId: firstPerson - 1, tokens }])).map(waitOf);
    const before = { cpuMs: await bot.cpuMs(), peakBytes: await bot.peakBytes() };
    const told = await ask(Array.from({ length: people }, (_, index) => ({ chatId: firstPerson + index, tokens })));
    const cpuMs = (await bot.cpuMs()) - before.cpuMs;
    return [
      waitMeasurement(told, { alone, cpuMs }),
      memoryMeasurement(before.peakBytes, await bot.peakBytes()),
      distanceMeasurement(told),
    ];
  });
}
