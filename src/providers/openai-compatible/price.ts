import type { ServedRoute } from "../../domain/candidate.ts";
import { amountOrNull, leadingNumberOrNull, recordOrNull } from "../../shared/foreign-json.ts";

export type PriceFacts = Pick<ServedRoute, "inputPrice" | "outputPrice" | "isFree">;

const unknownPrice: PriceFacts = { inputPrice: null, outputPrice: null, isFree: null };
/** Of a server on the user's own machines. */
const ownPrice: PriceFacts = { inputPrice: 0, outputPrice: 0, isFree: true };

const microsPerUsd = 1_000_000;
const tokensPerMillion = 1_000_000;

/**
 * Reads a listing's `pricing`: `{ prompt, completion }` in USD per token, as texts (OpenRouter, which says that "0" is
 * free and writes "-1" where the price varies), or `{ input, output }` in USD per million tokens (Hugging Face's
 * router, Together). In the second form 0 for both says nothing: listings have it for what they do not sell by tokens.
 */
export function readPrice(pricing: unknown, isLocal: boolean): PriceFacts {
  if (isLocal) return ownPrice;
  const prices = recordOrNull(pricing);
  if (prices === null) return unknownPrice;
  const perToken = priced(prices.prompt, prices.completion, microsPerUsd * tokensPerMillion);
  if (perToken.inputPrice !== null || perToken.outputPrice !== null) return perToken;
  const perMillion = priced(prices.input, prices.output, microsPerUsd);
  return perMillion.isFree ? unknownPrice : perMillion;
}

function priced(input: unknown, output: unknown, factor: number): PriceFacts {
  const inputPrice = toMicros(input, factor);
  const outputPrice = toMicros(output, factor);
  if (inputPrice === null && outputPrice === null) return unknownPrice;
  return { inputPrice, outputPrice, isFree: inputPrice === 0 && outputPrice === 0 };
}

function toMicros(usd: unknown, factor: number): number | null {
  const amount = amountOrNull(leadingNumberOrNull(usd));
  return amount === null ? null : Math.round(amount * factor);
}
