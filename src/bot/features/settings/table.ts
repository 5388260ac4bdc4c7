import type { CriterionName } from "../../../domain/criteria.ts";
import { presetNames } from "../../../domain/preset.ts";
import type { Policy } from "../../../policy.ts";
import { tokenOf } from "../../tokens.ts";

/** A number that is set by steps. */
interface NumberSetting {
  kind: "number";
  /** The key in the policy. */
  path: string;
  unit: "points" | "days" | "weight" | "models" | "messages";
  /** A value as somebody could type it. */
  example: number;
  steps: readonly number[];
  most: number;
  read(policy: Policy): number;
}

interface SwitchSetting {
  kind: "switch";
  path: string;
  read(policy: Policy): boolean;
}

interface TextSetting {
  kind: "text";
  path: string;
  read(policy: Policy): string;
}

/** One of a few words. */
interface ChoiceSetting {
  kind: "choice";
  path: string;
  options: readonly string[];
  read(policy: Policy): string;
}

export type Setting = NumberSetting | SwitchSetting | TextSetting | ChoiceSetting;
export type SettingValue = number | boolean | string;

function weightOf(name: CriterionName): NumberSetting {
  const read = ({ weights }: Policy) => weights[name];
  return { kind: "number", path: `weights.${name}`, unit: "weight", example: 12, steps: [-5, 5], most: 100, read };
}

/** Who may chat, as the policy has it. */
const accessOptions = ["administrators", "listed", "everyone"] as const satisfies readonly Policy["access"][];

/** What can be chosen of each setting that is one of a few words. */
export const choiceOptions = { preset: presetNames, access: accessOptions } as const;
export type ChoiceName = keyof typeof choiceOptions;

/** What can be set from the chat, by the names that people type. What values are right, the policy decides. */
export const settingTable = {
  preset: { kind: "choice", path: "preset", options: choiceOptions.preset, read: (policy) => policy.preset },
  minimumScore: {
    kind: "number",
    path: "minimumScore",
    unit: "points",
    example: 72,
    steps: [-5, -1, 1, 5],
    most: 100,
    read: (policy) => policy.minimumScore,
  },
  margin: {
    kind: "number",
    path: "margin",
    unit: "points",
    example: 2.5,
    steps: [-1, 1],
    most: 100,
    read: (policy) => policy.margin,
  },
  popularity: weightOf("popularity"),
  performance: weightOf("performance"),
  recency: weightOf("recency"),
  compatibility: weightOf("compatibility"),
  schedule: { kind: "text", path: "schedule.update", read: (policy) => policy.schedule.update },
  timeZone: { kind: "text", path: "schedule.timeZone", read: (policy) => policy.schedule.timeZone },
  autoApply: { kind: "switch", path: "autoApply", read: (policy) => policy.autoApply },
  fallbacks: {
    kind: "number",
    path: "fallbacks",
    unit: "models",
    example: 3,
    steps: [-1, 1],
    most: 10,
    read: (policy) => policy.fallbacks,
  },
  minimumAgeDays: {
    kind: "number",
    path: "minimumAgeDays",
    unit: "days",
    example: 10,
    steps: [-7, -1, 1, 7],
    most: 36_500,
    read: (policy) => policy.minimumAgeDays,
  },
  freeOnly: { kind: "switch", path: "freeOnly", read: (policy) => policy.freeOnly },
  runOnStart: { kind: "switch", path: "schedule.runOnStart", read: (policy) => policy.schedule.runOnStart },
  dailyDigest: { kind: "switch", path: "telegram.dailyDigest", read: (policy) => policy.telegram.dailyDigest },
  access: { kind: "choice", path: "access", options: choiceOptions.access, read: (policy) => policy.access },
  chatMemory: { kind: "switch", path: "chat.memory", read: (policy) => policy.chat.memory },
  messagesPerMinute: {
    kind: "number",
    path: "chat.messagesPerMinute",
    unit: "messages",
    example: 10,
    steps: [-5, -1, 1, 5],
    most: 1_000,
    read: (policy) => policy.chat.messagesPerMinute,
  },
} as const satisfies Record<string, Setting>;

export type SettingName = keyof typeof settingTable;

export const settingNames = Object.keys(settingTable) as SettingName[];

export function isChoice(name: SettingName): name is ChoiceName {
  return Object.hasOwn(choiceOptions, name);
}

/** The table's entry, as the general shape. */
export function settingOf(name: SettingName): Setting {
  return settingTable[name];
}

/** The parts of the settings, each with a view of its own. */
export const viewNames = [
  "preset",
  "minimumScore",
  "margin",
  "weights",
  "schedule",
  "autoApply",
  "fallbacks",
  "minimumAgeDays",
  "freeOnly",
  "runOnStart",
  "dailyDigest",
  "access",
  "chatMemory",
  "messagesPerMinute",
] as const;

export type ViewName = (typeof viewNames)[number];

export function isSettingName(name: string | undefined): name is SettingName {
  return name !== undefined && Object.hasOwn(settingTable, name);
}

export function isViewName(name: string | undefined): name is ViewName {
  return viewNames.some((each) => each === name);
}

/** The view in which a setting is shown. */
export function viewOf(name: SettingName): ViewName {
  if (name === "timeZone") return "schedule";
  return isViewName(name) ? name : "weights";
}

/** The setting of a policy's key ("weights.recency"); null where the chat cannot set it. */
export function settingOfPath(path: string): SettingName | null {
  return settingNames.find((name) => settingTable[name].path === path) ?? null;
}

/** The change of the policy that gives a setting a value. */
export function patchOf(name: SettingName, value: unknown): unknown {
  return settingTable[name].path.split(".").reduceRight((inner, key) => ({ [key]: inner }), value);
}

/** The schedules that are offered as buttons. */
export const schedulePresets = {
  nightly: "0 3 * * *",
  half: "0 */12 * * *",
  quarter: "0 */6 * * *",
  weekly: "0 3 * * 1",
} as const;

export type SchedulePreset = keyof typeof schedulePresets;

/** How a button names the value from which it was drawn. */
export function originOf(value: SettingValue): string {
  return typeof value === "string" ? tokenOf(value) : String(value);
}

/** The value that a button's data stands for; null for what no button of ours says. */
export function readTarget(name: SettingName, token: string): SettingValue | null {
  const { kind } = settingTable[name];
  if (isChoice(name)) return choiceOptions[name].find((option) => option === token) ?? null;
  if (kind === "number") return /^\d{1,5}(?:\.\d{1,3})?$/.test(token) ? Number(token) : null;
  if (kind === "switch") return token === "true" || token === "false" ? token === "true" : null;
  const isPreset = name === "schedule" && Object.hasOwn(schedulePresets, token);
  return isPreset ? schedulePresets[token as SchedulePreset] : null;
}

const words: Record<string, boolean> = { on: true, yes: true, true: true, sim: true, ligado: true };
const oppositeWords: Record<string, boolean> = { off: false, no: false, false: false, não: false, desligado: false };

/** What a person has typed for a setting, as the policy takes it; what is no such value stays the text that it is. */
export function readTyped(name: SettingName, text: string): SettingValue {
  const { kind } = settingTable[name];
  if (kind === "number") return /^-?\d+(?:[.,]\d+)?$/.test(text) ? Number(text.replace(",", ".")) : text;
  if (kind === "switch") return { ...words, ...oppositeWords }[text.toLowerCase()] ?? text;
  if (kind === "choice") return text.toLowerCase();
  return text;
}
