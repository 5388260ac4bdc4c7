import type { FeatureDependencies } from "../../context.ts";
import type { ButtonHandler } from "../../feature.ts";
import { paragraphs } from "../../messages/formatting.ts";
import { bundleCard } from "./event-card.ts";
import { findEvent, probationOf } from "./kept-event.ts";

/** *Keep*: ends a probation in favour of the new choice; what has drifted was seen, and may stay as it is. */
export function keepButton({ app }: FeatureDependencies): ButtonHandler {
  return {
    name: "watch.keep",
    access: "administrator",
    effect: "watch",
    async run({ exchange }, [token]) {
      const { texts, trigger, notify, replace } = exchange;
      const found = await findEvent(token, { app, exchange });
      if (found === null) return;
      const { event, report } = found;
      const who = texts.history.trigger(trigger, trigger);
      const { text } = bundleCard([event], { texts, moments: await exchange.moments() });
      if (event.kind === "drift") return await replace({ text: paragraphs(text, texts.watch.notedBy(who)) });
      if (event.kind !== "probation-undecided") return await notify(texts.common.deadButton, { alert: true });
      const isKept = probationOf(event, report) !== undefined && (await app.keepChoice(event.task, trigger));
      if (!isKept) return await notify(texts.watch.probationOver, { alert: true });
      await replace({ text: paragraphs(text, texts.watch.keptBy(who)) });
    },
  };
}
