import { createHash } from "node:crypto";
import { type Medium, media } from "../inference/media.ts";

/** What a run makes: text in pieces, JSON, or a file that is then delivered. */
export type Product =
  | { kind: "text"; pieces: readonly string[] }
  | { kind: "json"; value: unknown }
  | { kind: "file"; type: string; extension: string; bytes: Buffer; isList: boolean };

export interface WorkOrder {
  model: string;
  input: Readonly<Record<string, unknown>>;
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

export const chat: Work = ({ model, input }) => {
  const said = lastSaid(textIn(input.prompt));
  return {
    kind: "text",
    pieces: inPieces(`This is ${model} of the demo's Replicate. You said: "${said.slice(0, 200)}".`),
  };
};

export const look: Work = ({ model, input }) => ({
  kind: "text",
  pieces: inPieces(
    `This is ${model} of the demo's Replicate. The picture has ${sizeOf(input.image)} bytes. You asked: "${textIn(input.prompt)}".`,
  ),
});

/** Of an address that holds the file itself; of others, nobody here knows. */
function sizeOf(address: unknown): number {
  const content = /^data:[^,]*;base64,(.*)$/s.exec(textIn(address))?.[1];
  return content === undefined ? 0 : Buffer.from(content, "base64").length;
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

export const hear: Work = ({ model, input }) => ({
  kind: "json",
  value: {
    detected_language: "english",
    segments: [],
    transcription: `This is ${model} of the demo's Replicate. The recording has ${sizeOf(input.audio)} bytes.`,
  },
});

const vectorLength = 8;

function vectorOf(text: string): number[] {
  const bytes = createHash("sha256").update(text).digest();
  return Array.from({ length: vectorLength }, (_, index) => ((bytes[index] ?? 0) - 128) / 128);
}

export const embed: Work = ({ input }) => {
  const batch =
    typeof input.text_batch === "string" ? (JSON.parse(input.text_batch) as string[]) : [textIn(input.text)];
  return { kind: "json", value: batch.map((text) => ({ embedding: vectorOf(text) })) };
};
