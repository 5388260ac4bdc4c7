import type { ChoiceFacts, TaskDecision } from "../../../domain/plan.ts";
import { type Choice, isSameModel, isSameRoute } from "../../../domain/route.ts";
import type { Texts } from "../../languages/texts.ts";
import { componentWords, priceWords, scoreWords, speedWords } from "../../messages/facts.ts";
import {
  bold,
  dotted,
  type FormattedString,
  fmt,
  folded,
  lines,
  paragraphs,
  routeWords,
} from "../../messages/formatting.ts";

/** What a card tells of one task: a decision of a plan, or a change of the history. */
export type CardTask = Pick<TaskDecision, "task" | "action" | "from" | "to" | "reason" | "facts" | "passedOver">;

/** The score of a choice: the one it was chosen with, or today's. */
function scored(choice: Choice, facts: ChoiceFacts | null | undefined, texts: Texts): string {
  const score = facts?.score ?? choice.score;
  return score === null ? texts.status.origin[choice.origin] : scoreWords(score, texts);
}

function choiceLine(label: string, choice: Choice, score: string): FormattedString {
  return dotted(fmt`${label}: ${routeWords(choice)}`, bold(score));
}

/** What live calls have shown, and how quick they were; null where there were none. */
function verdictLine({ verdict }: ChoiceFacts, texts: Texts): string | null {
  // Of what could not be called, the reason of the decision speaks.
  if (!verdict || verdict.outcome === "unproven") return null;
  const { outcome, reason, tokensPerSecond } = verdict;
  const words = { passed: texts.update.proven, failed: texts.update.refuted };
  // What is rounded to nothing says nothing.
  const firstTokenMs = verdict.firstTokenMs !== null && verdict.firstTokenMs >= 5 ? verdict.firstTokenMs : null;
  const isTimed = firstTokenMs !== null || tokensPerSecond !== null;
  const speed = isTimed ? ` (${speedWords({ firstTokenMs, tokensPerSecond }, texts)})` : "";
  return `${words[outcome](texts.sentence(reason))}${speed}`;
}

/** The proof of a choice: what calls have shown, what its score is made of, price, latency and licence. */
function proofLines(facts: ChoiceFacts, texts: Texts): string[] {
  const verdict = verdictLine(facts, texts);
  return [
    ...(verdict === null ? [] : [verdict]),
    componentWords(facts, texts),
    // What was measured just now goes before what the host tells of itself.
    verdict === null ? `${priceWords(facts, texts)} · ${speedWords(facts, texts)}` : priceWords(facts, texts),
    `${facts.licence ?? texts.facts.licenceUnknown} · ${texts.facts.known(Math.round(facts.confidence * 100))}`,
  ];
}

function hasSamePrimary({ from, to }: CardTask): boolean {
  return from !== null && to !== null && isSameRoute(from, to);
}

/** One task: old → new, the reason, and folded behind it the proof. */
export function taskCard(card: CardTask, texts: Texts): FormattedString {
  const { task, action, from, to, reason, facts, passedOver = [] } = card;
  const isSame = hasSamePrimary(card);
  const { update } = texts;
  const moves = action === "replace" && from !== null && to !== null && isSameModel(from, to);
  const proof = facts?.to ? proofLines(facts.to, texts) : [];
  return lines(
    fmt`${bold(task)} ${moves ? update.moves : update.actions[action]}`,
    from && !isSame && choiceLine(update.was, from, scored(from, facts?.from, texts)),
    to && choiceLine(update.now, to, scored(to, facts?.to, texts)),
    isSame && facts !== undefined && update.behindOnly,
    texts.sentence(reason),
    ...passedOver.map((each) => update.passedOver(each.model, texts.sentence(each.reason))),
    proof.length > 0 && folded(proof.join("\n")),
  );
}

/** All that is known about one task, for the details. */
export function taskDetails(card: CardTask, texts: Texts): FormattedString {
  const evidence = card.facts?.to?.evidence ?? [];
  return lines(
    taskCard(card, texts),
    evidence.length > 0 && texts.update.evidence(evidence.map((each) => texts.sentence(each)).join(", ")),
  );
}

/** Faults as a person wants them: each once, the first few. */
export function faultLines(errors: readonly string[], texts: Texts): FormattedString | null {
  const distinct = [...new Set(errors)];
  const shown = distinct.slice(0, 3).map((error) => `• ${texts.sentence(error)}`);
  const more = distinct.length - shown.length;
  if (shown.length === 0) return null;
  return lines(texts.update.faults, ...shown, more > 0 && texts.update.andMore(more));
}

export interface ProofCard {
  head: FormattedString;
  /** Those that change something. */
  changes: readonly CardTask[];
  /** Those that are left as they are because of a fault, or because nothing qualifies. */
  held: readonly CardTask[];
  kept: number;
  errors: readonly string[];
  /** What was called to see whether it answers. */
  calls?: string | null;
  /** What waits for a person. */
  waiting?: string | null;
  /** A last line. */
  foot?: string | null;
}

function heldLines(held: readonly CardTask[], texts: Texts): FormattedString | null {
  if (held.length === 0) return null;
  const reasons = held.map(({ task, reason }) => `${task}: ${texts.sentence(reason)}`);
  return lines(texts.update.held(held.length), folded(reasons.join("\n")));
}

/** What was found and why it is to be believed: the card that a person decides upon. */
export function proofCard(card: ProofCard, texts: Texts): FormattedString {
  const { head, changes, held, kept, errors, calls, waiting, foot } = card;
  const behindOnly = changes.filter(hasSamePrimary).map(({ task }) => task);
  return paragraphs(
    head,
    ...changes.filter((change) => !hasSamePrimary(change)).map((change) => taskCard(change, texts)),
    behindOnly.length > 0 && texts.update.fallbacksChange(behindOnly),
    heldLines(held, texts),
    lines(kept > 0 && texts.update.kept(kept), calls, waiting, foot),
    faultLines(errors, texts),
  );
}
