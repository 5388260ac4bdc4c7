import type { DemoWorld } from "../demo-world.ts";
import type { Crowd } from "./crowd.ts";
import type { ServedChat, Switch } from "./happenings.ts";

/** People use the bot, or leave it alone. */
export function useSwitch(crowd: Crowd): Switch {
  return {
    show: () => ({
      label: crowd.isHere() ? "The thirty people stop" : "Thirty people use it",
      description: crowd.isHere()
        ? "Nobody but you writes to the bot then."
        : "Members of the club ask it something, each in a chat of their own. What they meet counts.",
      isActive: crowd.isHere(),
      isFinal: false,
    }),
    on() {
      crowd.start();
      return "Thirty people ask the bot something every few seconds now. Send /health: what they meet is counted as good answers.";
    },
    off() {
      crowd.stop();
      return "They have stopped.";
    },
  };
}

interface WorseOptions {
  world: Pick<DemoWorld, "breakOffAnswersOf">;
  crowd: Crowd;
  bestChat: () => ServedChat | null;
}

/** The chat model in use begins to fail, though no list knows of it. */
export function worseSwitch({ world, crowd, bestChat }: WorseOptions): Switch {
  let worse: { model: string; mend(): void } | null = null;
  return {
    show: () => ({
      label: worse === null ? "The chat model gets worse in use" : `${worse.model} is mended`,
      description:
        worse === null
          ? "Its answers break off, though every list calls it live. A new choice that people use is rolled back then: a card tells."
          : "Its answers are whole again.",
      isActive: worse !== null,
      isFinal: false,
    }),
    on() {
      if (worse !== null) return `The answers of ${worse.model} break off already.`;
      const best = bestChat();
      if (best === null) throw new Error("Nothing serves your chats yet. Send /manual_update first.");
      worse = { model: best.model, mend: world.breakOffAnswersOf(best.model) };
      const use = crowd.isHere() ? "" : " Let thirty people use it, so that somebody notices.";
      return `The answers of ${best.model} break off from now on; the next model goes on with each.${use} If an update has just chosen it, while people used the one before, a card will tell that that one is back. If nothing was chosen lately, only your answers tell: ⓘ below them.`;
    },
    off() {
      if (worse === null) return "Nothing of that has happened.";
      const { model, mend } = worse;
      mend();
      worse = null;
      return `${model} writes whole answers again.`;
    },
  };
}
