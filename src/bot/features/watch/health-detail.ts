import type { InlineKeyboardButton } from "grammy/types";
import type { ModelIdentity } from "../../../domain/route.ts";
import { isSameModel } from "../../../domain/route.ts";
import type { TaskName } from "../../../domain/task.ts";
import type { RouteHealth, WatchReport } from "../../../domain/watch.ts";
import { toTimestamp } from "../../../shared/clock.ts";
import { placeOfTask } from "../../arguments.ts";
import { button } from "../../buttons.ts";
import type { Content } from "../../messages/content.ts";
import { bold, type FormattedString, fmt, lines, paragraphs, routeWords } from "../../messages/formatting.ts";
import { pageButtons, pageOf } from "../../messages/pages.ts";
import { headWords } from "./event-words.ts";
import { type HealthWording, routesOf } from "./health-content.ts";
import { routeHealthWords } from "./route-health.ts";
import { progressWords, shareWords, testWords } from "./test-words.ts";
import { buttonName, endingButton, modelToken } from "./trial-buttons.ts";

/** As many as a message holds with all that can be said of each. */
const routesPerPage = 4;
const shownEvents = 3;

/** What is being found out about a task: its probation and its trial. */
function testLines(task: TaskName, report: WatchReport, { texts, moments }: HealthWording): FormattedString[] {
  const { health: words } = texts;
  const at = (since: number) => moments.at(toTimestamp(since));
  const probations = report.probations
    .filter((each) => each.task === task)
    .map(({ since, test }) => words.probation(at(since), progressWords(test, texts), testWords(test, "before", texts)));
  const trials = report.trials
    .filter((each) => each.task === task)
    .map(({ since, test, share, challenger }) =>
      words.trial(
        routeWords(challenger),
        shareWords(share, texts),
        at(since),
        progressWords(test, texts),
        testWords(test, "beside", texts),
      ),
    );
  return [...probations, ...trials];
}

function eventLines(task: TaskName, { events }: WatchReport, { texts, moments }: HealthWording) {
  const own = events.filter((event) => "task" in event && event.task === task).slice(0, shownEvents);
  if (own.length === 0) return null;
  const items = own.map((event) => fmt`• ${moments.at(toTimestamp(event.at))}: ${headWords([event], texts)}`);
  return lines(texts.health.events, ...items);
}

/** *Timeline*, one a model: a route on another host is the same model's. */
export function timelineRows(routes: readonly RouteHealth[], { texts }: HealthWording): InlineKeyboardButton[][] {
  const models = routes.map(({ route }) => route);
  const distinct = models.filter((model, at) => models.findIndex((each) => isSameModel(each, model)) === at);
  return distinct.map((model) => [
    button({
      text: distinct.length === 1 ? texts.health.timeline : texts.health.timelineOf(buttonName(model)),
      name: "health.timeline",
      parameters: [modelToken(model)],
    }),
  ]);
}

/** All that is known of what serves a task, a page at a time. */
export function taskHealth(
  { task, page, report }: { task: TaskName; page: number; report: WatchReport },
  wording: HealthWording,
): Content {
  const { texts } = wording;
  const place = placeOfTask(task);
  const shown = pageOf(routesOf(report, task), page, routesPerPage);
  const back = button({ text: texts.common.back, name: "health.all" });
  if (shown.items.length === 0) return { text: texts.health.taskUnwatched(task), buttons: [[back]] };
  const refresh = button({ text: texts.health.refresh, name: "health.task", parameters: [place, shown.page] });
  const trials = report.trials.filter((each) => each.task === task);
  return {
    text: paragraphs(
      bold(task),
      ...testLines(task, report, wording),
      ...shown.items.map((each) => routeHealthWords(each, task, wording)),
      eventLines(task, report, wording),
    ),
    buttons: [
      ...timelineRows(shown.items, wording),
      ...trials.map((trial) => [endingButton(trial, texts.trial.end)]),
      ...pageButtons(shown, { name: "health.page", parameters: [place] }),
      [back, refresh],
    ],
  };
}

/** All that is known of a model, wherever it serves; null where it serves nothing. */
export function modelHealth(model: ModelIdentity, report: WatchReport, wording: HealthWording): Content | null {
  const routes = report.routes.filter(({ route }) => isSameModel(route, model));
  if (routes.length === 0) return null;
  return { text: paragraphs(...routes.map((each) => routeHealthWords(each, null, wording))) };
}
