/**
 * USD nanos per second by SKU, as stored copies of https://replicate.com/pricing had them in 2026.
 * Public models are billed for the seconds in which they work on a request; official ones by their output, at prices
 * that the API does not tell.
 */
const prices: ReadonlyMap<string, number> = new Map([
  ["cpu", 100_000],
  ["gpu-t4", 225_000],
  ["gpu-a40-small", 575_000],
  ["gpu-a40-large", 725_000],
  ["gpu-a40-large-2x", 1_450_000],
  ["gpu-a40-large-4x", 2_900_000],
  ["gpu-a40-large-8x", 5_800_000],
  ["gpu-l40s", 975_000],
  ["gpu-2x-l40s", 1_950_000],
  ["gpu-4x-l40s", 3_900_000],
  ["gpu-8x-l40s", 7_800_000],
  ["gpu-a100-large", 1_400_000],
  ["gpu-a100-large-2x", 2_800_000],
  ["gpu-a100-large-4x", 5_600_000],
  ["gpu-a100-large-8x", 11_200_000],
  ["gpu-h100", 1_525_000],
  ["gpu-h100-2x", 3_050_000],
  ["gpu-h100-4x", 6_100_000],
  ["gpu-h100-8x", 12_200_000],
]);

/**
 * The cost in USD nanos of so many seconds on hardware of this SKU; null where either is unknown. Replicate names the
 * hardware of one's own models and deployments, and not of other people's.
 */
export function costOfSeconds(hardware: string | null, seconds: number | null): number | null {
  const price = hardware === null ? undefined : prices.get(hardware);
  return price === undefined || seconds === null ? null : Math.round(price * seconds);
}
