import { echoOf, usageOf } from "../arguments.ts";
import type { BotContext, FeatureDependencies } from "../context.ts";
import type { Feature } from "../feature.ts";
import { answerLater } from "../messages/later.ts";
import { readModelName } from "../model-names.ts";
import { modelContent } from "./model-content.ts";
import { readTrialShare } from "./watch/trial-buttons.ts";

/** /model: all that is known of one model. */
export function createModelFeature({ app, clock }: FeatureDependencies): Feature {
  async function run(context: BotContext, words: string[]): Promise<void> {
    const { exchange } = context;
    const { texts } = exchange;
    const text = words.join(" ");
    if (text === "") {
      return void (await exchange.say({ text: usageOf("model", "Qwen/Qwen3-32B", texts) }));
    }
    const named = readModelName(text, await app.settings());
    if (named === null) return void (await exchange.say({ text: texts.model.notAnId(echoOf(text)) }));
    const { model, provider } = named;
    await answerLater(context, {
      clock,
      name: `looking up ${model}`,
      waiting: { text: texts.model.looking(model) },
      async work({ signal }) {
        const inspection = await app.inspectModel({ model, provider: provider ?? undefined, signal });
        if (inspection === null) return { text: texts.model.unknown(model) };
        const { minimumScore } = await app.settings();
        const trialShare = await readTrialShare(app);
        return modelContent(inspection, { texts, moments: await exchange.moments(), minimumScore, trialShare });
      },
    });
  }
  return { name: "model", commands: [{ name: "model", effect: null, run }], buttons: [] };
}
