import type { DemoWorld } from "./demo-world.ts";

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

interface Switch {
  show(): Omit<Happening, "name">;
  on(): string;
  off(): string;
}

interface HappeningsOptions {
  world: DemoWorld;
  /** The host of the chat model that the configuration names now; null where there is none. */
  bestChatHost: () => string | null;
}

export function createHappenings({ world, bestChatHost }: HappeningsOptions): Happenings {
  const switches = new Map<string, Switch>([
    ["host", hostSwitch(world, bestChatHost)],
    ["hub", hubSwitch(world)],
    ["newcomer", newcomerSwitch(world)],
    ["break", breakSwitch(world, oneBreak)],
    ["breaks", breakSwitch(world, twoBreaks)],
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

function hostSwitch(world: DemoWorld, bestChatHost: () => string | null): Switch {
  let closed: string | null = null;
  return {
    show: () => ({
      label: closed === null ? "The best chat host closes" : `${closed} comes back`,
      description:
        closed === null
          ? "Whoever serves your chat model today shuts its doors, as hosts do."
          : "It serves again what it served before.",
      isActive: closed !== null,
      isFinal: false,
    }),
    on() {
      if (closed !== null) return `${closed} is closed already.`;
      const host = bestChatHost();
      if (host === null) throw new Error("No host serves your chats yet. Send /manual_update first.");
      const lost = world.closeHost(host);
      closed = host;
      return `${host} has closed, and ${lost} models lost it. Send /test_update and see what becomes of your tasks.`;
    },
    off() {
      if (closed === null) return "No host is closed.";
      const host = closed;
      world.reopenHost(host);
      closed = null;
      return `${host} answers again. /rollback brings back what you had before.`;
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

const list = new Intl.ListFormat("en-GB");

function newcomerSwitch(world: DemoWorld): Switch {
  let found: ReturnType<DemoWorld["addNewcomer"]> | null = null;
  return {
    show: () => ({
      label: found === null ? "A new model appears" : "The new model is there",
      description: "An invented chat model, better than all the others.",
      isActive: found !== null,
      isFinal: true,
    }),
    on() {
      found ??= world.addNewcomer();
      return `${found.model} is served by ${list.format(found.hosts)} now. Send /manual_update.`;
    },
    off() {
      throw new Error("The new model stays. Start the demo again to be without it.");
    },
  };
}
