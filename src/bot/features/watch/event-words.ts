import type { WatchEvent } from "../../../domain/watch-event.ts";
import { groupEvents, tasksOf } from "../../../domain/watch-groups.ts";
import { toTimestamp } from "../../../shared/clock.ts";
import type { Texts } from "../../languages/texts.ts";
import { budgetWords } from "../../messages/facts.ts";
import { bold, type FormattedString, fmt, lines, paragraphs, routeWords } from "../../messages/formatting.ts";
import type { Moments } from "../../messages/moments.ts";
import type { Bundle } from "./bundles.ts";
import { progressWords, reasonWords, shareWords, testWords, whyWords } from "./test-words.ts";

export interface EventWording {
  texts: Texts;
  moments: Moments;
}

type Kind = WatchEvent["kind"];
type EventOf<Name extends Kind> = Extract<WatchEvent, { kind: Name }>;
type Says<Name extends Kind> = (event: EventOf<Name>, wording: EventWording) => FormattedString;

const says: { [Name in Kind]: Says<Name> } = {
  "rolled-back": ({ from, to, test, revision }, { texts }) =>
    texts.watch.events.rolledBack(routeWords(from), routeWords(to), testWords(test, "before", texts), revision),
  "rollback-failed": ({ from, to, test, why, task }, { texts }) =>
    texts.watch.events.rollbackFailed(
      routeWords(from),
      routeWords(to),
      testWords(test, "before", texts),
      whyWords(why, texts),
      task,
    ),
  "probation-passed": ({ route, test }, { texts }) =>
    texts.watch.events.probationPassed(routeWords(route), testWords(test, "before", texts)),
  "probation-undecided": ({ route, days, test }, { texts }) =>
    texts.watch.events.probationUndecided(
      routeWords(route),
      days,
      progressWords(test, texts),
      testWords(test, "before", texts),
    ),
  replaced: ({ from, to, reason, revision }, { texts }) =>
    texts.watch.events.replaced(routeWords(from), routeWords(to), reasonWords(reason, texts), revision),
  "no-substitute": ({ route, reason, task }, { texts }) =>
    texts.watch.events.noSubstitute(routeWords(route), reasonWords(reason, texts), task),
  outage: ({ routes, reason }, { texts }) => texts.watch.events.outage(routes, reasonWords(reason, texts)),
  "outage-over": ({ since }, { texts, moments }) =>
    texts.watch.events.outageOver(moments.at(toTimestamp(since)), moments.since(toTimestamp(since))),
  drift: ({ route, findings, task }, { texts }) =>
    texts.watch.events.drift(routeWords(route), findings.map(texts.sentence), task),
  "trial-begun": ({ challenger, incumbent, share }, { texts }) =>
    texts.watch.events.trialBegun(routeWords(challenger), routeWords(incumbent), shareWords(share, texts)),
  "trial-won": ({ challenger, incumbent, test, revision }, { texts }) =>
    texts.watch.events.trialWon(
      routeWords(challenger),
      routeWords(incumbent),
      testWords(test, "beside", texts),
      revision,
    ),
  "trial-lost": ({ challenger, incumbent, test }, { texts }) =>
    texts.watch.events.trialLost(routeWords(challenger), routeWords(incumbent), testWords(test, "beside", texts)),
  "trial-ended": ({ challenger, incumbent, test, why }, { texts }) =>
    texts.watch.events.trialEnded(
      routeWords(challenger),
      routeWords(incumbent),
      testWords(test, "beside", texts),
      whyWords(why, texts),
    ),
  "budget-spent": ({ budgetUsd }, { texts }) => texts.watch.events.budgetSpent(budgetWords(budgetUsd, texts)),
};

/** What happened, why, what was done about it, and what can be done. */
function singleWords(event: WatchEvent, wording: EventWording): FormattedString {
  const say = says[event.kind] as Says<Kind>;
  return say(event, wording);
}

/** One task, or several of which the same is to be told: what served, why it does not, and what does now. */
function itemWords(group: readonly WatchEvent[], texts: Texts): FormattedString | null {
  const [event] = group;
  const names = bold(tasksOf(group).join(", "));
  if (event?.kind === "replaced") {
    const reason = reasonWords(event.reason, texts);
    return lines(names, texts.watch.failed(routeWords(event.from), reason), fmt`→ ${routeWords(event.to)}`);
  }
  if (event?.kind !== "no-substitute") return null;
  return lines(names, texts.watch.failed(routeWords(event.route), reasonWords(event.reason, texts)));
}

/** What happened, why, what was done about it, and what can be done. */
export function bundleWords(bundle: Bundle, wording: EventWording): FormattedString {
  const [first, ...more] = bundle;
  if (more.length === 0) return singleWords(first, wording);
  const { watch } = wording.texts;
  return paragraphs(
    ...groupEvents(bundle).map((group) => itemWords(group, wording.texts)),
    first.kind === "replaced" ? watch.manyReplaced(first.revision) : watch.manyFailed,
  );
}

/** What happened, in a few words. */
export function headWords(bundle: Bundle, { watch }: Texts): FormattedString {
  const [first, ...more] = bundle;
  if (more.length === 0) return bold(watch.heads[first.kind]("task" in first ? first.task : null));
  return bold(first.kind === "replaced" ? watch.manyReplacedHead(bundle.length) : watch.manyFailedHead(bundle.length));
}
