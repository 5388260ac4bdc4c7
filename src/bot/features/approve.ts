import { echoOf } from "../arguments.ts";
import { button } from "../buttons.ts";
import type { BotContext, FeatureDependencies } from "../context.ts";
import type { Feature } from "../feature.ts";
import { fmt } from "../messages/formatting.ts";
import { readModelName } from "../model-names.ts";
import { tokenOf } from "../tokens.ts";
import { approvedToken, waitingContent, waitingToken } from "./waiting-content.ts";

/** /approve: models that wait for a person, and what to do with them. */
export function createApproveFeature({ app }: FeatureDependencies): Feature {
  async function done({ exchange }: BotContext, model: string) {
    const { approve: words } = exchange.texts;
    const undo = button({ text: words.undo, name: "approve.end", parameters: [approvedToken(model)] });
    return { text: words.done(model), buttons: [[undo]] };
  }

  async function run(context: BotContext, words: string[]): Promise<void> {
    const { texts, trigger, say } = context.exchange;
    const policy = await app.settings();
    const named = words.join(" ");
    if (named === "") {
      const { approved } = policy;
      return void (await say(waitingContent({ models: await app.waiting(), approved, texts })));
    }
    const model = readModelName(named, policy)?.model;
    if (model === undefined) return void (await say({ text: texts.model.notAnId(echoOf(named)) }));
    await app.approve({ model, trigger });
    await say(await done(context, model));
  }

  /** The model that a button stands for; tells whoever has tapped where it does not wait any more. */
  async function findWaiting({ exchange }: BotContext, token: string | undefined): Promise<string | null> {
    const found = (await app.waiting()).find((each) => waitingToken(each) === token);
    if (found) return found.model;
    await exchange.notify(exchange.texts.approve.changedSince, { alert: true });
    return null;
  }

  async function approve(context: BotContext, [token]: string[]): Promise<void> {
    const { trigger, say } = context.exchange;
    const model = await findWaiting(context, token);
    if (model === null) return;
    await app.approve({ model, trigger });
    await say(await done(context, model));
  }

  async function never(context: BotContext, [token]: string[]): Promise<void> {
    const { texts, trigger, say } = context.exchange;
    const model = await findWaiting(context, token);
    if (model === null) return;
    await app.ignore({ model, task: null, trigger });
    await say({ text: texts.approve.neverDone(model) });
  }

  async function end({ exchange }: BotContext, [token]: string[]): Promise<void> {
    const { texts, trigger, notify, replace } = exchange;
    const model = (await app.settings()).approved.find((each) => tokenOf(each) === token);
    if (model === undefined) return await notify(texts.approve.changedSince, { alert: true });
    await app.unapprove({ model, trigger });
    await replace({ text: fmt`✅ ${texts.approve.ended(model)}` });
  }

  return {
    name: "approve",
    commands: [{ name: "approve", effect: "policy", changesFrom: 1, run }],
    buttons: [
      { name: "approve.do", access: "administrator", effect: "policy", run: approve },
      { name: "approve.never", access: "administrator", effect: "policy", run: never },
      { name: "approve.end", access: "administrator", effect: "policy", run: end },
    ],
  };
}
