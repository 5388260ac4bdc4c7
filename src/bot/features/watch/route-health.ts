import type { TaskName } from "../../../domain/task.ts";
import type { RouteHealth } from "../../../domain/watch.ts";
import { toTimestamp } from "../../../shared/clock.ts";
import { percentWords, speedWords } from "../../messages/facts.ts";
import { dotted, type FormattedString, lines, routeWords } from "../../messages/formatting.ts";
import type { HealthWording } from "./health-content.ts";
import { reasonWords } from "./test-words.ts";

function roleWords({ tasks }: RouteHealth, task: TaskName | null, { texts }: HealthWording): string {
  const { roles, roleFor } = texts.health;
  if (task === null) return tasks.map((each) => roleFor(roles[each.role], each.task)).join(", ");
  return tasks.flatMap((each) => (each.task === task ? [roles[each.role]] : [])).join(", ");
}

function stateWords({ state, since, reason }: RouteHealth, { texts, moments }: HealthWording): FormattedString {
  const { health: words } = texts;
  if (state === null) return words.neverLooked;
  const duration = since === null ? null : moments.since(toTimestamp(since));
  if (state === "up") return dotted(reason === null ? words.answers(duration) : words.listed(duration));
  const why = reason === null ? null : reasonWords(reason, texts);
  return state === "down" ? words.silent(duration, why) : words.unclear(duration, why);
}

function successWords({ success, answers }: RouteHealth, { texts }: HealthWording): string {
  const { health: words } = texts;
  if (success === null) return words.noAnswers;
  const [rate, low, high] = [success.rate, success.low, success.high].map((share) => percentWords(share, texts));
  return words.success(rate ?? "", Math.round(answers), low ?? "", high ?? "");
}

/** Whether it is still what it was, in a few words; what is not, stands in lines of their own. */
function driftWords({ drift, driftCheckedAt }: RouteHealth, { texts, moments }: HealthWording): string | null {
  const { health: words } = texts;
  if (driftCheckedAt === null) return words.driftNever;
  return drift.length === 0 ? words.driftNone(moments.relative(toTimestamp(driftCheckedAt))) : null;
}

function findingLines({ drift, driftCheckedAt }: RouteHealth, { texts, moments }: HealthWording) {
  const { health: words } = texts;
  if (drift.length === 0 || driftCheckedAt === null) return [];
  const when = moments.relative(toTimestamp(driftCheckedAt));
  return [words.drift(when), ...drift.map((finding) => words.finding(texts.sentence(finding)))];
}

/** All that is known of one route; for one task, or (null) for all that it serves. */
export function routeHealthWords(health: RouteHealth, task: TaskName | null, wording: HealthWording): FormattedString {
  const { texts, moments } = wording;
  const { checkedAt, firstTokenMs, tokensPerSecond } = health;
  const isTimed = firstTokenMs !== null || tokensPerSecond !== null;
  return lines(
    routeWords(health.route),
    roleWords(health, task, wording),
    dotted(
      stateWords(health, wording),
      checkedAt !== null && texts.health.lookedAt(moments.relative(toTimestamp(checkedAt))),
    ),
    isTimed && speedWords(health, texts),
    dotted(successWords(health, wording), driftWords(health, wording)),
    ...findingLines(health, wording),
  );
}
