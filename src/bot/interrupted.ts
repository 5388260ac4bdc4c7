import type { Api } from "grammy";
import type { App } from "../app.ts";
import type { HistoryEntry } from "../domain/history.ts";
import type { Clock } from "../shared/clock.ts";
import { messageOf } from "../shared/file-fault.ts";
import type { Action, ActionLog } from "./action-log.ts";
import { isUnreachable } from "./faults.ts";
import { namesWords } from "./features/settings/values.ts";
import { type Texts, textsOf } from "./languages/texts.ts";
import { whatWords } from "./messages/action-words.ts";
import { editContent, sendContent } from "./messages/deliver.ts";
import { type FormattedString, lines } from "./messages/formatting.ts";
import type { PeopleStore } from "./people.ts";

export interface InterruptedOptions {
  api: Api;
  app: Pick<App, "history" | "settingsHistory" | "status">;
  actions: ActionLog;
  people: PeopleStore;
  clock: Clock;
  logger: { info(message: string): void; warn(message: string): void };
}

/** The start after which nobody is told any more: whoever cannot be reached in so many has long looked for themselves. */
const mostReports = 5;

/** What the files say became of an action: the history for the configuration, the policy's own for settings. */
async function whatBecameOf(action: Action, { app }: InterruptedOptions, texts: Texts): Promise<FormattedString> {
  const { interrupted } = texts.update;
  const isOfAction = (entry: { trigger: string; at: string }) =>
    entry.trigger === `telegram:${action.userId}` && entry.at >= action.beganAt;
  if (action.effect === "test") return interrupted.notDone;
  if (action.effect === "watch") return interrupted.watch;
  if (action.effect === "schedule") {
    return (await app.status()).enabled ? interrupted.enabled : interrupted.paused;
  }
  // A run that failed, by the interruption or before it, has changed nothing; what else the same person has done
  // meanwhile is of another kind.
  const isItsRun = (entry: HistoryEntry) => entry.success && entry.kind === action.effect && isOfAction(entry);
  const run = (await app.history({ limit: null })).find(isItsRun);
  if (run) return interrupted.done(texts.history.outcome(run));
  if (action.effect !== "policy" && action.effect !== "pin") return interrupted.notDone;
  const change = (await app.settingsHistory(null)).find(isOfAction);
  if (change === undefined) return interrupted.notDone;
  const paths = change.changes.map(({ path }) => path);
  return interrupted.settings(namesWords(paths, texts));
}

async function report(action: Action, options: InterruptedOptions): Promise<void> {
  const { api, people } = options;
  const texts = textsOf((await people.lastLanguage(action.userId).catch(() => null)) ?? "en");
  const text = lines(
    texts.update.interrupted.head(whatWords(action.what, texts)),
    await whatBecameOf(action, options, texts),
  );
  const place = { api, chatId: action.chatId };
  if (action.messageId === null) await sendContent(place, { text });
  else await editContent(place, action.messageId, { text });
}

/**
 * Tells of every action that an earlier process began and did not end what became of it: it is not done again by
 * itself, because half an hour later a person may no longer want it. To be called once, before updates are handled.
 */
export async function reportInterrupted(options: InterruptedOptions): Promise<void> {
  const { actions, logger } = options;
  for (const action of await actions.open()) {
    logger.info(`${action.what} (update ${action.updateId}) was cut off by a restart.`);
    try {
      await report(action, options);
      await actions.end(action.updateId);
    } catch (error) {
      logger.warn(`The author of ${action.what} could not be told: ${messageOf(error)}`);
      const isGivenUp = isUnreachable(error) || action.reports + 1 >= mostReports;
      await (isGivenUp ? actions.end(action.updateId) : actions.postpone(action.updateId));
    }
  }
}
