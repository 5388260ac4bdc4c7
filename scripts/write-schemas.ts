import { readFileSync, writeFileSync } from "node:fs";
import { schemaDocuments } from "../src/schemas.ts";

/** Writes config/*.schema.json; with --check, fails where a file is not what would be written. */
const isCheck = process.argv.includes("--check");
for (const { name, text } of schemaDocuments()) {
  const path = new URL(`../config/${name}`, import.meta.url);
  if (!isCheck) {
    writeFileSync(path, text);
  } else if (readFileSync(path, "utf8") !== text) {
    console.error(`config/${name} is out of date. Run: npm run schemas`);
    process.exitCode = 1;
  }
}
