import type { PartName } from "../cast.ts";
import type { DemoWorld } from "../demo-world.ts";
import type { Switch } from "./happenings.ts";

/** Invented models that appear together. */
export interface Appearance {
  parts: readonly PartName[];
  label: string;
  description: string;
  /** The label once they are there. */
  present: string;
  /** What to try, and what to look for. */
  sentence: string;
}

export const newcomer: Appearance = {
  parts: ["newcomer"],
  label: "A good new model appears",
  description: "An invented chat model, large and young. Nobody has published a result of it yet.",
  present: "The new model is there",
  sentence:
    "Send /manual_update: what is known of its age and size lets expect much, it proves itself by answering, and it is chosen.",
};

export const deceivers: Appearance = {
  parts: ["favourite", "boaster", "mute"],
  label: "Models that only look good appear",
  description:
    "The most downloaded of all, small and old; one that boasts, and answers nonsense; one that does not answer.",
  present: "The models that only look good are there",
  sentence:
    "Send /manual_update: none of them is chosen. /model and one of their names tells why: downloads say little, and whoever is called and fails is out.",
};

export const lookAlike: Appearance = {
  parts: ["lookAlike"],
  label: "A look-alike appears",
  description:
    "“Qvven” instead of “Qwen”: an owner four days old, with millions of downloads and results of 100 in all.",
  present: "The look-alike is there",
  sentence:
    "Send /manual_update: it is held until a person approves it. /model and its name tells what is suspicious about it.",
};

const list = new Intl.ListFormat("en-GB");

/** It happens for good. */
export function appearance(world: DemoWorld, { parts, label, description, present, sentence }: Appearance): Switch {
  let told: string | null = null;
  return {
    show: () => ({ label: told === null ? label : present, description, isActive: told !== null, isFinal: true }),
    on() {
      told ??= parts.map((part) => arrival(world.appear(part))).join(" ");
      return `${told} ${sentence}`;
    },
    off() {
      throw new Error("That stays as it is. Start the demo again to be without it.");
    },
  };
}

function arrival({ model, hosts }: { model: string; hosts: string[] }): string {
  return `${model} is served by ${list.format(hosts)} now.`;
}
