import type { App } from "../../../app.ts";
import type { Exchange } from "../../context.ts";
import type { Content } from "../../messages/content.ts";
import { routeWords } from "../../messages/formatting.ts";
import { shareWords } from "./test-words.ts";
import { type Challenger, endingButton } from "./trial-buttons.ts";

/** Begins a trial with the policy's share, and tells so with the way to end it. Rejects as the use case does. */
export async function beginTrial(
  { task, provider, model, host }: Challenger,
  { app, exchange }: { app: Pick<App, "startTrial">; exchange: Exchange },
): Promise<Content> {
  const { texts, trigger } = exchange;
  const trial = await app.startTrial({ task, model: { provider, model, host }, share: null, trigger });
  return {
    text: texts.trial.begun(routeWords(trial.challenger), task, shareWords(trial.share, texts)),
    buttons: [[endingButton(trial, texts.trial.end)]],
  };
}
