import type { HubRecord } from "../world/hub-record.ts";

const dayMs = 24 * 60 * 60 * 1000;

/** Of a model that does one thing, and was made for it. */
const ofSpecialists = 0.92;

/** A chat model of eight thousand million parameters that is somewhat more than a year old, and what changes with both. */
const usual = { quality: 0.66, parameters: 8e9, ageDays: 400 };
const perTenfoldSize = 0.13;
const perYear = -0.09;
const [worst, best] = [0.1, 0.97];

/**
 * How good a model of the demo is where nothing else is said: chat models are the better the larger and the younger they
 * are. It is made up, and near enough to what is known of real ones that a demonstration makes sense.
 */
export function usualQuality(record: HubRecord, now: number): number {
  if (!record.tags?.includes("conversational")) return ofSpecialists;
  const parameters = record.safetensors?.total || usual.parameters;
  const ageDays = (now - Date.parse(record.createdAt ?? "")) / dayMs || usual.ageDays;
  const ofSize = perTenfoldSize * Math.log10(parameters / usual.parameters);
  const ofAge = (perYear * (ageDays - usual.ageDays)) / 365;
  return Math.min(best, Math.max(worst, usual.quality + ofSize + ofAge));
}
