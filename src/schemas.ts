import { join } from "node:path";
import { z } from "zod";
import { configurationSchema } from "./domain/configuration.ts";
import { policySchema } from "./policy.ts";
import { writeDurably } from "./shared/durable-file.ts";
import type { FileSystem } from "./shared/file-system.ts";

/** The JSON schemas of the two files under config/, as they stand beside them: an editor checks and completes by them. */
export function schemaDocuments(): { name: string; text: string }[] {
  const documents = [
    { name: "models.schema.json", title: "Modelvane: what serves each task", schema: configurationSchema },
    { name: "policy.schema.json", title: "Modelvane: policy", schema: policySchema },
  ];
  return documents.map(({ name, title, schema }) => {
    const { $schema, ...rest } = z.toJSONSchema(schema, { io: "input" });
    return { name, text: `${JSON.stringify({ $schema, title, ...rest }, null, 2)}\n` };
  });
}

/** Writes the schemas that are not there yet into the home's config/ folder, for a home that is not a checkout. */
export function writeMissingSchemas(home: string, fileSystem: FileSystem): void {
  const folder = join(home, "config");
  const present = new Set(fileSystem.list(folder));
  const names = ["models.schema.json", "policy.schema.json"];
  if (names.every((name) => present.has(name))) return;
  fileSystem.makeFolder(folder);
  for (const { name, text } of schemaDocuments()) {
    if (!present.has(name)) writeDurably(fileSystem, join(folder, name), text);
  }
}
