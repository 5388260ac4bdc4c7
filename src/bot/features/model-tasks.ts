import type { ModelInspection, ServedTask } from "../../pipeline/inspect-model.ts";
import type { Texts } from "../languages/texts.ts";
import { amountWords, scoreWords } from "../messages/facts.ts";
import { bold, dotted, type FormattedString, lines, paragraphs } from "../messages/formatting.ts";
import { scoreLine } from "../messages/score-line.ts";

interface TaskWording {
  texts: Texts;
  /** The policy's threshold, in points. */
  minimumScore: number;
}

/** The phrases that stand behind every one of several scores, to be said once. */
function sharedEvidence(tasks: readonly ServedTask[]): string[] {
  if (tasks.length < 2) return [];
  const [first, ...others] = tasks.map(({ evaluation }) => evaluation.evidence);
  return (first ?? []).filter((phrase) => others.every((evidence) => evidence.includes(phrase)));
}

function standingWords({ isPrimary, isFallback, pinned }: ServedTask, { model: words }: Texts): FormattedString {
  return dotted(isPrimary && words.primary, isFallback && words.fallback, pinned && words.pinned);
}

/** What is said of one task's score, but for the task's name. */
function scoreWordsOf(served: ServedTask, shared: readonly string[], wording: TaskWording): FormattedString {
  const { texts, minimumScore } = wording;
  const { evaluation } = served;
  const own = evaluation.evidence.filter((phrase) => !shared.includes(phrase)).map(texts.sentence);
  const isBelow = evaluation.score < minimumScore && texts.model.belowThreshold(amountWords(minimumScore, texts));
  return lines(
    dotted(bold(scoreWords(evaluation.score, texts)), standingWords(served, texts), isBelow),
    scoreLine(evaluation, texts),
    own.join(", "),
  );
}

/** Tasks of which the same is to be said are told together: a chat model serves many alike. */
function scoredWords(tasks: readonly ServedTask[], shared: readonly string[], wording: TaskWording): FormattedString[] {
  const groups = new Map<string, { names: string[]; words: FormattedString }>();
  for (const served of tasks) {
    const words = scoreWordsOf(served, shared, wording);
    const group = groups.get(words.text) ?? { names: [], words };
    group.names.push(served.task);
    groups.set(words.text, group);
  }
  return [...groups.values()].map(({ names, words }) => lines(bold(names.join(", ")), words));
}

/** Tasks for which the same reasons speak against it are told together. */
function excludedWords(tasks: readonly ServedTask[], texts: Texts): FormattedString[] {
  const groups = Map.groupBy(tasks, ({ evaluation }) => evaluation.reasons.join("\n"));
  return [...groups.values()].map((group) => {
    const names = group.map((served) => {
      const standing = standingWords(served, texts).text;
      return standing === "" ? served.task : `${served.task} (${standing})`;
    });
    const reasons = group[0]?.evaluation.reasons ?? [];
    return lines(texts.model.excluded(names.join(", ")), ...reasons.map((reason) => `• ${texts.sentence(reason)}`));
  });
}

/** What a model is worth for each task, and why. */
export function servesWords({ serves }: ModelInspection, wording: TaskWording): FormattedString {
  const { texts } = wording;
  const { model: words } = texts;
  if (serves.length === 0) return words.servesNothing;
  const eligible = serves.filter(({ evaluation }) => evaluation.eligible);
  const excluded = serves.filter(({ evaluation }) => !evaluation.eligible);
  const shared = sharedEvidence(eligible);
  return paragraphs(
    eligible.length > 0 && words.serves,
    ...scoredWords(eligible, shared, wording),
    shared.length > 0 && `${words.because}: ${shared.map(texts.sentence).join(", ")}.`,
    eligible.length > 0 && texts.rank.legend,
    ...excludedWords(excluded, texts),
  );
}
