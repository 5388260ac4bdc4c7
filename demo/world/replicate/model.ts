import { createHash } from "node:crypto";
import type { Work } from "./work.ts";

/** One field of a model's input, as its JSON schema has it. */
export interface FieldSchema {
  type: "string" | "integer" | "number" | "boolean" | "array";
  format?: "uri";
  items?: { type: string; format?: "uri" };
  description?: string;
  default?: unknown;
  minimum?: number;
  maximum?: number;
  /** The names of an enumeration, which stands beside the input in the schema. */
  choices?: readonly string[];
}

export interface DemoModel {
  /** "owner/name". */
  id: string;
  description: string;
  collections: readonly string[];
  tags: readonly string[];
  isOfficial: boolean;
  licenceUrl: string | null;
  createdAt: string;
  runCount: number;
  input: Readonly<Record<string, FieldSchema>>;
  required: readonly string[];
  /** JSON schema of what comes out. */
  output: Readonly<Record<string, unknown>>;
  /** Schemas that the input or the output refers to. */
  schemas?: Readonly<Record<string, unknown>>;
  /** What its example came out as. */
  example: unknown;
  isStreaming: boolean;
  work: Work;
}

/** The id of the model's only version. */
export function versionOf({ id }: Pick<DemoModel, "id">): string {
  return createHash("sha256").update(id).digest("hex");
}

function inputSchema({ input, required }: DemoModel): Record<string, unknown> {
  const properties = Object.entries(input).map(([name, { choices, type, ...rest }], order) => {
    const kind = choices ? { allOf: [{ $ref: `#/components/schemas/${name}` }] } : { type };
    return [name, { title: name, "x-order": order, ...kind, ...rest }];
  });
  return { type: "object", title: "Input", required, properties: Object.fromEntries(properties) };
}

function openapiSchema(model: DemoModel): Record<string, unknown> {
  const enumerations = Object.entries(model.input).flatMap(([name, { choices, type }]) =>
    choices ? [[name, { enum: choices, type, title: name, description: "An enumeration." }]] : [],
  );
  const schemas = {
    Input: inputSchema(model),
    Output: { title: "Output", ...model.output },
    ...Object.fromEntries(enumerations),
    ...model.schemas,
  };
  return { openapi: "3.0.2", info: { title: "Cog", version: "0.1.0" }, paths: {}, components: { schemas } };
}

/** The version's record. */
export function wireVersion(model: DemoModel): Record<string, unknown> {
  return {
    id: versionOf(model),
    created_at: model.createdAt,
    cog_version: "0.16.7",
    openapi_schema: openapiSchema(model),
  };
}

/** The model's record, as every route that names models gives it. */
export function wireModel(model: DemoModel): Record<string, unknown> {
  const [owner, name] = model.id.split("/");
  return {
    url: `https://replicate.com/${model.id}`,
    owner,
    name,
    description: model.description,
    visibility: "public",
    github_url: null,
    paper_url: null,
    license_url: model.licenceUrl,
    run_count: model.runCount,
    cover_image_url: null,
    default_example: { id: versionOf(model).slice(0, 26), status: "succeeded", input: {}, output: model.example },
    latest_version: wireVersion(model),
    is_official: model.isOfficial,
    created_at: model.createdAt,
  };
}
