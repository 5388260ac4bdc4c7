import type { TaskName } from "../../../domain/task.ts";
import { readTaskPlace } from "../../arguments.ts";
import type { Exchange, FeatureDependencies } from "../../context.ts";
import type { ButtonHandler } from "../../feature.ts";
import type { Content } from "../../messages/content.ts";
import { answerLater } from "../../messages/later.ts";
import { beginTrial } from "./begin-trial.ts";
import { modelToken } from "./trial-buttons.ts";

interface Request {
  task: TaskName;
  /** Stands for the model. */
  token: string | undefined;
  exchange: Exchange;
  signal: AbortSignal;
}

/** The model is looked up anew: whether it may be chosen, and on which host, can have changed since. */
async function lookAndBegin({ task, token, exchange, signal }: Request, app: FeatureDependencies["app"]) {
  const { trial: words, sentence } = exchange.texts;
  const { ranking } = await app.rank({ task, limit: null, signal });
  const row = ranking.find((each) => modelToken(each) === token);
  if (row === undefined) return { text: words.notListed(task) };
  const { provider, model, host, eligible, reasons } = row;
  if (!eligible) return { text: words.notEligible(model, task, reasons.map(sentence).join("; ")) };
  return await beginTrial({ task, provider, model, host }, { app, exchange });
}

/** *Try on 10%* under a ranking, or under what is known of a model. */
export function beginTrialButton({ app, clock }: FeatureDependencies): ButtonHandler {
  return {
    name: "trial.begin",
    access: "administrator",
    effect: "watch",
    async run(context, [place, token]) {
      const { exchange } = context;
      const task = readTaskPlace(place);
      if (task === null) return await exchange.notify(exchange.texts.common.deadButton, { alert: true });
      await answerLater(context, {
        clock,
        name: `beginning a trial for ${task}`,
        waiting: { text: exchange.texts.trial.looking(task) },
        work: ({ signal }): Promise<Content> => lookAndBegin({ task, token, exchange, signal }, app),
      });
    },
  };
}
