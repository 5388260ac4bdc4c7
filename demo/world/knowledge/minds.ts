import { createHash } from "node:crypto";
import { secondsOf } from "../inference/recording.ts";
import { type Asked, createQuestionFinder } from "./find-question.ts";
import type { KnownAnswer } from "./known-answer.ts";

/** A question that was known, and whether this model answers it rightly. */
export interface Recalled {
  known: KnownAnswer;
  isRight: boolean;
}

/** One model on one host. */
export interface Mind {
  /** Null where the question is none of the known: then the model says what it says to everything. */
  recall(asked: Asked): Recalled | null;
  /** Null where the recording is none of the known. */
  hear(recording: Buffer): Recalled | null;
  /** All that it writes begins with what it has thought, between tags. */
  thinksAloud: boolean;
}

/** A mind that knows of nothing. */
export const blankMind: Mind = { recall: () => null, hear: () => null, thinksAloud: false };

/** What the models of a world are able to. */
export interface Minds {
  of(model: string, host: string | null): Mind;
  /**
   * From now on the model answers this share (0 to 1) of the known questions rightly; with a host, on that host alone.
   * Null: as many as before anything was set.
   */
  setQuality(model: string, quality: number | null, host?: string | null): void;
  setThinking(model: string, thinksAloud: boolean): void;
}

/** At this quality, and above it, a model never fails a question that whoever serves the task can answer. */
const qualityForSmoke = 0.25;

/** What a change of form may add to a recording, or take from it. */
const toleratedSeconds = 0.03;

export interface MindsOptions {
  answers: readonly KnownAnswer[];
  /** How good a model is of which nothing was set. Default: 1. */
  qualityOf?: (model: string) => number;
}

/** Models of which each answers the same question alike, always; a better one misses no question that a worse one knows. */
export function createMinds({ answers, qualityOf = () => 1 }: MindsOptions): Minds {
  const qualities = new Map<string, number>();
  const thinking = new Set<string>();
  const findQuestion = createQuestionFinder(answers);

  function qualityAt(model: string, host: string | null): number {
    return qualities.get(keyOf(model, host)) ?? qualities.get(keyOf(model, null)) ?? qualityOf(model);
  }

  function recalled(known: KnownAnswer | null, model: string, host: string | null): Recalled | null {
    if (!known) return null;
    const difficulty = difficultyFor(model, known) * (known.isSmoke ? qualityForSmoke : 1);
    return { known, isRight: difficulty < qualityAt(model, host) };
  }

  return {
    of: (model, host) => ({
      recall: (asked) => recalled(findQuestion(asked), model, host),
      hear: (recording) => recalled(findRecording(answers, recording), model, host),
      thinksAloud: thinking.has(model),
    }),
    setQuality(model, quality, host = null) {
      if (quality === null) qualities.delete(keyOf(model, host));
      else qualities.set(keyOf(model, host), quality);
    },
    setThinking(model, thinksAloud) {
      if (thinksAloud) thinking.add(model);
      else thinking.delete(model);
    },
  };
}

/** A host may be sent the same words in another form, so that the length is all that is left of them. */
function findRecording(answers: readonly KnownAnswer[], recording: Buffer): KnownAnswer | null {
  const hash = createHash("sha256").update(recording).digest("hex");
  const same = answers.find(({ files }) => files.includes(hash));
  const seconds = secondsOf(recording);
  if (same || seconds === null) return same ?? null;
  const differenceTo = (each: KnownAnswer) => Math.abs((each.seconds ?? Number.POSITIVE_INFINITY) - seconds);
  const [nearest] = answers.toSorted((a, b) => differenceTo(a) - differenceTo(b));
  return nearest && differenceTo(nearest) < toleratedSeconds ? nearest : null;
}

function keyOf(model: string, host: string | null): string {
  return `${model}\u0000${host ?? ""}`;
}

/** From 0 to 1, without 1: what one model finds hard is easy for another. */
function difficultyFor(model: string, { id }: KnownAnswer): number {
  return createHash("sha256").update(`${model}\n${id}`).digest().readUInt32BE(0) / 2 ** 32;
}
