import type { Tally, TestProgress } from "../../../domain/watch.ts";
import type { Texts } from "../../languages/texts.ts";
import { amountWords, percentWords } from "../../messages/facts.ts";

/** Answers that were weighted are no whole numbers. */
const wholeWords = (answers: number, texts: Texts) => amountWords(Math.round(answers), texts);

function shareOf({ good, bad }: Tally): number | null {
  return good + bad > 0 ? good / (good + bad) : null;
}

/** "it answered 78 of 95 well (82%)", as far as people have used it. */
function challengerWords({ challenger }: TestProgress, texts: Texts): string {
  const share = shareOf(challenger);
  if (share === null) return texts.watch.test.unused;
  const { good, bad } = challenger;
  return texts.watch.test.answered(wholeWords(good, texts), wholeWords(good + bad, texts), percentWords(share, texts));
}

/** What it is measured by: what stood before it, or what it is tried beside. */
function incumbentWords({ incumbent }: TestProgress, other: "before" | "beside", texts: Texts): string {
  const share = shareOf(incumbent);
  return share === null ? texts.watch.test.noRecord : texts.watch.test[other](percentWords(share, texts));
}

/** How a test of two stands, as a part of a sentence. */
export function testWords(test: TestProgress, other: "before" | "beside", texts: Texts): string {
  return `${challengerWords(test, texts)}, ${incumbentWords(test, other, texts)}`;
}

/** "34 of 200 answers": how far a test is. */
export function progressWords({ answers, mostAnswers }: TestProgress, texts: Texts): string {
  return texts.watch.test.progress(wholeWords(answers, texts), mostAnswers);
}

/** A share of a task's conversations, 0 to 1. */
export function shareWords(share: number, { locale }: Pick<Texts, "locale">): string {
  return new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 1 }).format(share);
}

/** A reason of several parts, each in the reader's language: a part of a sentence. */
export function reasonWords(reason: string, texts: Texts): string {
  return reason.split("; ").map(texts.sentence).join("; ");
}

/** A reason at the end of a line, which may be a sentence of its own. */
export function whyWords(why: string, texts: Texts): string {
  const words = reasonWords(why, texts);
  return /[.!?)]$/.test(words) ? words : `${words}.`;
}
