import type { RouteHealth, TestProgress, WatchReport } from "../../domain/watch.ts";
import type { WatchEvent } from "../../domain/watch-event.ts";
import { groupEvents } from "../../domain/watch-groups.ts";
import type { Styles } from "../terminal.ts";
import { renderTable } from "./table.ts";
import { successText, watchEventText } from "./watch-event-text.ts";
import { agoText, countText, nameText, routeText, timeText } from "./words.ts";

const shownEvents = 10;
const iso = (at: number) => new Date(at).toISOString();

/** "02:22 UTC" of today; the day, too, where it was another. */
function sinceText(at: number, now: number): string {
  const text = timeText(iso(at));
  return now - at < 86_400_000 ? text.slice(11) : text;
}

function stateText({ state, since, reason }: RouteHealth, styles: Styles, now: number): string {
  if (state === null) return styles.faint("not looked at yet");
  const time = since === null ? "" : ` since ${sinceText(since, now)}`;
  if (state === "up") return reason === null ? `up${time}` : `listed${time}`;
  const why = reason === null ? "" : `: it ${reason}`;
  return state === "down" ? styles.bad(`down${time}${why}`) : styles.faint(`unknown${why}`);
}

const durationText = (milliseconds: number) =>
  milliseconds < 1_000 ? `${Math.round(milliseconds)} ms` : `${(milliseconds / 1_000).toFixed(1)} s`;

function speedText({ firstTokenMs, tokensPerSecond }: RouteHealth): string {
  const first = firstTokenMs === null ? "-" : durationText(firstTokenMs);
  return tokensPerSecond === null ? first : `${first}, ${Math.round(tokensPerSecond)} tokens/s`;
}

function driftText({ driftCheckedAt, drift }: RouteHealth, now: number): string {
  if (driftCheckedAt === null) return "-";
  return drift.length === 0 ? `as it was, ${agoText(iso(driftCheckedAt), now)}` : `it ${drift.join("; it ")}`;
}

const longestList = 2;

/** "conversational, translation", "conversational and 7 others"; what only stands behind is counted. */
function servesText({ tasks }: RouteHealth, styles: Styles): string {
  const first = tasks.filter(({ role }) => role === "primary").map(({ task }) => styles.strong(task));
  const tried = tasks.filter(({ role }) => role === "trial").map(({ task }) => `${task} (trial)`);
  const behind = tasks.filter(({ role }) => role === "fallback").map(({ task }) => task);
  const others = behind.length === 0 ? [] : [`behind ${inShort(behind)}`];
  return [...(first.length > 0 ? [inShort(first)] : []), ...tried, ...others].join("; ");
}

function inShort(names: readonly string[]): string {
  if (names.length <= longestList) return names.join(", ");
  return `${names[0]} and ${names.length - 1} others`;
}

/** First choices, what is on trial, and whatever is not well. */
const isShown = ({ tasks, state, drift }: RouteHealth) =>
  state === "down" || drift.length > 0 || tasks.some(({ role }) => role !== "fallback");

/** What stands behind and is well is only counted, unless all is wanted. */
function routesTable({ routes }: WatchReport, styles: Styles, { now, isWhole }: TableOptions): string {
  const shown = routes.filter((route) => isWhole || isShown(route));
  const rest = routes.length - shown.length;
  const more = `${countText(rest, "fallback stands", "fallbacks stand")} behind them; --all shows them, too.`;
  return rest === 0 ? tableOf(shown, styles, now) : `${tableOf(shown, styles, now)}\n${styles.faint(more)}`;
}

interface TableOptions {
  /** Milliseconds since the epoch. */
  now: number;
  isWhole: boolean;
}

function tableOf(routes: readonly RouteHealth[], styles: Styles, now: number): string {
  const rows = routes.map((route) => [
    routeText(route.route),
    servesText(route, styles),
    stateText(route, styles, now),
    speedText(route),
    `${successText(route.success)}${route.answers > 0 ? ` of ${Math.round(route.answers)}` : ""}`,
    driftText(route, now),
  ]);
  const head = ["Route", "Serves", "State", "First word", "Good answers", "Drift"];
  return renderTable({ head, rows, wrapped: { 0: 1, 1: 1, 2: 1, 5: 1 } }, styles);
}

function progressText({ answers, mostAnswers, challengerSuccess, incumbentSuccess }: TestProgress): string {
  const own = challengerSuccess === null ? "nothing known yet" : successText(challengerSuccess);
  const other = incumbentSuccess === null ? "" : `, against ${successText(incumbentSuccess)}`;
  return `${Math.round(answers)} of ${mostAnswers} answers, ${own} good${other}`;
}

function testLines({ probations, trials }: WatchReport): string[] {
  return [
    ...probations.map(
      ({ task, route, incumbent, test }) =>
        `On probation for ${task}: ${routeText(route)} in the place of ${routeText(incumbent)} (${progressText(test)}).`,
    ),
    ...trials.map(
      ({ task, challenger, incumbent, share, test }) =>
        `On trial for ${task}: ${routeText(challenger)} with ${Math.round(share * 100)} % of the conversations of ${routeText(incumbent)} (${progressText(test)}).`,
    ),
  ];
}

function scheduleText({ next, today }: WatchReport): string {
  const at = (moment: string | null) => (moment === null ? "not scheduled" : timeText(moment));
  const looks = `Next looks: availability ${at(next.availability)}, speed ${at(next.speed)}, drift ${at(next.drift)}.`;
  const cost = `$${(today.costUsdNanos / 1e9).toFixed(6)} of $${today.budgetUsd}`;
  return `${looks} Today: ${countText(today.calls, "call")}, ${cost}.`;
}

/** What the watch has done and seen, a line each. */
export function eventLines(events: readonly WatchEvent[], styles: Styles): string[] {
  return groupEvents(events).map((group) => {
    const [event] = group;
    const line = `${timeText(iso(event.at))}  ${nameText(watchEventText(group))}`;
    return event.severity === "critical" ? styles.bad(line) : line;
  });
}

/** All that is watched, for people; what stands behind and is well, only with `isWhole`. */
export function watchText(report: WatchReport, styles: Styles, options: TableOptions): string {
  if (!report.enabled) return 'Watching is turned off: set "watching": {"enabled": true} in the policy to turn it on.';
  if (report.routes.length === 0) return 'Nothing is configured yet, so there is nothing to watch. Run "update" first.';
  const events = eventLines(report.events, styles).slice(0, shownEvents);
  return [
    routesTable(report, styles, options),
    ...testLines(report),
    scheduleText(report),
    ...(events.length === 0 ? [] : ["", ...events]),
  ].join("\n");
}
