import type { TaskName } from "../../../domain/task.ts";
import { type Phrases, phrasesOf } from "../phrases.ts";
import { englishModelWords, englishTaskWords } from "./english-models.ts";
import { portugueseModelWords, portugueseTaskWords } from "./portuguese-models.ts";

/** The words that questions about models are made of, in one language. */
export interface ModelWords {
  /** What asks: "which", "tell me". */
  ask: readonly string[];
  /** The models themselves. */
  model: readonly string[];
  /** What may be models or something else: "AI". */
  intelligence: readonly string[];
  /** Who has them: "you", "your". */
  you: readonly string[];
  /** What is done with them: "use". */
  use: readonly string[];
  best: readonly string[];
  /** Before a task: "for". */
  purpose: readonly string[];
  change: readonly string[];
  reason: readonly string[];
  /** What is known of one model: "cost". */
  fact: readonly string[];
  /** Whole questions: "which model is this". */
  whole: readonly string[];
  /** What may stand anywhere and says nothing. */
  glue: readonly string[];
}

export type ModelWordRole = keyof ModelWords;
export type TaskWords = Record<TaskName, readonly string[]>;

const roles = Object.keys(englishModelWords) as ModelWordRole[];

/** The words of both languages, by what they do in a question. */
export const modelWords: readonly [ModelWordRole, Phrases][] = roles.map((role) => [
  role,
  phrasesOf([...englishModelWords[role], ...portugueseModelWords[role]]),
]);

/** What each task is called, in both languages and in our own table. */
export const taskWords: readonly [TaskName, Phrases][] = (Object.keys(englishTaskWords) as TaskName[]).map((task) => [
  task,
  phrasesOf([task, ...englishTaskWords[task], ...portugueseTaskWords[task]]),
]);
