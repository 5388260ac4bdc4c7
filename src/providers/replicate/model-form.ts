import { type ForeignRecord, isForeignRecord, recordOrNull, textOrNull, textsIn } from "../../shared/foreign-json.ts";

/** One field of a model's input. */
export interface InputField {
  name: string;
  /** JSON schema's word ("string", "array"); null where the schema does not say. */
  type: string | null;
  /** It takes a file's address. */
  isFile: boolean;
  isRequired: boolean;
  minimum: number | null;
  maximum: number | null;
  description: string;
}

/** What comes out: `text` (in one piece or in many), `files`, `numbers`; `unknown` where the schema does not tell. */
export type OutputForm = "text" | "files" | "numbers" | "unknown";

/** What goes into a model and what comes out, by its own schema. */
export interface ModelForm {
  /** In the order in which its page shows them. */
  fields: readonly InputField[];
  output: OutputForm;
}

type Schemas = ForeignRecord;

/** The schema itself, behind a reference, or the first choice of several that is not "nothing". */
function resolved(schema: unknown, schemas: Schemas, depth = 0): ForeignRecord {
  const record = recordOrNull(schema) ?? {};
  if (depth > 5) return record;
  const name = /^#\/components\/schemas\/([\w.-]+)$/.exec(String(record.$ref ?? ""))?.[1];
  if (name !== undefined && Object.hasOwn(schemas, name)) return resolved(schemas[name], schemas, depth + 1);
  const choices = [record.allOf, record.anyOf, record.oneOf].find((each) => Array.isArray(each)) as
    | unknown[]
    | undefined;
  const choice = choices?.find((each) => recordOrNull(each)?.type !== "null");
  return choice === undefined ? record : { ...resolved(choice, schemas, depth + 1), ...withoutChoices(record) };
}

function withoutChoices({ allOf: _all, anyOf: _any, oneOf: _one, ...rest }: ForeignRecord): ForeignRecord {
  return rest;
}

function numberOrNull(value: unknown): number | null {
  return typeof value === "number" && Number.isFinite(value) ? value : null;
}

function readField(name: string, property: unknown, context: { schemas: Schemas; required: Set<string> }): InputField {
  const schema = resolved(property, context.schemas);
  const items = resolved(schema.items, context.schemas);
  return {
    name,
    type: textOrNull(schema.type),
    isFile: schema.format === "uri" || items.format === "uri",
    isRequired: context.required.has(name),
    minimum: numberOrNull(schema.minimum),
    maximum: numberOrNull(schema.maximum),
    description: textOrNull(schema.description) ?? "",
  };
}

function orderOf(property: unknown): number {
  return numberOrNull(recordOrNull(property)?.["x-order"]) ?? Number.MAX_SAFE_INTEGER;
}

/** Names under which models that answer an object keep their text. */
export const textProperties = ["text", "transcription", "transcript", "output", "response", "generated_text", "answer"];

/** Names under which models that answer an object keep the file that they have made. */
const mainFiles = ["file", "files", "image", "images", "video", "audio"];

function readOutput(schema: unknown, schemas: Schemas): OutputForm {
  let each = resolved(schema, schemas);
  for (let depth = 0; each.type === "array" && depth < 5; depth += 1) each = resolved(each.items, schemas);
  if (each.type === "number" || each.type === "integer") return "numbers";
  if (each.type === "string") return each.format === "uri" ? "files" : "text";
  const properties = recordOrNull(each.properties);
  return properties === null ? "unknown" : outputOfProperties(properties, schemas);
}

function outputOfProperties(properties: ForeignRecord, schemas: Schemas): OutputForm {
  const forms = new Map(Object.entries(properties).map(([name, each]) => [name, readOutput(each, schemas)]));
  // A picture with its caption is a picture; a transcript with its subtitles is a transcript.
  if (mainFiles.some((name) => forms.get(name) === "files")) return "files";
  if (textProperties.some((name) => forms.get(name) === "text")) return "text";
  const found = [...forms.values()];
  return (["files", "numbers", "text"] as const).find((form) => found.includes(form)) ?? "unknown";
}

/** Reads a version's `openapi_schema`; null where it names no input. */
export function readModelForm(openapi: unknown): ModelForm | null {
  const schemas = recordOrNull(recordOrNull(recordOrNull(openapi)?.components)?.schemas);
  const input = recordOrNull(schemas?.Input);
  if (schemas === null || !isForeignRecord(input?.properties)) return null;
  const context = { schemas, required: new Set(textsIn(input.required)) };
  const properties = Object.entries(input.properties).sort(([, a], [, b]) => orderOf(a) - orderOf(b));
  return {
    fields: properties.map(([name, property]) => readField(name, property, context)),
    output: readOutput(schemas.Output, schemas),
  };
}
