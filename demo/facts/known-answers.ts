import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type KnownAnswer, readKnownAnswers } from "../world/knowledge/known-answer.ts";

const file = join(import.meta.dirname, "probe-answers.json");

/** What the demo's models know: the questions by which Modelvane checks models, with a right answer to each. */
export function loadKnownAnswers(): KnownAnswer[] {
  return readKnownAnswers(JSON.parse(readFileSync(file, "utf8")));
}
