import { type Medium, media } from "../inference/media.ts";
import { blankMind, type Mind } from "../knowledge/minds.ts";
import { wordsOf } from "../knowledge/wrong-answer.ts";
import { vectorsFor } from "../open-ai/embeddings.ts";

/** What a run makes: text in pieces, JSON, or a file that is then delivered. */
export type Product =
  | { kind: "text"; pieces: readonly string[] }
  | { kind: "json"; value: unknown }
  | { kind: "file"; type: string; extension: string; bytes: Buffer; isList: boolean };

export interface WorkOrder {
  model: string;
  input: Readonly<Record<string, unknown>>;
  /** What the model knows; default: nothing. */
  mind?: Mind;
}

export type Work = (order: WorkOrder) => Product;

const textIn = (value: unknown) => (typeof value === "string" ? value : "");

/** A sentence in pieces, as tokens come. */
function inPieces(sentence: string): string[] {
  return sentence.split(/(?<=\s)/);
}

/** The last of what was said, without the word "Assistant" that invites the answer. */
function lastSaid(prompt: string): string {
  const turns = prompt.split(/(?:^|\n\n)(?:User|Assistant):/).filter((turn) => turn.trim() !== "");
  return (turns.at(-1) ?? "").trim();
}

/** A known question's answer; else what is said to everything. */
function known(mind: Mind, words: string, otherwise: string): Product {
  const recalled = mind.recall({ task: null, words });
  return { kind: "text", pieces: inPieces(recalled ? wordsOf(recalled) : otherwise) };
}

export const chat: Work = ({ model, input, mind = blankMind }) => {
  const said = lastSaid(textIn(input.prompt));
  return known(mind, said, `This is ${model} of the demo's Replicate. You said: "${said.slice(0, 200)}".`);
};

export const look: Work = ({ model, input, mind = blankMind }) => {
  const question = textIn(input.prompt);
  const size = `The picture has ${sizeOf(input.image)} bytes.`;
  return known(mind, question, `This is ${model} of the demo's Replicate. ${size} You asked: "${question}".`);
};

function sizeOf(address: unknown): number {
  return bytesIn(address).length;
}

/** Of an address that holds the file itself; of others, nobody here knows. */
function bytesIn(address: unknown): Buffer {
  return Buffer.from(/^data:[^,]*;base64,(.*)$/s.exec(textIn(address))?.[1] ?? "", "base64");
}

/** Makes a file of the words of this field; `isList` where the model gives a list with one in it. */
export function making(medium: Medium, { field, isList }: { field: string; isList: boolean }): Work {
  const { type, extension, make } = media[medium];
  return ({ model, input }) => ({
    kind: "file",
    type,
    extension,
    isList,
    bytes: make(`${model}: ${textIn(input[field]).slice(0, 60)}`),
  });
}

export const hear: Work = ({ model, input, mind = blankMind }) => {
  const recalled = mind.hear(bytesIn(input.audio));
  const size = `The recording has ${sizeOf(input.audio)} bytes.`;
  const transcription = recalled ? wordsOf(recalled) : `This is ${model} of the demo's Replicate. ${size}`;
  return { kind: "json", value: { detected_language: "english", segments: [], transcription } };
};

export const embed: Work = ({ input, mind = blankMind }) => {
  const batch =
    typeof input.text_batch === "string" ? (JSON.parse(input.text_batch) as string[]) : [textIn(input.text)];
  return { kind: "json", value: vectorsFor(mind, batch).map((embedding) => ({ embedding })) };
};
