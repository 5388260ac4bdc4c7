/** Ready-made policies, by what they care for most. */
export const presetNames = ["balanced", "quality", "cheap", "fast", "local"] as const;
export type PresetName = (typeof presetNames)[number];

/**
 * What a preset sets where the policy says nothing of the key itself, in the policy's own words. `balanced` is what the
 * keys' own defaults are.
 */
export const presets: Readonly<Record<PresetName, Readonly<Record<string, unknown>>>> = {
  balanced: {},
  // Who is thought to be best, whoever else uses it: a small lead is believed.
  quality: { weights: { popularity: 10, performance: 65, recency: 10, compatibility: 15 }, margin: 2 },
  // USD per million output tokens: what small models cost at most hosts.
  cheap: { maximumPrice: 0.6, hosts: "cheapest" },
  // Faster than anybody reads, and fast enough for a program that waits.
  fast: { minimumSpeed: 80, hosts: "fastest" },
  // What runs at home first, as long as it is of some use.
  local: { prefer: ["local"], minimumScore: 50 },
};
