import type { App } from "../../../app.ts";
import { button } from "../../buttons.ts";
import type { BotContext, Exchange, FeatureDependencies } from "../../context.ts";
import type { ButtonHandler } from "../../feature.ts";
import { readWhole } from "../../tokens.ts";
import { findProposal, type Newcomer, newcomersOf, type Proposal, refusal } from "./proposal.ts";

/** A card that waits, or that was applied: what it brings in can be put away. Of all others people are told why not. */
async function validProposal(hash: string, exchange: Exchange, app: App): Promise<Proposal | null> {
  const proposal = await findProposal(hash, app);
  if (proposal?.state === "open" || proposal?.state === "applied") return proposal;
  await exchange.notify(refusal(proposal, exchange), { alert: true });
  return null;
}

async function askWhere(context: BotContext, hash: string, place: number, { task, model }: Newcomer): Promise<void> {
  const { texts, say } = context.exchange;
  const choice = (text: string, where: string) =>
    button({ text, name: "plan.never-do", parameters: [hash, place, where], style: "danger" });
  await say({
    text: texts.update.neverWhere(model, task),
    buttons: [
      [choice(texts.update.neverForTask(task), "task"), choice(texts.update.neverForAll, "all")],
      [button({ text: texts.common.cancel, name: "dismiss" })],
    ],
  });
}

async function askWhich(context: BotContext, hash: string, newcomers: readonly Newcomer[]): Promise<void> {
  const { texts, say } = context.exchange;
  const rows = newcomers.map(({ task, model }, place) => [
    button({ text: `${model.split("/").at(-1)} (${task})`, name: "plan.never", parameters: [hash, place] }),
  ]);
  await say({
    text: texts.update.neverWhich,
    buttons: [...rows, [button({ text: texts.common.cancel, name: "dismiss" })]],
  });
}

/** *Never this model*: asks which, where there are several, and for which tasks. */
function neverButton({ app }: FeatureDependencies): ButtonHandler {
  return {
    name: "plan.never",
    access: "administrator",
    effect: null,
    async run(context, [hash = "", place]) {
      const { exchange } = context;
      const proposal = await validProposal(hash, exchange, app);
      if (proposal === null) return;
      // The order of a card's changes stays, so that a place in it is what a button can carry.
      const newcomers = newcomersOf(proposal.changes);
      if (place === undefined && newcomers.length > 1) return await askWhich(context, hash, newcomers);
      const chosen = place === undefined ? 0 : readWhole(place);
      const newcomer = chosen === null ? undefined : newcomers[chosen];
      if (chosen === null || newcomer === undefined) {
        return await exchange.notify(exchange.texts.common.deadButton, { alert: true });
      }
      await askWhere(context, hash, chosen, newcomer);
    },
  };
}

/** Ignores the model; a plan that would bring it in is put away, because applying it would now be wrong. */
function neverDoButton({ app }: FeatureDependencies): ButtonHandler {
  return {
    name: "plan.never-do",
    access: "administrator",
    effect: "policy",
    async run({ exchange }, [hash = "", place = "", where = ""]) {
      const { texts, trigger } = exchange;
      const proposal = await validProposal(hash, exchange, app);
      if (proposal === null) return;
      const newcomer = newcomersOf(proposal.changes)[readWhole(place) ?? -1];
      if (newcomer === undefined || !["task", "all"].includes(where)) {
        return await exchange.notify(texts.common.deadButton, { alert: true });
      }
      const task = where === "task" ? newcomer.task : null;
      await app.ignore({ model: newcomer.model, task, trigger });
      const isConfigured = proposal.state === "applied";
      if (!isConfigured) await app.dropPlan(hash);
      await exchange.replace({
        text: texts.update.neverDone(newcomer.model, task, isConfigured),
        buttons: [
          [
            isConfigured
              ? button({ text: texts.status.update, name: "update.run" })
              : button({ text: texts.status.test, name: "update.test" }),
          ],
        ],
      });
    },
  };
}

export function neverButtons(dependencies: FeatureDependencies): ButtonHandler[] {
  return [neverButton(dependencies), neverDoButton(dependencies)];
}
