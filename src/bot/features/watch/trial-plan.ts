import { button } from "../../buttons.ts";
import type { BotContext, FeatureDependencies } from "../../context.ts";
import type { ButtonHandler } from "../../feature.ts";
import { readWhole } from "../../tokens.ts";
import { findProposal, refusal } from "../update/proposal.ts";
import { beginTrial } from "./begin-trial.ts";
import { buttonName, type Challenger, challengersOf } from "./trial-buttons.ts";

async function askWhich({ exchange }: BotContext, hash: string, challengers: readonly Challenger[]): Promise<void> {
  const { texts, say } = exchange;
  const rows = challengers.map((each, place) => [
    button({ text: `${buttonName(each)} (${each.task})`, name: "trial.plan", parameters: [hash, place] }),
  ]);
  const cancel = [button({ text: texts.common.cancel, name: "dismiss" })];
  await say({ text: texts.trial.which, buttons: [...rows, cancel] });
}

/** *Try on 10%* under a proposal: asks which, where it brings in several. The proposal goes on waiting. */
export function planTrialButton({ app }: FeatureDependencies): ButtonHandler {
  return {
    name: "trial.plan",
    access: "administrator",
    effect: "watch",
    async run(context, [hash = "", place]) {
      const { exchange } = context;
      const { texts, notify, say } = exchange;
      const proposal = await findProposal(hash, app);
      if (proposal?.state !== "open") return await notify(refusal(proposal, exchange), { alert: true });
      // The order of a card's changes stays, so that a place in it is what a button can carry.
      const challengers = challengersOf(proposal.changes);
      if (place === undefined && challengers.length > 1) return await askWhich(context, hash, challengers);
      const challenger = challengers[place === undefined ? 0 : (readWhole(place) ?? -1)];
      if (challenger === undefined) return await notify(texts.common.deadButton, { alert: true });
      await say(await beginTrial(challenger, { app, exchange }));
    },
  };
}
