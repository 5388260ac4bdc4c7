import type { DemoWorld } from "../demo-world.ts";
import { appearance, deceivers, lookAlike, newcomer } from "./appearances.ts";
import type { Crowd } from "./crowd.ts";
import { decline, everywhere, onItsHost } from "./declines.ts";
import { useSwitch, worseSwitch } from "./real-use.ts";

/** Something that a reader can make happen, as its button shows it. */
export interface Happening {
  name: string;
  label: string;
  description: string;
  /** It has happened; another press takes it back where `isFinal` is false. */
  isActive: boolean;
  isFinal: boolean;
}

export interface Happenings {
  list(): Happening[];
  /**
   * Makes it so, or not so any more; what is so already stays. Answers a sentence for the reader.
   * @throws Error where there is no such happening, or it cannot happen now: with a sentence for the reader.
   */
  set(name: string, isActive: boolean): string;
}

/** How one of them is shown, made so, and taken back. */
export interface Switch {
  show(): Omit<Happening, "name">;
  on(): string;
  off(): string;
}

interface HappeningsOptions {
  world: DemoWorld;
  /** The chat model that the configuration names now, and its host; null where there is none. */
  bestChat: () => ServedChat | null;
  crowd: Crowd;
}

export interface ServedChat {
  model: string;
  host: string | null;
}

export function createHappenings({ world, bestChat, crowd }: HappeningsOptions): Happenings {
  const switches = new Map<string, Switch>([
    ["host", hostSwitch(world, bestChat)],
    ["hub", hubSwitch(world)],
    ["newcomer", appearance(world, newcomer)],
    ["deceivers", appearance(world, deceivers)],
    ["look-alike", appearance(world, lookAlike)],
    ["bad", decline(world, bestChat, everywhere)],
    ["damaged", decline(world, bestChat, onItsHost)],
    ["break", breakSwitch(world, oneBreak)],
    ["breaks", breakSwitch(world, twoBreaks)],
    ["use", useSwitch(crowd)],
    ["worse", worseSwitch({ world, bestChat, crowd })],
  ]);
  return {
    list: () => [...switches].map(([name, each]) => ({ name, ...each.show() })),
    set(name, isActive) {
      const found = switches.get(name);
      if (!found) throw new Error("There is no such button.");
      return isActive ? found.on() : found.off();
    },
  };
}

function hostSwitch(world: DemoWorld, bestChat: () => ServedChat | null): Switch {
  let closed: string | null = null;
  return {
    show: () => ({
      label: closed === null ? "The best chat host closes" : `${closed} comes back`,
      description:
        closed === null
          ? "Whoever serves your chat model today shuts its doors. Send nothing: the watch replaces it by itself, and tells you, within half a minute."
          : "It serves again what it served before.",
      isActive: closed !== null,
      isFinal: false,
    }),
    on() {
      if (closed !== null) return `${closed} is closed already.`;
      const host = bestChat()?.host ?? null;
      if (host === null) throw new Error("No host serves your chats yet. Send /manual_update first.");
      const lost = world.closeHost(host);
      closed = host;
      return `${host} has closed, and ${lost} models lost it. Wait half a minute: the watch finds it, though nobody asks anything, and a card tells what has taken its place. Who is quicker sends /test_update.`;
    },
    off() {
      if (closed === null) return "No host is closed.";
      const host = closed;
      world.reopenHost(host);
      closed = null;
      return `${host} answers again. Roll back under the card, or /rollback, brings back what you had before.`;
    },
  };
}

function hubSwitch(world: DemoWorld): Switch {
  let isDown = false;
  return {
    show: () => ({
      label: isDown ? "The Hub is up again" : "The Hub goes down",
      description: isDown
        ? "Its lists and prices can be read again."
        : "The list of models, and the router's prices, answer nothing but an error.",
      isActive: isDown,
      isFinal: false,
    }),
    on() {
      if (!isDown) world.takeHubDown();
      isDown = true;
      return "The Hub answers nothing but errors. Send /manual_update: your configuration must stay as it is.";
    },
    off() {
      if (isDown) world.bringHubUp();
      isDown = false;
      return "The Hub is well again.";
    },
  };
}

interface Break {
  /** How many answers break off. */
  count: number;
  label: string;
  description: string;
  sentence: string;
}

const oneBreak: Break = {
  count: 1,
  label: "The chat model dies in mid-answer",
  description: "The next streamed answer is cut off after some words, once.",
  sentence:
    "The next answer will break off after some words. Ask for something long; ⓘ under the answer tells who went on with it.",
};

const twoBreaks: Break = {
  count: 2,
  label: "… and its stand-in too",
  description: "So does the answer of the model that goes on.",
  sentence:
    "The next two answers will break off, one after the other. Ask for something long; ⓘ under the answer tells who brought it to its end.",
};

/** It can be pressed again and again: it is over by itself when somebody has asked something. */
function breakSwitch(world: DemoWorld, { count, label, description, sentence }: Break): Switch {
  return {
    show: () => ({ label, description, isActive: false, isFinal: false }),
    on() {
      world.breakOffAnswers(count);
      return sentence;
    },
    off: () => "It is over by itself when somebody has asked something.",
  };
}
