import { readFileSync } from "node:fs";
import type { HubRecord } from "./world/hub-record.ts";

export interface RecordsFileOptions {
  /** A JSON list of records in the Hub's own shape. */
  file: string;
  /** A JSON object: the day of creation by model id. */
  createdAtFile?: string;
  /** The day on which the file was true: models keep the age that they had then. */
  asOf?: string;
  /** The licence of those that name none. */
  assumedLicence?: string;
  /** Milliseconds since the epoch. */
  now: number;
}

/**
 * Reads records for a world. What a record lacks stays unknown, but for the tags: without any, the Hub's own are
 * added as far as the record tells them (its pipeline, its library, and `conversational` where a host offers chat).
 * @throws Error where a file is missing or does not hold what it should.
 */
export function readRecordsFile(options: RecordsFileOptions): HubRecord[] {
  const content = readJson(options.file);
  if (!Array.isArray(content)) throw new Error(`${options.file} should hold a JSON list of records.`);
  const dates = options.createdAtFile === undefined ? {} : readJson(options.createdAtFile);
  if (!isObject(dates)) throw new Error(`${options.createdAtFile} should hold a JSON object of dates by model id.`);
  const shift = options.asOf === undefined ? 0 : options.now - Date.parse(options.asOf);
  if (Number.isNaN(shift)) throw new Error(`"${options.asOf}" is not a day. Write it as 2026-02-26.`);
  return content.filter(isRecord).map((record) => {
    const createdAt = record.createdAt ?? dates[record.id];
    return {
      ...record,
      ...(typeof createdAt === "string" && { createdAt: new Date(Date.parse(createdAt) + shift).toISOString() }),
      tags: tagsOf(record, options.assumedLicence),
    };
  });
}

function tagsOf(record: HubRecord, assumedLicence: string | undefined): string[] {
  const tags = [...(record.tags ?? hubTagsOf(record))];
  const isLicensed = tags.some((tag) => tag.startsWith("license:"));
  if (!isLicensed && assumedLicence !== undefined) tags.push(`license:${assumedLicence}`);
  return tags;
}

function hubTagsOf({ pipeline_tag, library_name, inferenceProviderMapping = [] }: HubRecord): string[] {
  const isChat = inferenceProviderMapping.some(({ task }) => task === "conversational");
  return [library_name, pipeline_tag, isChat ? "conversational" : undefined].filter((tag) => tag !== undefined);
}

function readJson(file: string): unknown {
  return JSON.parse(readFileSync(file, "utf8"));
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isRecord(value: unknown): value is HubRecord {
  return isObject(value) && typeof value.id === "string";
}
