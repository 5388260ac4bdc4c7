import { isSameModel, type ModelIdentity } from "../../domain/route.ts";
import type { Tally, Timeline, TimelineDay, WatchCheck } from "../../domain/watch.ts";
import { addTallies } from "../../learning/sequential-test.ts";
import { median } from "../../shared/statistics.ts";
import type { DayOfUse } from "../../store/store.ts";
import type { WatchDependencies } from "./dependencies.ts";
import { startOfDay } from "./watch-run.ts";

const days = 30;
const dayMs = 86_400_000;

function dayOf(day: number, checks: readonly WatchCheck[], use: readonly DayOfUse[]): TimelineDay {
  const own = checks.filter(({ at }) => startOfDay(at) === day);
  const used = use.filter((each) => each.day === day);
  const looks = own.filter(({ kind }) => kind === "availability");
  const firstTokens = [...own, ...used].flatMap(({ firstTokenMs }) => firstTokenMs ?? []);
  return {
    day,
    firstTokenMs: median(firstTokens),
    tokensPerSecond: median(own.flatMap(({ tokensPerSecond }) => tokensPerSecond ?? [])),
    use: used.reduce<Tally>(addTallies, { good: 0, bad: 0 }),
    looks: {
      good: looks.filter(({ outcome }) => outcome === "up").length,
      bad: looks.filter(({ outcome }) => outcome === "down").length,
    },
  };
}

/** A model's last 30 days, on whatever host and for whatever task. Rejects with a `UserFacingError` where the store fails. */
export async function readTimeline(
  { provider, model }: ModelIdentity,
  { watchLog, clock }: Pick<WatchDependencies, "watchLog" | "clock">,
): Promise<Timeline> {
  const today = startOfDay(clock.now());
  const first = today - (days - 1) * dayMs;
  const checks = await watchLog.checks({ since: first, model: { provider, model } });
  const use = (await watchLog.useByDay(first)).filter((each) => isSameModel(each, { provider, model }));
  const all = Array.from({ length: days }, (_, at) => dayOf(first + at * dayMs, checks, use));
  return { provider, model, days: all };
}
