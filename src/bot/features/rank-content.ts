import type { InlineKeyboardButton } from "grammy/types";
import { isSameModel } from "../../domain/route.ts";
import type { TaskStatus } from "../../operations/status.ts";
import type { RankResult, RankRow } from "../../pipeline/rank.ts";
import { placeOfTask } from "../arguments.ts";
import { button } from "../buttons.ts";
import type { Texts } from "../languages/texts.ts";
import type { Content } from "../messages/content.ts";
import { amountWords, scoreWords } from "../messages/facts.ts";
import {
  bold,
  code,
  dotted,
  type FormattedString,
  fmt,
  folded,
  lines,
  paragraphs,
  routeWords,
} from "../messages/formatting.ts";
import { scoreLine } from "../messages/score-line.ts";
import { shareWords } from "./watch/test-words.ts";
import { buttonName, trialButton } from "./watch/trial-buttons.ts";

export interface RankView {
  result: RankResult;
  /** What serves the task now; null where nothing does. */
  present: TaskStatus | null;
  /** What a trial gets, 0 to 1; null where none can be begun. */
  trialShare: number | null;
}

const shownRows = 10;
const shownExcluded = 5;
const shownFaults = 2;

function place(row: RankRow, present: TaskStatus | null, { rank: words }: Texts): string | null {
  if (present && isSameModel(present.primary, row)) return words.inUse;
  return present?.fallbacks.some((each) => isSameModel(each, row)) ? words.behind : null;
}

function rowWords(row: RankRow, index: number, { view, texts }: { view: RankView; texts: Texts }): FormattedString {
  const isBelow = row.score < view.result.minimumScore;
  const marks = dotted(place(row, view.present, texts), isBelow && texts.rank.belowThreshold);
  return lines(
    fmt`${index + 1}. ${bold(scoreWords(row.score, texts))} ${routeWords(row)}`,
    dotted(scoreLine(row, texts), marks.text !== "" && bold(marks)),
  );
}

function excludedWords(rows: readonly RankRow[], texts: Texts): FormattedString | null {
  if (rows.length === 0) return null;
  const shown = rows
    .slice(0, shownExcluded)
    .map(({ model, reasons }) => fmt`• ${code(model)}: ${reasons.map(texts.sentence).join("; ")}`);
  return folded(lines(texts.rank.excluded(rows.length), ...shown));
}

function faultWords({ errors }: RankResult, texts: Texts): FormattedString | null {
  if (errors.length === 0) return null;
  return lines(texts.rank.faults, ...errors.slice(0, shownFaults).map((error) => texts.sentence(error)));
}

/** Whether nothing was learned: then there is no ranking to speak of. */
export function isFailed({ discovered, errors }: RankResult): boolean {
  return discovered === 0 && errors.length > 0;
}

function body(view: RankView, texts: Texts): FormattedString {
  const { rank: words } = texts;
  const { ranking, discovered, qualified, minimumScore } = view.result;
  if (discovered === 0) return words.empty;
  const eligible = ranking.filter((row) => row.eligible);
  const rows = eligible.slice(0, shownRows).map((row, index) => rowWords(row, index, { view, texts }));
  const more = eligible.length - rows.length;
  return paragraphs(
    words.summary(discovered, qualified, amountWords(minimumScore, texts)),
    ...(rows.length > 0 ? rows : [words.none]),
    more > 0 && words.more(more),
    rows.length > 0 && words.legend,
    excludedWords(
      ranking.filter((row) => !row.eligible),
      texts,
    ),
  );
}

/** *Try on 10%*, for the best that does not serve already; a task that nothing serves has nothing to compare with. */
function trialRow({ result, present, trialShare }: RankView, texts: Texts): InlineKeyboardButton[][] {
  const best = result.ranking.find((row) => row.eligible && present !== null && !isSameModel(row, present.primary));
  if (trialShare === null || best === undefined) return [];
  const words = texts.trial.beginNamed(buttonName(best), shareWords(trialShare, texts));
  return [[trialButton(result.task, best, words)]];
}

/** The best models of a task, as a person reads them on a phone. */
export function rankContent(view: RankView, texts: Texts): Content {
  const { rank: words } = texts;
  const { task } = view.result;
  const parameters = [placeOfTask(task)];
  const refresh = button({ text: words.refresh, name: "rank.refresh", parameters });
  if (isFailed(view.result)) {
    const [first = ""] = view.result.errors;
    return { text: paragraphs(words.failed(task), texts.sentence(first)), buttons: [[refresh]] };
  }
  const text = paragraphs(words.head(task), body(view, texts), faultWords(view.result, texts));
  if (view.result.discovered === 0) return { text, buttons: [[refresh]] };
  const picture = button({ text: words.picture, name: "rank.picture", parameters });
  return { text, buttons: [[picture, refresh], ...trialRow(view, texts)] };
}
