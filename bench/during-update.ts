import { administratorId, startProduct } from "./bot-process.ts";
import { type Measurement, median, quantile } from "./measure.ts";
import { withOpened } from "./opened.ts";
import { startTelegramProcess } from "./telegram-process.ts";
import { startWorldProcess } from "./world-process.ts";

const rounds = 8;
const usualMs = 2_000;
const everyMs = 20;
const latencyMs = 200;
const pipelines = [
  "text-generation",
  "question-answering",
  "summarization",
  "translation",
  "fill-mask",
  "feature-extraction",
  "text-classification",
  "token-classification",
  "zero-shot-classification",
];
/** Each listing goes on for several pages, as the Hub's longest do. */
const models = pipelines.length * 2_500;

function words(waits: readonly number[]): string {
  return `${median(waits).toFixed(1)} ms (nine of ten within ${quantile(waits, 0.9).toFixed(1)} ms)`;
}

/**
 * How long people wait for an answer while an update of the configuration runs, over their usual wait. They come at
 * fixed times, so that one who comes while the process is busy waits as long as that takes, and counts.
 */
export function measureDuringUpdate(): Promise<Measurement> {
  return withOpened(async (open) => {
    const world = await open(startWorldProcess({ models: { inMemory: models, pipelines }, latencyMs }));
    const telegram = await open(startTelegramProcess({ latencyMs: 0, administratorId }));
    await open(startProduct(telegram, world));
    const waits = (until: { forMs: number } | { answerTo: string }) =>
      telegram.play({ kind: "trickle", text: "/help", everyMs, until });
    const usual: number[] = [];
    const during: number[] = [];
    for (let round = -1; round < rounds; round += 1) {
      const [one, other] = [await waits({ forMs: usualMs }), await waits({ answerTo: "/test_update" })];
      // The first round warms up.
      if (round < 0) continue;
      usual.push(...one);
      during.push(...other);
    }
    return {
      title: "Time until `/help` is answered while an update runs, over its usual time",
      value: median(during) / median(usual),
      target: 2,
      details: `${words(during)} against ${words(usual)}; ${models.toLocaleString("en")} models, the Hub ${latencyMs} ms away`,
    };
  });
}
