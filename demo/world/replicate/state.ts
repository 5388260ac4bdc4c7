import { createHash, randomBytes } from "node:crypto";
import { createFaultList, type FaultList } from "../fault-list.ts";
import type { Minds } from "../knowledge/minds.ts";
import { usualError } from "./api-error.ts";
import type { RequestFault, RunFault } from "./fault.ts";
import type { DemoModel } from "./model.ts";
import type { Run } from "./runs.ts";

export interface StoredFile {
  id: string;
  name: string;
  type: string;
  bytes: Buffer;
  metadata: unknown;
  createdAt: number;
}

/** All that the stand-in knows. */
export interface ReplicateState {
  token: string;
  now: () => number;
  /** Models on one page of the list of all. */
  pageSize: number;
  models: DemoModel[];
  minds: Minds;
  runs: Map<string, Run>;
  files: Map<string, StoredFile>;
  requestFaults: FaultList<RequestFault>;
  runFaults: FaultList<RunFault>;
}

export function createState(
  options: Pick<ReplicateState, "token" | "now" | "pageSize" | "models" | "minds">,
): ReplicateState {
  return {
    ...options,
    runs: new Map(),
    files: new Map(),
    requestFaults: createFaultList(),
    runFaults: createFaultList(),
  };
}

export function modelOf(state: ReplicateState, id: string): DemoModel {
  const model = state.models.find((each) => each.id === id);
  if (!model) throw usualError(404);
  return model;
}

export function runOf(state: ReplicateState, id: string | undefined): Run {
  const run = state.runs.get(id ?? "");
  if (!run) throw usualError(404);
  return run;
}

const dayMs = 86_400_000;

export function storeFile(
  state: ReplicateState,
  file: Pick<StoredFile, "name" | "type" | "bytes" | "metadata">,
): StoredFile {
  const stored = { ...file, id: randomBytes(13).toString("hex"), createdAt: state.now() };
  state.files.set(stored.id, stored);
  return stored;
}

export function wireFile(file: StoredFile, root: string): Record<string, unknown> {
  return {
    id: file.id,
    name: file.name,
    content_type: file.type,
    size: file.bytes.length,
    checksums: { sha256: createHash("sha256").update(file.bytes).digest("hex") },
    metadata: file.metadata,
    created_at: new Date(file.createdAt).toISOString(),
    expires_at: new Date(file.createdAt + dayMs).toISOString(),
    urls: { get: `${root}/v1/files/${file.id}` },
  };
}
