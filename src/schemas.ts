import { join } from "node:path";
import { z } from "zod";
import { configurationSchema } from "./domain/configuration.ts";
import { policySchema } from "./policy.ts";
import { writeDurably } from "./shared/durable-file.ts";
import type { FileSystem } from "./shared/file-system.ts";

const schemaNames = ["models.schema.json", "policy.schema.json"] as const;

/** The JSON schemas of the two files under config/, as they stand beside them: an editor checks and completes by them. */
export function schemaDocuments(): { name: string; text: string }[] {
  const schemas = {
    "models.schema.json": { title: "Modelvane: what serves each task", schema: configurationSchema },
    "policy.schema.json": { title: "Modelvane: policy", schema: policySchema },
  };
  return schemaNames.map((name) => {
    const { title, schema } = schemas[name];
    const { $schema, ...rest } = z.toJSONSchema(schema, { io: "input" });
    return { name, text: `${JSON.stringify({ $schema, title, ...rest }, null, 2)}\n` };
  });
}

/**
 * Writes the schemas into the home's config/ folder, for a home that is not a checkout: those that are missing, and
 * with `refresh` also those of another version of the program.
 */
export function writeSchemas(home: string, fileSystem: FileSystem, { refresh }: { refresh: boolean }): void {
  const folder = join(home, "config");
  const present = new Set(fileSystem.list(folder));
  if (!refresh && schemaNames.every((name) => present.has(name))) return;
  fileSystem.makeFolder(folder);
  for (const { name, text } of schemaDocuments()) {
    const path = join(folder, name);
    const isWanted = refresh ? fileSystem.readText(path) !== text : !present.has(name);
    if (isWanted) writeDurably(fileSystem, path, text);
  }
}
