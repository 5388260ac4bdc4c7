import type { WatchReport } from "../../../domain/watch.ts";
import type { WatchEvent } from "../../../domain/watch-event.ts";
import { button } from "../../buttons.ts";
import type { FeatureDependencies } from "../../context.ts";
import type { ButtonHandler } from "../../feature.ts";
import type { Texts } from "../../languages/texts.ts";
import type { Content } from "../../messages/content.ts";
import { lines, paragraphs } from "../../messages/formatting.ts";
import { answerLater } from "../../messages/later.ts";
import { bundleEvents } from "./bundles.ts";
import { headWords } from "./event-words.ts";

/** What a look has shown, with what it has done: a line each, for each gets its own card, too. */
function lookedContent({ routes }: WatchReport, events: readonly WatchEvent[], texts: Texts): Content {
  const { watch: words } = texts;
  const up = routes.filter(({ state }) => state === "up").length;
  const told = bundleEvents(events).map((bundle) => headWords(bundle, texts));
  return { text: paragraphs(words.looked(up, routes.length), told.length > 0 ? lines(...told) : words.nothingNew) };
}

/** *Try again*: looks at everything now. */
export function lookButton({ app, clock }: FeatureDependencies): ButtonHandler {
  return {
    name: "watch.again",
    access: "administrator",
    effect: "watch",
    async run(context) {
      const { texts, trigger } = context.exchange;
      await answerLater(context, {
        clock,
        name: "looking at all that serves",
        waiting: { text: texts.watch.looking },
        again: [button({ text: texts.watch.again, name: "watch.again" })],
        async work({ signal }) {
          const events = await app.watchNow({ signal, trigger });
          return lookedContent(await app.watch(), events, texts);
        },
      });
    },
  };
}
