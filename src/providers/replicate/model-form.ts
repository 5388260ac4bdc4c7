import { isForeignRecord, recordOrNull, textOrNull, textsIn } from "../../shared/foreign-json.ts";
import { formOfShape, type OutputForm, type OutputShape, readOutputShape } from "./output-shape.ts";
import { resolved, type Schemas } from "./schema-reference.ts";

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

/** What goes into a model and what comes out, by its own schema. */
export interface ModelForm {
  /** In the order in which its page shows them. */
  fields: readonly InputField[];
  output: OutputForm;
  /** Where in it files stand. */
  outputShape: OutputShape;
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

/** Reads a version's `openapi_schema`; null where it names no input. */
export function readModelForm(openapi: unknown): ModelForm | null {
  const schemas = recordOrNull(recordOrNull(recordOrNull(openapi)?.components)?.schemas);
  const input = recordOrNull(schemas?.Input);
  if (schemas === null || !isForeignRecord(input?.properties)) return null;
  const context = { schemas, required: new Set(textsIn(input.required)) };
  const properties = Object.entries(input.properties).sort(([, a], [, b]) => orderOf(a) - orderOf(b));
  const outputShape = readOutputShape(schemas.Output, schemas);
  return {
    fields: properties.map(([name, property]) => readField(name, property, context)),
    output: formOfShape(outputShape),
    outputShape,
  };
}
