import type { DemoWorld } from "../demo-world.ts";
import type { ServedChat, Switch } from "./happenings.ts";

/** Where a model gets worse: at all of its hosts, or at the one that serves it here. */
export interface Decline {
  isOnOneHost: boolean;
  label: string;
  description: string;
  /** What to try, and what to look for. */
  sentence: string;
}

/** What has proved itself is trusted for three days, as calls cost money. */
const whenItIsCalled =
  "What serves is called again after three days, or when another looks better: let the models that only look good appear, and send /manual_update.";

export const everywhere: Decline = {
  isOnOneHost: false,
  label: "The best chat model turns bad",
  description: "It is listed as ever, and answers as fast as ever, and what can be checked of its answers is wrong.",
  sentence: `it answers wrongly from now on, whoever serves it. ${whenItIsCalled} It fails its questions then, and loses its place.`,
};

export const onItsHost: Decline = {
  isOnOneHost: true,
  label: "Its host serves a damaged copy",
  description: "The same model answers well elsewhere. Here its answers are wrong.",
  sentence: `it answers wrongly there, and well elsewhere. ${whenItIsCalled} Another host of it serves your chats then.`,
};

/** Lets the chat model in use answer wrongly, and rightly again. */
export function decline(world: DemoWorld, bestChat: () => ServedChat | null, kind: Decline): Switch {
  let declined: ServedChat | null = null;
  const nameOf = ({ model, host }: ServedChat) => (kind.isOnOneHost ? `${model} on ${host}` : model);
  return {
    show: () => ({
      label: declined === null ? kind.label : `${nameOf(declined)} is good again`,
      description: declined === null ? kind.description : "It answers as it did before.",
      isActive: declined !== null,
      isFinal: false,
    }),
    on() {
      if (declined !== null) return `${nameOf(declined)} answers wrongly already.`;
      const best = bestChat();
      if (best === null || best.host === null) {
        throw new Error("No host serves your chats yet. Send /manual_update first.");
      }
      declined = { model: best.model, host: best.host };
      world.turnBad(best.model, kind.isOnOneHost ? best.host : undefined);
      return `${nameOf(declined)}: ${kind.sentence}`;
    },
    off() {
      if (declined === null) return "Nothing of that has happened.";
      const { model, host } = declined;
      world.recover(model, kind.isOnOneHost ? (host ?? undefined) : undefined);
      const sentence = `${nameOf(declined)} answers well again, and comes back as soon as it is clearly ahead.`;
      declined = null;
      return sentence;
    },
  };
}
