import type { BotContext, FeatureDependencies } from "../context.ts";
import type { ButtonHandler, CommandHandler, Feature } from "../feature.ts";
import { statusContent } from "./status.ts";

type Switch = "pause" | "resume";

/** /pause and /resume, and the buttons of the same names under the status. */
export function createPauseFeature({ app }: FeatureDependencies): Feature {
  /** Answers whether it was so already. */
  async function turn(name: Switch): Promise<boolean> {
    const { enabled } = await app.status();
    if (enabled === (name === "resume")) return true;
    await (name === "pause" ? app.pause() : app.resume());
    return false;
  }

  function commandOf(name: Switch): CommandHandler {
    async function run({ exchange }: BotContext): Promise<void> {
      const { texts } = exchange;
      const wasSo = await turn(name);
      const { nextUpdate } = await app.status();
      if (name === "pause") {
        return void (await exchange.say({ text: wasSo ? texts.pause.alreadyPaused : texts.pause.paused }));
      }
      const moments = await exchange.moments();
      const next = nextUpdate === null ? null : { at: moments.at(nextUpdate), relative: moments.relative(nextUpdate) };
      await exchange.say({ text: wasSo ? texts.pause.alreadyRunning(next) : texts.pause.resumed(next) });
    }
    return { name, effect: "schedule", run };
  }

  function buttonOf(name: Switch): ButtonHandler {
    async function run({ exchange }: BotContext): Promise<void> {
      const { texts, trigger: reader } = exchange;
      const wasSo = await turn(name);
      await exchange.notify(texts.pause.notice[name][wasSo ? "already" : "done"]);
      await exchange.replace(statusContent(await app.status(), { texts, moments: await exchange.moments(), reader }));
    }
    return { name, access: "administrator", effect: "schedule", run };
  }

  return {
    name: "pause",
    commands: [commandOf("pause"), commandOf("resume")],
    buttons: [buttonOf("pause"), buttonOf("resume")],
  };
}
