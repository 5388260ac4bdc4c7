import type { Candidate } from "../../domain/candidate.ts";
import type { Knowledge } from "../../domain/knowledge.ts";
import { tasks } from "../../domain/task.ts";
import type { Belief } from "./gaussian.ts";
import { createGenerationBook } from "./generation.ts";
import { ageOf, type ModelAge } from "./model-age.ts";
import { type ModelSize, type SizeGuesses, sizeOf } from "./model-size.ts";
import { type NameFacts, readBits, readName } from "./name-facts.ts";
import type { TaskGroup } from "./task-groups.ts";

/** What is known of a model before it is tried, for whatever task. */
export interface ModelFeatures {
  name: NameFacts;
  size: ModelSize;
  age: ModelAge;
  /** Made for code, by its name or tags: better at that, and a little worse in a talk. */
  isMadeForCode: boolean;
  /** By group of tasks, what is believed of it before any result is looked at: once for all tasks of a group. */
  priors: Map<TaskGroup, Belief>;
}

function isMadeForCode({ model, tags }: Candidate): boolean {
  const { speciality } = tasks["code-generation"];
  return speciality.name.test(model) || tags.includes(speciality.tag);
}

/** Pipelines of models that write. In the names of others, "base" is a size: "bge-base", "whisper-base". */
const writingPipelines: ReadonlySet<string | null> = new Set([
  null,
  "text-generation",
  "image-text-to-text",
  "any-to-any",
]);

/** What the name tells, by what the source tells besides: of the form of the weights, and of what the model is for. */
function nameFactsOf({ model, quantization, pipelineTag }: Candidate): NameFacts {
  const facts = readName(model);
  if (facts.isBase && !writingPipelines.has(pipelineTag)) facts.isBase = false;
  if (facts.bits === null && quantization !== null) facts.bits = readBits(quantization);
  return facts;
}

/** Of one run, so that a model is read once for all of its tasks. */
export type FeatureReader = (candidate: Candidate) => ModelFeatures;

/** Reads features at `now` (milliseconds since the epoch), each candidate's once. */
export function createFeatureReader(knowledge: Knowledge, now: number, guesses?: SizeGuesses): FeatureReader {
  const generations = createGenerationBook(knowledge);
  const known = new WeakMap<Candidate, ModelFeatures>();
  return (candidate) => {
    const earlier = known.get(candidate);
    if (earlier) return earlier;
    const name = nameFactsOf(candidate);
    const features: ModelFeatures = {
      name,
      size: sizeOf(candidate, { name, knowledge, guesses }),
      age: ageOf(candidate, { knowledge, generations, now }),
      isMadeForCode: isMadeForCode(candidate),
      priors: new Map(),
    };
    known.set(candidate, features);
    return features;
  };
}
