import { type Shape, tokensOf } from "./chat-answer.ts";
import { displayCost } from "./chat-display.ts";
import { type ChatProcesses, openChat } from "./chat-scene.ts";
import { type Measurement, takeTurns } from "./measure.ts";
import { withOpened } from "./opened.ts";

/** Each has twice as many tokens as the one before. */
const lengths = [25_000, 50_000, 100_000];
const shapes: readonly Shape[] = ["mixed", "paragraph", "code"];
const rounds = 7;

/** What an answer cost, in milliseconds of processor time, by its length. */
type Costs = readonly number[];

/** By how much the cost grows where the length doubles, on the average. */
function doubling(costs: Costs): number {
  const [shortest = Number.NaN, longest = Number.NaN] = [costs.at(0), costs.at(-1)];
  return (longest / shortest) ** (1 / (costs.length - 1));
}

function words(costs: Costs): string {
  return `${costs.map((cost) => cost.toFixed(0)).join(", ")} ms`;
}

/** One after another, as fast as the model's stand-in writes. */
async function serviceCosts({ bot, ask }: ChatProcesses): Promise<Costs> {
  const costs: number[] = [];
  for (const [index, tokens] of lengths.entries()) {
    const before = await bot.cpuMs();
    await ask([{ chatId: 10_001 + index, tokens }]);
    costs.push((await bot.cpuMs()) - before);
  }
  return costs;
}

/** Of the quietest round: garbage that is collected in the midst of an answer costs as much as a short one. */
async function displayCosts(shape: Shape, atOnce: boolean): Promise<Costs> {
  const answers = lengths.map((tokens) => ({ tokens, pieces: tokensOf({ chatId: 10_001, tokens, shape }) }));
  const contestants = answers.map(({ tokens, pieces }) => [tokens, () => displayCost(pieces, { atOnce })] as const);
  const costs = await takeTurns(Object.fromEntries(contestants), { rounds, warmUp: 2 });
  return lengths.map((tokens) => Math.min(...(costs[tokens] ?? [])));
}

async function measureDisplay(): Promise<Measurement> {
  const found: { shape: string; costs: Costs }[] = [];
  for (const shape of shapes) {
    found.push({ shape, costs: await displayCosts(shape, false) });
    found.push({ shape: `${shape} at once`, costs: await displayCosts(shape, true) });
  }
  return {
    title:
      "Processor time of showing an answer alone, over that of half as many tokens: the worst of some of everything, one paragraph and one block of code",
    value: Math.max(...found.map(({ costs }) => doubling(costs))),
    target: 2.3,
    details: `shown every second, or all of it at once; ${found.map(({ shape, costs }) => `${shape} ${words(costs)}`).join("; ")}`,
  };
}

/** Whether what an answer costs grows with its length alone: through the whole service, and its showing by itself. */
export function measureChatLength(): Promise<Measurement[]> {
  return withOpened(async (open) => {
    const chat = await openChat(open, { firstAfterMs: 0, tokensPerSecond: null });
    // What V8 compiles for the first of them is no cost of its length.
    await chat.ask([{ chatId: 10_000, tokens: lengths[0] ?? 0 }]);
    const costs = await serviceCosts(chat);
    return [
      {
        title: "Processor time of the service for an answer, over that of half as many tokens",
        value: doubling(costs),
        target: 2.3,
        details: `${words(costs)} for ${lengths.map((tokens) => tokens.toLocaleString("en")).join(", ")} tokens as fast as they come; every file is whole`,
      },
      await measureDisplay(),
    ];
  });
}
