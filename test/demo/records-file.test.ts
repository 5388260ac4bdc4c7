import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { readRecordsFile } from "../../demo/records-file.ts";

const now = Date.UTC(2026, 10, 21);
let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "records-file-"));
});

afterEach(async () => {
  await rm(folder, { recursive: true });
});

async function fileOf(content: unknown): Promise<string> {
  const file = join(folder, `${Math.random()}.json`);
  await writeFile(file, JSON.stringify(content));
  return file;
}

it("leaves unknown what a record lacks, and adds the tags that the record itself tells", async () => {
  const mapping = { provider: "novita", providerId: "a/b", status: "live", task: "conversational" };
  const file = await fileOf([
    { id: "a/b", pipeline_tag: "text-generation", inferenceProviderMapping: [mapping] },
    null,
  ]);
  expect(readRecordsFile({ file, now })).toEqual([
    {
      id: "a/b",
      pipeline_tag: "text-generation",
      inferenceProviderMapping: [mapping],
      tags: ["text-generation", "conversational"],
    },
  ]);
});

it("takes dates from a second file, as old as they were on a given day", async () => {
  const file = await fileOf([
    { id: "a/b", tags: [] },
    { id: "c/d", tags: [] },
  ]);
  const createdAtFile = await fileOf({ "a/b": "2026-02-16" });
  const dated = readRecordsFile({ file, createdAtFile, asOf: "2026-02-26", now });
  expect(dated).toEqual([
    { id: "a/b", tags: [], createdAt: "2026-11-11T00:00:00.000Z" },
    { id: "c/d", tags: [] },
  ]);
});

it("assumes a licence only for records that name none", async () => {
  const file = await fileOf([{ id: "a/b" }, { id: "c/d", tags: ["license:mit"] }]);
  const tags = readRecordsFile({ file, assumedLicence: "apache-2.0", now }).map((record) => record.tags);
  expect(tags).toEqual([["license:apache-2.0"], ["license:mit"]]);
});

it("says what is wrong with a file", async () => {
  const file = await fileOf({ models: [] });
  expect(() => readRecordsFile({ file, now })).toThrow("should hold a JSON list of records");
});
