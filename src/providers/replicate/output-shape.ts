import { recordOrNull } from "../../shared/foreign-json.ts";
import { resolved, type Schemas } from "./schema-reference.ts";

/** What stands at a place of a model's output; a list is what each of its elements is. */
export type OutputShape =
  | { kind: "file" | "text" | "number" | "unknown" }
  | { kind: "record"; properties: ReadonlyMap<string, OutputShape> };

/** What comes out: `text` (in one piece or in many), `files`, `numbers`; `unknown` where the schema does not tell. */
export type OutputForm = "text" | "files" | "numbers" | "unknown";

/** Names under which models that answer an object keep their text. */
export const textProperties = ["text", "transcription", "transcript", "output", "response", "generated_text", "answer"];

/** Names under which models that answer an object keep the file that they have made. */
export const fileProperties = ["file", "files", "image", "images", "video", "audio"];

/** Schemas may hold themselves, and several times. */
const deepest = 6;
const mostPlaces = 500;

/** Reads the shape of an output's schema. */
export function readOutputShape(schema: unknown, schemas: Schemas): OutputShape {
  let places = 0;

  function read(each: unknown, depth: number): OutputShape {
    places += 1;
    if (depth > deepest || places > mostPlaces) return { kind: "unknown" };
    const { type, format, items, properties } = resolved(each, schemas);
    if (type === "array") return read(items, depth + 1);
    if (type === "number" || type === "integer") return { kind: "number" };
    if (type === "string") return { kind: format === "uri" ? "file" : "text" };
    const named = recordOrNull(properties);
    if (named === null) return { kind: "unknown" };
    const shapes = Object.entries(named).map(([name, property]) => [name, read(property, depth + 1)] as const);
    return { kind: "record", properties: new Map(shapes) };
  }

  return read(schema, 0);
}

const formOfKind = { file: "files", text: "text", number: "numbers", unknown: "unknown" } as const;

/** What comes out as a whole. */
export function formOfShape(shape: OutputShape): OutputForm {
  if (shape.kind !== "record") return formOfKind[shape.kind];
  const forms = new Map([...shape.properties].map(([name, each]) => [name, formOfShape(each)]));
  // A picture with its caption is a picture; a transcript with its subtitles is a transcript.
  if (fileProperties.some((name) => forms.get(name) === "files")) return "files";
  if (textProperties.some((name) => forms.get(name) === "text")) return "text";
  const found = [...forms.values()];
  return (["files", "numbers", "text"] as const).find((form) => found.includes(form)) ?? "unknown";
}

/** What stands under a name, where a record stands in a place of this shape. */
export function shapeWithin(shape: OutputShape, name: string): OutputShape {
  const told = shape.kind === "record" ? shape.properties.get(name) : undefined;
  if (told !== undefined && told.kind !== "unknown") return told;
  // What a schema leaves open is a file where its name says so: any other may be a remark, or what was asked.
  const isOpen = shape.kind !== "record" || told !== undefined;
  return { kind: isOpen && fileProperties.includes(name) ? "file" : "text" };
}
