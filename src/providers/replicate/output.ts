import { isForeignRecord } from "../../shared/foreign-json.ts";
import { type OutputShape, shapeWithin, textProperties } from "./output-shape.ts";

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

interface Leaf {
  text: string;
  shape: OutputShape;
}

function leavesWithin(value: unknown, shape: OutputShape): Leaf[] {
  if (typeof value === "string") return value === "" ? [] : [{ text: value, shape }];
  if (Array.isArray(value)) return value.flatMap((each) => leavesWithin(each, shape));
  if (!isForeignRecord(value)) return [];
  return Object.entries(value).flatMap(([name, each]) => leavesWithin(each, shapeWithin(shape, name)));
}

/**
 * The addresses of files, and the texts, that an output holds, in their order, however deep they stand. An address is a
 * file's only where the schema says so; where that says nothing, it is one that stands alone or under a name that is known
 * for files. One that stands in the input is neither: a model that repeats what it was asked has not made it, and the
 * caller must not have us fetch it.
 */
export function leavesOfOutput(
  output: unknown,
  { shape, input }: { shape: OutputShape; input: unknown },
): { files: string[]; texts: string[] } {
  const given = leavesWithin(input, { kind: "unknown" });
  const files: string[] = [];
  const texts: string[] = [];
  for (const { text, shape: place } of leavesWithin(output, shape)) {
    const mayBeFile = place.kind === "file" || place.kind === "unknown";
    if (!mayBeFile || !isFileAddress(text)) texts.push(text);
    else if (!given.some((each) => each.text.includes(text))) files.push(text);
  }
  return { files, texts };
}
