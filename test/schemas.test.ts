import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { schemaDocuments, writeSchemas } from "../src/schemas.ts";
import { nodeFileSystem } from "../src/shared/file-system.ts";
import { createTemporaryHome } from "./support/temporary-home.ts";

const documents = schemaDocuments();

it.each(documents)("config/$name is what the program's own schema says today", ({ name, text }) => {
  expect(readFileSync(join(import.meta.dirname, "..", "config", name), "utf8")).toBe(text);
});

it("describes every key of the policy, and refuses others", () => {
  const schema = JSON.parse(documents.find(({ name }) => name === "policy.schema.json")?.text ?? "");
  expect(Object.keys(schema.properties)).toEqual(expect.arrayContaining(["schedule", "margin", "weights", "tasks"]));
  expect(schema.additionalProperties).toBe(false);
  expect(schema.required ?? []).toEqual([]);
});

it("lays the schemas beside a home's files where they are missing, and overwrites none", () => {
  const { home, remove } = createTemporaryHome();
  const path = join(home, "config", "policy.schema.json");
  writeFileSync(path, "people's own");
  writeSchemas(home, nodeFileSystem, { refresh: false });
  expect(readdirSync(join(home, "config")).sort()).toEqual(["models.schema.json", "policy.schema.json"]);
  expect(readFileSync(path, "utf8")).toBe("people's own");
  remove();
});
