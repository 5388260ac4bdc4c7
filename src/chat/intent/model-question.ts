import type { TaskName } from "../../domain/task.ts";
import { type Word, wordsOf } from "./folded-words.ts";
import { namedModels } from "./model-names.ts";
import { phraseAt } from "./phrases.ts";
import { type ModelWordRole, modelWords, taskWords } from "./words/model-words.ts";

/** A question about Modelvane's own models. */
export interface ModelQuestion {
  /** What is in use, what would be best, what is known of one model, or what has changed of late. */
  kind: "current" | "best" | "model" | "changes";
  task: TaskName | null;
  /** A model's name as it was typed; null but for the kind "model". */
  model: string | null;
  wantsReason: boolean;
}

/** Whoever writes more than this tells something; in characters. */
const longestQuestion = 160;

/** What a question's words are, all of them. */
interface Heard {
  roles: ReadonlySet<ModelWordRole>;
  task: TaskName | null;
  /** Whether "for" stands right before the task: "what is best for video". */
  hasPurpose: boolean;
}

interface Piece {
  roles: ModelWordRole[];
  task: TaskName | null;
  length: number;
}

/** The longest phrase at a place; null where the word is none of ours. */
function pieceAt(words: readonly Word[], at: number): Piece | null {
  const spoken = modelWords.map(([role, phrases]) => ({ role, length: phraseAt(words, at, phrases) }));
  const named = taskWords.map(([task, phrases]) => ({ task, length: phraseAt(words, at, phrases) }));
  const length = Math.max(...spoken.map((each) => each.length), ...named.map((each) => each.length));
  if (length === 0) return null;
  const task = named.find((each) => each.length === length)?.task ?? null;
  return { roles: spoken.filter((each) => each.length === length).map(({ role }) => role), task, length };
}

/** As people type on phones, in both languages. */
const short: Readonly<Record<string, string>> = {
  u: "you",
  ur: "your",
  r: "are",
  "4": "for",
  q: "que",
  k: "que",
  modl: "model",
  mdl: "model",
  plz: "please",
};

function spelledOut(word: Word): Word {
  return Object.hasOwn(short, word.text) ? { ...word, text: short[word.text] ?? word.text } : word;
}

/**
 * What the words of a question say together; null as soon as one of them is no word of questions about models. That is
 * what tells "which model is best for code" from "which car model is best": nothing else may be spoken of.
 */
function hear(text: string): Heard | null {
  const words = wordsOf(text).map(spelledOut);
  const roles = new Set<ModelWordRole>();
  let task: TaskName | null = null;
  let hasPurpose = false;
  let before: Piece | null = null;
  for (let at = 0; at < words.length; at += before?.length ?? 1) {
    const piece = pieceAt(words, at);
    // "Translate: which model ..." is an order.
    if (!piece || (before === null && piece.roles.length === 0)) return null;
    for (const role of piece.roles) roles.add(role);
    if (piece.task !== null && task === null) {
      task = piece.task;
      hasPurpose = before?.roles.includes("purpose") === true;
    }
    before = piece;
  }
  return { roles, task, hasPurpose };
}

type Says = (...wanted: ModelWordRole[]) => boolean;

/** Whether models are spoken of; "AI" alone is many things. */
function speaksOfModels(says: Says): boolean {
  return says("model") || says("intelligence", "you") || says("intelligence", "best", "ask");
}

function asksForBest({ roles, task, hasPurpose }: Heard, says: Says): boolean {
  if (speaksOfModels(says)) return says("best") && (task !== null || roles.has("you"));
  return says("best", "ask") && task !== null && hasPurpose;
}

function asksForCurrent({ task }: Heard, says: Says): boolean {
  if (!speaksOfModels(says) || !(says("ask") || says("reason"))) return false;
  return task !== null || says("you", "use") || says("you", "ask");
}

function kindOf(heard: Heard): ModelQuestion["kind"] | null {
  const says: Says = (...wanted) => wanted.every((role) => heard.roles.has(role));
  if (heard.roles.has("whole")) return "current";
  if (asksForBest(heard, says)) return "best";
  if (speaksOfModels(says) && says("change")) return "changes";
  return asksForCurrent(heard, says) ? "current" : null;
}

/**
 * A question about the bot's own models, in English or Portuguese; null where it is none, or may be about something else:
 * it is better to miss one.
 */
export function readModelQuestion(text: string): ModelQuestion | null {
  if (text.length > longestQuestion) return null;
  const { names, rest } = namedModels(text.normalize("NFC").trim());
  const heard = names.length < 2 ? hear(rest) : null;
  if (!heard) return null;
  const { task, roles } = heard;
  const [model = null] = names;
  const wantsReason = roles.has("reason");
  if (model !== null) return roles.has("fact") && roles.size > 1 ? { kind: "model", task, model, wantsReason } : null;
  const kind = kindOf(heard);
  return kind && { kind, task, model: null, wantsReason };
}
