import { type Phrases, phrasesOf } from "../phrases.ts";
import { english } from "./english.ts";
import { portuguese } from "./portuguese.ts";
import { clearProgrammingNames, vagueProgrammingNames } from "./programming.ts";

/** What each language has words for. */
export interface WordLists {
  /** What may stand before an order: greetings, "please", "help me". */
  openers: readonly string[];
  /** What begins an order even in mid-sentence: "can you". */
  requests: readonly string[];
  /** Before a request or an order, these make it something else: "how can you". */
  questionWords: readonly string[];
  /** What may stand behind an order without being a part of it: "thanks". */
  closers: readonly string[];
  /** What refers to a text that stands elsewhere: "this", "the following". */
  pointers: readonly string[];
  /** What a text is called: "email", "sentence". */
  textThings: readonly string[];
  determiners: readonly string[];
  /** Where the thing that is asked for has been named: "an image | of". */
  stops: readonly string[];
  /** What may stand between a verb and its object: "me", "for me". */
  fillers: readonly string[];
  /** Verbs that ask for any product: "create", "give me". */
  makers: readonly string[];
  writers: readonly string[];
  /** What is written without a name: "something". */
  anything: readonly string[];
  imageNouns: readonly string[];
  /** Those of them that say nothing about the picture's style. */
  plainImageNouns: readonly string[];
  videoNouns: readonly string[];
  audioNouns: readonly string[];
  textNouns: readonly string[];
  summaryNouns: readonly string[];
  translationNouns: readonly string[];
  transcriptNouns: readonly string[];
  codeNouns: readonly string[];
  /** What is code only where a programming language is named: "class", "game". */
  weakCodeNouns: readonly string[];
  /** What has one of the nouns in it and is something else: "video game". */
  compounds: readonly string[];
  draw: readonly string[];
  /** What is drawn without a pencil: "a conclusion". */
  drawDenied: readonly string[];
  animate: readonly string[];
  /** Before the language, or the form, that something is brought into: "into". */
  toward: readonly string[];
  inside: readonly string[];
  from: readonly string[];
  /** Between such a word and the language's name: "the language". */
  languageWords: readonly string[];
  translate: readonly string[];
  movers: readonly string[];
  sayers: readonly string[];
  howToSay: readonly string[];
  /** "What is (cat in German)". */
  howIs: readonly string[];
  whatMeans: readonly string[];
  means: readonly string[];
  /** What stands behind "translate to" and is no language. */
  nobody: readonly string[];
  summarize: readonly string[];
  /** An order only before one of `resumeObjects`, since the word means something else in the other language. */
  resume: readonly string[];
  resumeObjects: readonly string[];
  /** Orders only where there is something to summarise. */
  summaryQuestions: readonly string[];
  rewrite: readonly string[];
  /** Orders only before one of `textThings` or a pointer: "fix". */
  rewriteThings: readonly string[];
  /** Orders only before one of `qualities`: "make it (shorter)". */
  changers: readonly string[];
  qualities: readonly string[];
  /** What begins the "how" of an order: "in", "without". */
  instructions: readonly string[];
  /** Orders only with one of `aloud`: "say ... out loud". */
  readers: readonly string[];
  aloud: readonly string[];
  speakOrders: readonly string[];
  soundThings: readonly string[];
  transcribe: readonly string[];
  writtenThings: readonly string[];
  /** What asks for a thought about a recording rather than for its words. */
  thoughts: readonly string[];
  /** Orders for code where "in (Python)" follows. */
  codeVerbs: readonly string[];
  /** What names code by itself, without a verb. */
  codeTitles: readonly string[];
  coders: readonly string[];
  /** Orders for code before one of `codeThings`: "fix my (code)". */
  repairs: readonly string[];
  codeThings: readonly string[];
  ownWords: readonly string[];
  codeTroubles: readonly string[];
  /** Questions that ask for code where "in (Python)" follows. */
  howToCode: readonly string[];
  /** In such a question, it is about a person and not about code: "learn". */
  learning: readonly string[];
  codeInside: readonly string[];
  /** Whole orders for a text: "tell me a story". */
  storyOrders: readonly string[];
  /** What says that an answer stands in a text. */
  accordingTo: readonly string[];
  contextHeads: readonly string[];
  questionHeads: readonly string[];
}

export type WordListName = keyof WordLists;

function findable(names: readonly WordListName[]): Record<WordListName, Phrases> {
  const entries = names.map((name) => [name, phrasesOf([...english[name], ...portuguese[name]])]);
  return Object.fromEntries(entries) as Record<WordListName, Phrases>;
}

/** The lists of both languages together: people mix them in one sentence. */
export const lists = findable(Object.keys(english) as WordListName[]);

export const clearProgramming = phrasesOf(clearProgrammingNames);
export const anyProgramming = phrasesOf([...clearProgrammingNames, ...vagueProgrammingNames]);
