import type { ServedRoute } from "../../domain/candidate.ts";
import { amountOrNull, recordOrNull } from "../../shared/foreign-json.ts";

export type PriceFacts = Pick<ServedRoute, "inputPrice" | "outputPrice" | "isFree">;

const unknownPrice: PriceFacts = { inputPrice: null, outputPrice: null, isFree: null };
const noPrice: PriceFacts = { inputPrice: 0, outputPrice: 0, isFree: true };

/**
 * Reads `{ input, output }` in USD per million tokens, and the router's `is_free` where it says so.
 *
 * What counts as free: only a route that the router declares so (`is_free`, a promotion). The monthly credits of a
 * free account (USD 0.10, Hugging Face's page "Pricing and Billing") are money that a call uses up, so a route with a
 * price is not free, and a route without one (`hf-inference` is billed by computing time, and names none) is unknown.
 * A price of 0 for both directions without the declaration is unknown too: in the Hub's records of February 2026 four
 * routes stood so, and at least one of them (DeepSeek-R1-0528 on together) was sold for money.
 */
export function readPrice(pricing: unknown, isFree: boolean | null = null): PriceFacts {
  if (isFree) {
    return noPrice;
  }
  const prices = recordOrNull(pricing);
  const inputPrice = toMicros(prices?.input);
  const outputPrice = toMicros(prices?.output);
  if (!inputPrice && !outputPrice) {
    return isFree === null ? unknownPrice : { ...unknownPrice, isFree };
  }
  return { inputPrice, outputPrice, isFree: false };
}

function toMicros(usd: unknown): number | null {
  const amount = amountOrNull(usd);
  return amount === null ? null : Math.round(amount * 1_000_000);
}
