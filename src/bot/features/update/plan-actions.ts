import type { ApplyResult } from "../../../pipeline/apply-plan.ts";
import type { BotContext, FeatureDependencies } from "../../context.ts";
import type { ButtonHandler } from "../../feature.ts";
import { paragraphs } from "../../messages/formatting.ts";
import { faultLines, proofCard, taskDetails } from "./proof-card.ts";
import { findProposal, refusal } from "./proposal.ts";
import { appliedButtons, proposalButtons } from "./result-card.ts";

async function showApplied(context: BotContext, result: ApplyResult): Promise<void> {
  const { exchange } = context;
  const { texts, trigger } = exchange;
  const { revision, previousRevision, planHash: hash, tasks: changes } = result;
  const head = texts.update.appliedBy(revision, texts.history.trigger(trigger, trigger));
  await exchange.replace({
    text: proofCard({ head, changes, held: [], kept: 0, errors: [] }, texts),
    buttons: appliedButtons({ previousRevision, hash, changes }, texts),
  });
}

/** *Apply*: exactly this plan, and only where the configuration is still the one that it was made from. */
function applyButton({ app }: FeatureDependencies): ButtonHandler {
  return {
    name: "plan.apply",
    access: "administrator",
    effect: "apply",
    async run(context, [hash = ""]) {
      const { exchange } = context;
      const proposal = await findProposal(hash, app);
      if (proposal?.state !== "open") return await exchange.notify(refusal(proposal, exchange), { alert: true });
      await showApplied(context, await app.apply(hash, exchange.trigger));
    },
  };
}

function detailsButton({ app }: FeatureDependencies): ButtonHandler {
  return {
    name: "plan.details",
    access: "administrator",
    effect: null,
    async run({ exchange }, [hash = ""]) {
      const { texts } = exchange;
      const proposal = await findProposal(hash, app);
      if (proposal === null) return await exchange.notify(texts.update.unknownPlan, { alert: true });
      await exchange.say({
        text: paragraphs(
          texts.update.detailsHead,
          ...proposal.all.map((task) => taskDetails(task, texts)),
          faultLines(proposal.errors, texts),
        ),
        buttons: proposal.state === "open" ? proposalButtons(proposal, { texts, trialShare: null }).slice(0, 1) : [],
      });
    },
  };
}

function snoozeButton({ app }: FeatureDependencies): ButtonHandler {
  return {
    name: "plan.snooze",
    access: "administrator",
    effect: null,
    async run({ exchange }, [hash = ""]) {
      const { texts, trigger } = exchange;
      const proposal = await findProposal(hash, app);
      if (proposal?.state !== "open") return await exchange.notify(refusal(proposal, exchange), { alert: true });
      const { until } = await app.snooze(hash, trigger);
      const moments = await exchange.moments();
      await exchange.say({ text: texts.update.snoozed(moments.at(until)) });
    },
  };
}

/** The buttons of a card that need no further question. */
export function planButtons(dependencies: FeatureDependencies): ButtonHandler[] {
  return [applyButton(dependencies), detailsButton(dependencies), snoozeButton(dependencies)];
}
