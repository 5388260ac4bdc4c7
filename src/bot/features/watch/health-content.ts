import type { InlineKeyboardButton } from "grammy/types";
import { type TaskName, taskNames } from "../../../domain/task.ts";
import type { RouteHealth, WatchReport } from "../../../domain/watch.ts";
import { taskButtons } from "../../arguments.ts";
import { button } from "../../buttons.ts";
import type { Texts } from "../../languages/texts.ts";
import type { Content } from "../../messages/content.ts";
import { budgetWords, costWords, percentWords } from "../../messages/facts.ts";
import { bold, dotted, type FormattedString, lines, paragraphs } from "../../messages/formatting.ts";
import type { Moments } from "../../messages/moments.ts";
import { progressWords, shareWords } from "./test-words.ts";

export interface HealthWording {
  texts: Texts;
  moments: Moments;
}

/** The routes of a task in one of its roles. */
export function routesOf(report: WatchReport, task: TaskName, role?: "primary" | "fallback" | "trial"): RouteHealth[] {
  return report.routes.filter(({ tasks }) =>
    tasks.some((each) => each.task === task && (role === undefined || each.role === role)),
  );
}

/** The tasks that something watched serves, in the table's order. */
export function watchedTasks(report: WatchReport): TaskName[] {
  return taskNames.filter((task) => routesOf(report, task).length > 0);
}

/** Only its catalogue has told that it is there. */
export function isOnlyListed({ state, reason }: Pick<RouteHealth, "state" | "reason">): boolean {
  return state === "up" && reason !== null;
}

/** Whether all answer: the worst that is known of any, in a mark and in words. */
function headLine({ routes }: WatchReport, { health }: Texts): FormattedString {
  const count = (isCounted: (health: RouteHealth) => boolean) => routes.filter(isCounted).length;
  const [down, up] = [count(({ state }) => state === "down"), count(({ state }) => state === "up")];
  if (down > 0) return health.head.down(down, routes.length);
  const listed = count((each) => isOnlyListed(each));
  if (up === routes.length) return listed === 0 ? health.head.up(up) : health.head.there(up, listed);
  return health.head.unknown(routes.length - up, routes.length);
}

function primaryWords(primary: RouteHealth | undefined, texts: Texts): FormattedString {
  const { health: words } = texts;
  if (primary === undefined) return dotted(words.noPrimary);
  const { state, success, answers, drift } = primary;
  const standing = words.states[isOnlyListed(primary) ? "listed" : (state ?? "none")];
  return dotted(
    state === "down" ? bold(standing) : standing,
    success !== null && words.good(percentWords(success.rate, texts), Math.round(answers)),
    drift.length > 0 && words.drifted,
  );
}

/** One task on one line. */
function taskLine(task: TaskName, report: WatchReport, texts: Texts): FormattedString {
  const { health: words } = texts;
  const fallbacks = routesOf(report, task, "fallback");
  const down = fallbacks.filter(({ state }) => state === "down").length;
  const probation = report.probations.find((each) => each.task === task);
  const trial = report.trials.find((each) => each.task === task);
  return dotted(
    bold(task),
    primaryWords(routesOf(report, task, "primary")[0], texts),
    down > 0 && words.fallbacksDown(down, fallbacks.length),
    probation && words.onProbation(progressWords(probation.test, texts)),
    trial && words.onTrial(shareWords(trial.share, texts)),
  );
}

function scheduleLines({ next, today }: WatchReport, { texts, moments }: HealthWording): FormattedString {
  const { health: words } = texts;
  const parts = (["availability", "speed", "drift"] as const).map((name) => {
    const at = next[name];
    return `${words.checks[name]} ${at === null ? words.notScheduled : moments.relative(at)}`;
  });
  const { calls, costUsdNanos, budgetUsd } = today;
  return lines(
    words.next(parts.join(", ")),
    words.today(calls, costWords(costUsdNanos, texts), budgetWords(budgetUsd, texts)),
  );
}

/** *Look now* and *Refresh*. */
function lookRow({ health }: Texts): InlineKeyboardButton[] {
  return [button({ text: health.look, name: "watch.again" }), button({ text: health.refresh, name: "health.all" })];
}

/** All that is watched: a line a task, the schedule, and a button a task for the rest. */
export function overviewContent(report: WatchReport, wording: HealthWording): Content {
  const { texts } = wording;
  const { health: words } = texts;
  if (!report.enabled) return { text: words.off };
  if (report.routes.length === 0) return { text: words.nothing };
  const tasks = watchedTasks(report);
  return {
    text: paragraphs(
      headLine(report, texts),
      lines(...tasks.map((task) => taskLine(task, report, texts))),
      scheduleLines(report, wording),
      words.choose,
    ),
    buttons: [...taskButtons({ name: "health.task", tasks }), lookRow(texts)],
  };
}
