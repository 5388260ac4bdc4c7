import { isForeignRecord } from "../../shared/foreign-json.ts";
import { textProperties } from "./model-form.ts";

/** The text of an output: one piece or many, or what an object has under a name that is known for text; "" for none. */
export function textOfOutput(output: unknown): string {
  if (typeof output === "string") return output;
  if (Array.isArray(output)) return output.map(textOfOutput).join("");
  if (!isForeignRecord(output)) return "";
  for (const name of textProperties) {
    const text = textOfOutput(output[name]);
    if (text !== "") return text;
  }
  return "";
}

const vectorProperties = ["embedding", "embeddings", "vector", "vectors", "data"];

function isVector(value: unknown): value is number[] {
  return Array.isArray(value) && value.length > 0 && value.every((each) => typeof each === "number");
}

/** The vectors of an output, in their order, however deep they stand. */
export function vectorsOfOutput(output: unknown): number[][] {
  if (isVector(output)) return [output];
  if (Array.isArray(output)) return output.flatMap(vectorsOfOutput);
  if (!isForeignRecord(output)) return [];
  const name = vectorProperties.find((each) => Array.isArray(output[each]));
  return name === undefined ? [] : vectorsOfOutput(output[name]);
}

const fileAddress = /^(?:https?:\/\/\S+|data:[\w.+-]+\/[\w.+-]+[;,]\S*)$/;

function isFileAddress(text: string): boolean {
  return fileAddress.test(text) && URL.canParse(text);
}

function textsWithin(output: unknown): string[] {
  if (typeof output === "string") return output === "" ? [] : [output];
  if (Array.isArray(output)) return output.flatMap(textsWithin);
  return isForeignRecord(output) ? Object.values(output).flatMap(textsWithin) : [];
}

/** The addresses of files, and the texts, that an output holds, in their order, however deep they stand. */
export function leavesOfOutput(output: unknown): { files: string[]; texts: string[] } {
  const files: string[] = [];
  const texts: string[] = [];
  for (const each of textsWithin(output)) (isFileAddress(each) ? files : texts).push(each);
  return { files, texts };
}
