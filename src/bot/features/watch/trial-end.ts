import { readTaskPlace } from "../../arguments.ts";
import type { FeatureDependencies } from "../../context.ts";
import type { ButtonHandler } from "../../feature.ts";
import { routeWords } from "../../messages/formatting.ts";
import { trialToken } from "./trial-buttons.ts";

/** *End trial*: of the one that the button was made for, and no other. */
export function endTrialButton({ app }: FeatureDependencies): ButtonHandler {
  return {
    name: "trial.end",
    access: "administrator",
    effect: "watch",
    async run({ exchange }, [place, token]) {
      const { texts, trigger, notify, say } = exchange;
      const task = readTaskPlace(place);
      if (task === null) return await notify(texts.common.deadButton, { alert: true });
      const { trials } = await app.watch();
      const isRunning = trials.some((each) => each.task === task && trialToken(each) === token);
      const ended = isRunning ? await app.endTrial(task, trigger) : null;
      if (ended === null) return await notify(texts.trial.over, { alert: true });
      await say({ text: texts.trial.ended(routeWords(ended.challenger), task) });
    },
  };
}
