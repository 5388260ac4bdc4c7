import { describeRoute, type Route } from "../domain/route.ts";
import { taskOf } from "../domain/task.ts";
import type { Fault } from "./gate.ts";
import type { Target } from "./request.ts";

const restingBecause: Readonly<Record<Fault, string>> = {
  gone: "no longer serves the model",
  "no-credit": "has no credit left",
  busy: "was too busy",
  refused: "refused the key",
  broken: "gave answers that are none",
  timeout: "took too long",
};

/** What happened to one route, as a part of a sentence: "a/model on novita was too busy". */
export function describeRest(route: Route, because: Fault): string {
  return `${describeRoute(route)} ${restingBecause[because]}`;
}

/** A failed attempt: what it was, and the provider's sentence. */
export function describeFailure(route: Route, sentence: string): string {
  return `${describeRoute(route)}: ${sentence.replace(/[.\s]+$/, "")}`;
}

function plural(count: number, unit: string): string {
  return `${count} ${unit}${count === 1 ? "" : "s"}`;
}

/** A duration as people say it: "20 seconds", "5 minutes", "6 hours"; rounded up. */
function durationInWords(milliseconds: number): string {
  const seconds = Math.max(1, Math.ceil(milliseconds / 1_000));
  if (seconds < 100) return plural(seconds, "second");
  const minutes = Math.ceil(seconds / 60);
  return minutes < 100 ? plural(minutes, "minute") : plural(Math.ceil(minutes / 60), "hour");
}

/** What was asked for: "Code generation", or the model's name. */
export function describeTarget(target: Target): string {
  return "task" in target ? taskOf(target.task).title : target.model;
}

export interface NoRouteFacts {
  target: Target;
  /** Each a part of a sentence. */
  failures: readonly string[];
  rests: readonly string[];
  obstacles: readonly string[];
  /** Milliseconds until another try makes sense; null where waiting does not help. */
  retryInMs: number | null;
}

/** The sentences for a person whom nobody could answer: what happened, and when it is tried again. */
export function explainNoRoute({ target, failures, rests, obstacles, retryInMs }: NoRouteFacts): string {
  const sentences = [`No model could answer (${describeTarget(target)}).`];
  if (failures.length > 0) sentences.push(`Tried in vain: ${failures.join("; ")}.`);
  if (rests.length > 0) sentences.push(`Left alone for now, after earlier faults: ${rests.join("; ")}.`);
  if (obstacles.length > 0) sentences.push(`Not fit for this request: ${obstacles.join("; ")}.`);
  if (retryInMs === null) sentences.push("Ask for less, or choose another model.");
  else if (retryInMs <= 0) sentences.push("Another try may succeed at once.");
  else sentences.push(`The next try makes sense in ${durationInWords(retryInMs)}.`);
  return sentences.join(" ");
}
