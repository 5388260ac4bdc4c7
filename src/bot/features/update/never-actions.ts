import { isTaskName, type TaskName } from "../../../domain/task.ts";
import { button } from "../../buttons.ts";
import type { BotContext, FeatureDependencies } from "../../context.ts";
import type { ButtonHandler } from "../../feature.ts";
import { findProposal, type Proposal } from "./proposal.ts";

/** A model that a proposal brings in, and for which task. */
interface Newcomer {
  task: TaskName;
  model: string;
}

/** The models that the changes bring in, in the card's order: their place in it is what a button carries. */
function newcomersOf({ changes }: Proposal): Newcomer[] {
  return changes.flatMap(({ task, to }) => (to !== null && isTaskName(task) ? [{ task, model: to.model }] : []));
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
      const proposal = await findProposal(hash, app);
      const newcomers = proposal === null ? [] : newcomersOf(proposal);
      const chosen = newcomers.length === 1 ? 0 : Number(place ?? Number.NaN);
      const newcomer = newcomers[chosen];
      if (newcomer) return await askWhere(context, hash, chosen, newcomer);
      if (newcomers.length === 0) return await exchange.notify(exchange.texts.update.unknownPlan, { alert: true });
      await askWhich(context, hash, newcomers);
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
      const proposal = await findProposal(hash, app);
      const newcomer = proposal === null ? undefined : newcomersOf(proposal)[Number(place)];
      if (proposal === null || newcomer === undefined || !["task", "all"].includes(where)) {
        return await exchange.notify(texts.update.unknownPlan, { alert: true });
      }
      const task = where === "task" ? newcomer.task : null;
      await app.ignore({ model: newcomer.model, task, trigger });
      if (proposal.state !== "applied") await app.dropPlan(hash);
      const isConfigured = proposal.state === "applied";
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
