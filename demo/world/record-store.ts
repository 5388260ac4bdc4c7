import { createHash } from "node:crypto";
import type { HubRecord } from "./hub-record.ts";

export const sortKeys = ["downloads", "likes", "createdAt", "trendingScore", "lastModified"] as const;
export type SortKey = (typeof sortKeys)[number];

export interface Position {
  /** The sort key's value of the last record that was sent. */
  value: number | string;
  id: string;
}

export interface WalkOptions {
  sort: SortKey;
  /** Continue after it. */
  after: Position | null;
  /** Only records of this pipeline are wanted: a hint that saves work, others may come. */
  pipelineTag: string | null;
}

/** Where a Hub has its records from. */
export interface RecordSource {
  /** Records in descending order of the key, ties by `_id`. */
  walk(options: WalkOptions): Iterable<HubRecord>;
  find(model: string): HubRecord | undefined;
}

export interface RecordStore extends RecordSource {
  removeHost(model: string, host: string): void;
  closeHost(host: string): number;
  reopenHost(host: string): void;
  remove(model: string): void;
  setFacts(model: string, facts: Partial<HubRecord>): void;
  setRecords(records: readonly HubRecord[]): void;
}

/** Records in memory. They are copied: what the caller holds does not change. */
export function createRecordStore(initial: readonly HubRecord[]): RecordStore {
  let records = new Map<string, HubRecord>();
  const closedHosts = new Map<string, HubRecord[]>();
  const sorted = new Map<SortKey, HubRecord[]>();

  function setRecords(next: readonly HubRecord[]): void {
    records = new Map(next.map((record) => [record.id, withObjectId(record)]));
    sorted.clear();
  }

  function existing(model: string): HubRecord {
    const record = records.get(model);
    if (!record) throw new Error(`This world has no model "${model}".`);
    return record;
  }

  function setFacts(model: string, facts: Partial<HubRecord>): void {
    records.set(model, { ...existing(model), ...facts, id: model });
    sorted.clear();
  }

  function removeHost(model: string, host: string): void {
    const mapping = existing(model).inferenceProviderMapping ?? [];
    setFacts(model, { inferenceProviderMapping: mapping.filter(({ provider }) => provider !== host) });
  }

  setRecords(initial);
  return {
    setRecords,
    setFacts,
    removeHost,
    closeHost(host) {
      const served = [...records.values()].filter((record) => isServedBy(record, host));
      closedHosts.set(host, served);
      for (const { id } of served) removeHost(id, host);
      return served.length;
    },
    reopenHost(host) {
      for (const { id, inferenceProviderMapping = [] } of closedHosts.get(host) ?? []) {
        const present = existing(id).inferenceProviderMapping ?? [];
        const returning = inferenceProviderMapping.filter(({ provider }) => provider === host);
        setFacts(id, { inferenceProviderMapping: [...returning, ...present] });
      }
      closedHosts.delete(host);
    },
    remove(model) {
      records.delete(existing(model).id);
      sorted.clear();
    },
    find: (model) => records.get(model),
    *walk({ sort, after }) {
      const order = sorted.get(sort) ?? [...records.values()].sort(descending(sort));
      sorted.set(sort, order);
      for (const record of order) {
        if (!after || isAfter(record, sort, after)) yield record;
      }
    },
  };
}

/** The value that records are ordered by; what is missing comes last. */
export function sortValueOf(record: HubRecord, sort: SortKey): number | string {
  const value = record[sort];
  return value ?? (sort === "createdAt" || sort === "lastModified" ? "" : -1);
}

function isServedBy(record: HubRecord, host: string): boolean {
  return (record.inferenceProviderMapping ?? []).some(({ provider }) => provider === host);
}

function isAfter(record: HubRecord, sort: SortKey, position: Position): boolean {
  const value = sortValueOf(record, sort);
  return value < position.value || (value === position.value && (record._id ?? "") > position.id);
}

function descending(sort: SortKey): (a: HubRecord, b: HubRecord) => number {
  return (a, b) => {
    const [left, right] = [sortValueOf(a, sort), sortValueOf(b, sort)];
    if (left !== right) return left < right ? 1 : -1;
    return (a._id ?? "") < (b._id ?? "") ? -1 : 1;
  };
}

/** The Hub's records have a database id of 24 hexadecimal digits. */
export function objectIdOf(model: string): string {
  return createHash("sha256").update(model).digest("hex").slice(0, 24);
}

function withObjectId(record: HubRecord): HubRecord {
  return { ...record, _id: record._id ?? objectIdOf(record.id) };
}
