import type { InlineKeyboardButton } from "grammy/types";
import type { App } from "../../../app.ts";
import type { ModelIdentity } from "../../../domain/route.ts";
import { isTaskName, type TaskName } from "../../../domain/task.ts";
import type { Trial } from "../../../domain/watch.ts";
import { placeOfTask } from "../../arguments.ts";
import { button } from "../../buttons.ts";
import type { Texts } from "../../languages/texts.ts";
import { shortened } from "../../messages/shortened.ts";
import { tokenOf } from "../../tokens.ts";
import type { CardTask } from "../update/proof-card.ts";
import { shareWords } from "./test-words.ts";

/** A model that a card proposes for a task that has another one. */
export interface Challenger extends ModelIdentity {
  task: TaskName;
  host: string | null;
}

/** What share of a task's conversations a trial gets, 0 to 1; null where none can be begun, or nobody knows. */
export async function readTrialShare(app: Pick<App, "settings">): Promise<number | null> {
  return await app.settings().then(
    ({ watching }) => (watching.enabled ? watching.trialShare / 100 : null),
    () => null,
  );
}

/** The models that changes would put in another's place, in their order; a task without a model has nothing to compare. */
export function challengersOf(changes: readonly Pick<CardTask, "task" | "from" | "to">[]): Challenger[] {
  return changes.flatMap(({ task, from, to }) =>
    from !== null && to !== null && to.model !== from.model && isTaskName(task)
      ? [{ task, provider: to.provider, model: to.model, host: to.host }]
      : [],
  );
}

/** *Try on 10%* under a proposal, where it has something to try. */
export function planTrialButtons(
  { hash, changes }: { hash: string; changes: readonly Pick<CardTask, "task" | "from" | "to">[] },
  share: number | null,
  texts: Texts,
): InlineKeyboardButton[] {
  if (share === null || challengersOf(changes).length === 0) return [];
  return [button({ text: texts.trial.begin(shareWords(share, texts)), name: "trial.plan", parameters: [hash] })];
}

/** What a button says of a model: an id may be longer than a button can carry. */
export function modelToken({ provider, model }: ModelIdentity): string {
  return tokenOf([provider, model]);
}

const longestName = 24;

/** A model's id as a button shows it. */
export function buttonName({ model }: Pick<ModelIdentity, "model">): string {
  return shortened(model.split("/").at(-1) ?? model, longestName);
}

/** *Try on 10%* for a model and a task; `text` is what stands on it. */
export function trialButton(task: TaskName, model: ModelIdentity, text: string): InlineKeyboardButton {
  return button({ text, name: "trial.begin", parameters: [placeOfTask(task), modelToken(model)] });
}

/** Bound to the trial, so that it does not end another one that was begun since. */
export function trialToken({ since, challenger }: Pick<Trial, "since" | "challenger">): string {
  return tokenOf([since, challenger.provider, challenger.model]);
}

/** *End trial*. */
export function endingButton(trial: Trial, text: string): InlineKeyboardButton {
  return button({ text, name: "trial.end", parameters: [placeOfTask(trial.task), trialToken(trial)], style: "danger" });
}
