import { type AnswerData, type AnswerEvent, type CallUsage, nothingKnown } from "../domain/answer.ts";
import type { MediaFile } from "../domain/input.ts";
import type { Clock } from "../shared/clock.ts";
import type { ProbeAnswer } from "./probe.ts";

/** An answer to a probe, with what it took. */
export interface CollectedAnswer {
  answer: ProbeAnswer;
  /** It had not come to its end where we stopped reading. */
  isCut: boolean;
  usage: CallUsage;
  /** Milliseconds; null where nothing came. */
  firstTokenMs: number | null;
  tokensPerSecond: number | null;
}

/** More characters than a token has in any text; a model that writes so many has not kept to its limit of tokens. */
const charactersPerToken = 10;
/** Where an answer is no text, so many characters are no remark beside it any more. */
const mostCharactersBeside = 100_000;
/** Files of an answer together; no picture or clip of a probe comes near. */
const mostBytes = 64 * 1_048_576;
/** Numbers of embeddings, and labels or spans: a hundred times what a probe's answer has. */
const mostNumbers = 1_000_000;

/** A speed that is counted over less is no more than the noise of the network's packets. */
const shortestForSpeedMs = 50;
/** Nor is one of a word or two. */
const fewestForSpeedTokens = 20;

interface Collecting {
  text: string;
  files: MediaFile[];
  data: AnswerData | null;
  usage: CallUsage;
  /** Characters of the answer and of its thoughts. */
  characters: number;
  bytes: number;
  firstAt: number | null;
}

function sizeOf(data: AnswerData): number {
  if (data.kind === "labels") return data.labels.length;
  if (data.kind === "entities") return data.entities.length;
  return data.vectors.reduce((sum, vector) => sum + vector.length, 0);
}

function take(collecting: Collecting, event: AnswerEvent): void {
  if (event.type === "text" || event.type === "reasoning") collecting.characters += event.text.length;
  if (event.type === "text") collecting.text += event.text;
  else if (event.type === "usage") collecting.usage = event.usage;
  else if (event.type === "data") collecting.data = event.data;
  else if (event.type === "tool-call") collecting.characters += event.delta.arguments.length;
  else if (event.type === "file") {
    collecting.files.push(event.file);
    collecting.bytes += event.file.bytes.byteLength;
  }
}

function isTooMuch({ characters, bytes, data }: Collecting, maximumTokens: number | null): boolean {
  const most = maximumTokens === null ? mostCharactersBeside : maximumTokens * charactersPerToken;
  return characters > most || bytes > mostBytes || (data !== null && sizeOf(data) > mostNumbers);
}

/** By the provider's own counters, or by our watch. */
function speedOf({ usage, firstAt }: Collecting, endedAt: number): number | null {
  if (usage.tokensPerSecond !== null) return usage.tokensPerSecond;
  const { outputTokens } = usage;
  if (firstAt === null || outputTokens === null || outputTokens < fewestForSpeedTokens) return null;
  return endedAt - firstAt < shortestForSpeedMs ? null : (outputTokens * 1_000) / (endedAt - firstAt);
}

/** What says that something of an answer is there. */
const isContent = ({ type }: AnswerEvent) => type !== "life" && type !== "usage" && type !== "finish";

/**
 * Reads an answer to its end, or up to more than it may have: an endless one ends there, and the call with it. Rejects
 * as its events do.
 */
export async function collectAnswer(
  events: AsyncIterable<AnswerEvent>,
  { maximumTokens, clock, startedAt }: { maximumTokens: number | null; clock: Clock; startedAt: number },
): Promise<CollectedAnswer> {
  const collecting: Collecting = {
    text: "",
    files: [],
    data: null,
    usage: nothingKnown,
    characters: 0,
    bytes: 0,
    firstAt: null,
  };
  let isCut = false;
  for await (const event of events) {
    if (isContent(event)) collecting.firstAt ??= clock.now();
    take(collecting, event);
    isCut = isTooMuch(collecting, maximumTokens);
    if (isCut) break;
  }
  const { text, files, data, usage, firstAt } = collecting;
  return {
    answer: { text, files, data },
    isCut,
    usage,
    firstTokenMs: firstAt === null ? null : Math.max(0, firstAt - startedAt),
    tokensPerSecond: speedOf(collecting, clock.now()),
  };
}
