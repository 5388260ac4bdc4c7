import type { Status } from "../../operations/status.ts";
import { maximumStatusRows, renderStatusPicture } from "../../pictures/status-picture.ts";
import { toTimestamp } from "../../shared/clock.ts";
import type { BotContext, FeatureDependencies } from "../context.ts";
import type { Feature } from "../feature.ts";
import type { Texts } from "../languages/texts.ts";
import { amountWords } from "../messages/facts.ts";
import { bold, fmt } from "../messages/formatting.ts";
import { type Picture, pictureLater } from "../messages/later.ts";

/** What serves each task as a bar chart. `at` is the present moment, in words. */
async function drawStatus(status: Status, at: string, texts: Texts): Promise<Picture> {
  const { status: words, locale } = texts;
  const { tasks, revision, minScoreThreshold } = status;
  const bytes = await renderStatusPicture({
    title: words.pictureTitle,
    subtitle: words.pictureSubtitle(revision ?? 0, at),
    rows: tasks.slice(0, maximumStatusRows).map(({ task, primary }) => ({
      label: task,
      detail: `${primary.model} · ${primary.host ?? primary.provider}`,
      score: primary.score,
      note: primary.score === null ? words.origin[primary.origin] : "",
    })),
    threshold: { score: minScoreThreshold, label: words.pictureThreshold(amountWords(minScoreThreshold, texts)) },
    footer: texts.rank.pictureFooter,
    locale,
  });
  return { bytes, name: "status.png", caption: fmt`${bold(words.pictureTitle)}, ${at}` };
}

/** The status as a picture. */
export function createPicturesFeature({ app, clock }: FeatureDependencies): Feature {
  async function run(context: BotContext): Promise<void> {
    const { exchange } = context;
    const { texts } = exchange;
    const status = await app.status();
    if (status.tasks.length === 0)
      return await exchange.notify(texts.models.noneForAdministrators.text, { alert: true });
    await exchange.notify(texts.rank.drawing);
    const at = (await exchange.moments()).at(toTimestamp(clock.now()));
    pictureLater(context, { name: "drawing the status", draw: () => drawStatus(status, at, texts) });
  }
  return {
    name: "pictures",
    commands: [],
    buttons: [{ name: "status.picture", access: "administrator", effect: null, run }],
  };
}
