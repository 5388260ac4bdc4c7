import type { Timeline, TimelineDay } from "../../../domain/watch.ts";
import { renderTimelinePicture } from "../../../pictures/timeline-picture.ts";
import type { Texts } from "../../languages/texts.ts";
import { percentWords, waitWords } from "../../messages/facts.ts";
import { lines } from "../../messages/formatting.ts";
import type { Picture } from "../../messages/later.ts";

/** Fewer would be drawn so wide that a day looks like a trend. */
const fewestDays = 7;

/** Whether anything is known of a day. */
export function isKnown({ firstTokenMs, use, looks }: TimelineDay): boolean {
  return firstTokenMs !== null || use.good + use.bad + looks.good + looks.bad > 0;
}

/** Without the days before anything was known, as long as enough are left. */
function daysToShow({ days }: Timeline): TimelineDay[] {
  const first = Math.max(0, days.findIndex(isKnown));
  return days.slice(Math.max(0, Math.min(first, days.length - fewestDays)));
}

function speedCaption(days: readonly TimelineDay[], texts: Texts): string | null {
  const times = days.flatMap(({ firstTokenMs }) => firstTokenMs ?? []);
  if (times.length === 0) return null;
  const [quickest, slowest] = [Math.min(...times), Math.max(...times)].map((time) => waitWords(time, texts));
  const { captionSpeed, captionOneSpeed } = texts.timeline;
  return quickest === slowest ? captionOneSpeed(quickest ?? "") : captionSpeed(quickest ?? "", slowest ?? "");
}

function successCaption(days: readonly TimelineDay[], texts: Texts): string | null {
  const good = days.reduce((sum, { use }) => sum + use.good, 0);
  const all = days.reduce((sum, { use }) => sum + use.good + use.bad, 0);
  return all === 0 ? null : texts.timeline.captionSuccess(percentWords(good / all, texts), Math.round(all));
}

/** What the picture shows, for whoever cannot see it. */
function captionOf({ model }: Timeline, days: readonly TimelineDay[], texts: Texts) {
  const downDays = days.filter(({ looks }) => looks.bad > 0).length;
  return lines(
    texts.timeline.caption(model, days.length),
    speedCaption(days, texts),
    successCaption(days, texts),
    downDays > 0 && texts.timeline.captionDown(downDays),
  );
}

/** How a model did, day by day, as a picture. */
export async function drawTimeline(timeline: Timeline, texts: Texts): Promise<Picture> {
  const { timeline: words, locale } = texts;
  const days = daysToShow(timeline);
  const date = new Intl.DateTimeFormat(locale, { timeZone: "UTC", day: "numeric", month: "short" });
  const most = Math.max(0, ...days.map(({ use }) => Math.round(use.good + use.bad)));
  const bytes = await renderTimelinePicture({
    title: timeline.model,
    subtitle: words.subtitle(days.length),
    days: days.map(({ day, firstTokenMs, use, looks }) => ({ label: date.format(day), firstTokenMs, use, looks })),
    words: {
      speed: words.speed,
      success: words.success,
      good: words.good,
      most: words.most(most),
      down: words.down,
      nothing: words.nothing,
    },
    footer: words.footer,
    locale,
  });
  return { bytes, name: "timeline.png", caption: captionOf(timeline, days, texts) };
}
