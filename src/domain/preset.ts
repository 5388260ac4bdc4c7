/** Ready-made policies, by what they care for most. */
export const presetNames = ["balanced", "quality", "cheap", "fast", "local"] as const;
export type PresetName = (typeof presetNames)[number];
