import type { CallUsage } from "../domain/answer.ts";
import type { RouteInput } from "../domain/input.ts";
import { type TaskName, tasksWithFiles } from "../domain/task.ts";
import { costOf } from "../domain/usage.ts";
import type { Place } from "./contender.ts";
import type { Probe } from "./probe.ts";

/**
 * What a token is taken to cost where nobody says, in USD micros per million: more than most open models cost (the
 * dearest tenth of those on Hugging Face's router is at about $1 and $4 in 2026), so that a budget is rather kept than
 * overdrawn.
 */
export const assumedPrices = { input: 1_000_000, output: 5_000_000 } as const;

/** What an answer in a file is taken to cost where nobody says, in USD nanos: 2 cents, and half a dollar for a video. */
const assumedFileNanos = 20_000_000;
const assumedVideoNanos = 500_000_000;

/** What an answer by a pipeline is taken to cost that is no file: a tenth of a cent, for some seconds of a small machine. */
const assumedPipelineNanos = 1_000_000;

/** Characters to a token: fewer than there are in most texts, so that the estimate is rather too high. */
const charactersPerToken = 3;
/** A file that goes along (a picture, a recording), and what a chat's frame adds. */
const tokensOfFile = 1_500;
const tokensOfFrame = 60;

/** Tokens that an answer is taken to have where no limit is set. */
const assumedOutputTokens = 500;

function charactersOf(ask: RouteInput): number {
  if (ask.kind === "embedding") return ask.texts.join("").length;
  if (ask.kind === "pipeline") return ask.text.length + (ask.context?.length ?? 0);
  // Pictures in messages are long texts, of which each counts as a file at the most.
  return ask.messages.reduce((sum, { content }) => {
    if (typeof content === "string") return sum + content.length;
    const parts = (content ?? []).map((part) =>
      typeof part.text === "string" ? part.text.length : tokensOfFile * charactersPerToken,
    );
    return sum + parts.reduce((all, each) => all + each, 0);
  }, 0);
}

function inputTokensOf(ask: RouteInput): number {
  const files = ask.kind === "pipeline" ? ask.files.length : 0;
  return Math.ceil(charactersOf(ask) / charactersPerToken) + tokensOfFrame + files * tokensOfFile;
}

const isFree = ({ isLocal, served }: Place) => isLocal || served.isFree === true;

/** What a call may cost at the most, or is taken to, in USD nanos; 0 for what is known to be free. */
export function expectedCost(place: Place, probe: Pick<Probe, "ask" | "maximumTokens">, task: TaskName): number {
  if (isFree(place)) return 0;
  const { inputPrice, outputPrice, interface: spoken } = place.served;
  if (tasksWithFiles.has(task)) return task === "text-to-video" ? assumedVideoNanos : assumedFileNanos;
  if (spoken !== "chat" && inputPrice === null && outputPrice === null) return assumedPipelineNanos;
  const asked = costOf(inputTokensOf(probe.ask), inputPrice ?? assumedPrices.input) ?? 0;
  const answered = costOf(probe.maximumTokens ?? assumedOutputTokens, outputPrice ?? assumedPrices.output) ?? 0;
  return asked + answered;
}

/** What a call has cost by what its provider has counted, in USD nanos; null where that, or a price, is unknown. */
export function knownCost(place: Place, usage: CallUsage): number | null {
  if (isFree(place)) return 0;
  if (usage.costUsdNanos !== null) return usage.costUsdNanos;
  const input = costOf(usage.inputTokens, place.served.inputPrice);
  const output = costOf(usage.outputTokens, place.served.outputPrice);
  return input === null || output === null ? null : input + output;
}
