import type { Probe, ProbeSet, ProbeTable } from "../probe.ts";
import { textClassification, zeroShot } from "./classification.ts";
import { code } from "./code.ts";
import { conversation } from "./conversation.ts";
import { featureExtraction } from "./embeddings.ts";
import { fillMask } from "./gaps.ts";
import { filming, painting, reading } from "./making.ts";
import { tokenClassification } from "./names.ts";
import { questionAnswering } from "./question-answering.ts";
import { rewriting } from "./rewriting.ts";
import { seeing } from "./seeing.ts";
import { summarization } from "./summarization.ts";
import { textGeneration } from "./text-generation.ts";
import { transcription } from "./transcription.ts";
import { translation } from "./translation.ts";

/** What is harder to answer takes more thought: a model that thinks first must not run out of room. */
const roomForThought = 2;

function withRoom({ smoke, graded }: ProbeSet): ProbeSet {
  const roomier = ({ maximumTokens, ...probe }: Probe): Probe => ({
    ...probe,
    maximumTokens: maximumTokens === null ? null : maximumTokens * roomForThought,
  });
  return { smoke, graded: graded.map(roomier) };
}

/** Questions with known answers, for each task. All of them are our own words. */
export const probes: ProbeTable = {
  conversational: withRoom(conversation),
  "text-generation": withRoom(textGeneration),
  "code-generation": withRoom(code),
  "question-answering": withRoom(questionAnswering),
  summarization,
  translation,
  "text2text-generation": rewriting,
  "fill-mask": fillMask,
  "feature-extraction": featureExtraction,
  "text-classification": textClassification,
  "zero-shot-classification": zeroShot,
  "token-classification": tokenClassification,
  "image-text-to-text": seeing,
  "text-to-image": painting,
  "text-to-video": filming,
  "automatic-speech-recognition": transcription,
  "text-to-speech": reading,
};
