import PQueue from "p-queue";
import type { Candidate } from "../../domain/candidate.ts";
import { UpstreamError } from "../../shared/upstream-error.ts";
import type { ListingReport } from "../provider.ts";
import type { ListingRequest } from "./listing-request.ts";
import { readCandidate, readInstalledModels, readLoadedModels } from "./schema.ts";
import type { OllamaServer } from "./server.ts";

export interface InstalledOptions {
  /** The provider's declared name. */
  provider: string;
  server: OllamaServer;
  request: ListingRequest;
  signal: AbortSignal;
}

/** What a server holds. */
export interface Installed {
  candidates: readonly Candidate[];
  /** Why the list is not complete; null where it is. */
  fault: UpstreamError | null;
}

/** Descriptions read at the same time: each lets the server read a file. */
const atOnce = 6;
/** More than anybody's disk holds; it only bounds the requests of a server that is something else. */
const mostModels = 500;

/** By name, the models in memory. A fact beside the others: where it cannot be read, nothing is known to be loaded. */
export async function readLoaded(
  request: ListingRequest,
  signal: AbortSignal,
): Promise<ReadonlyMap<string, number | null>> {
  try {
    return readLoadedModels(await request.get("/api/ps", signal));
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof UpstreamError) return new Map();
    throw error;
  }
}

/** The model as the server describes it; null where it is not installed, or not for us. */
export async function describeModel(
  model: string,
  options: InstalledOptions & { loaded: ReadonlyMap<string, number | null>; skipped?: (reason: string) => void },
): Promise<Candidate | null> {
  const { provider, server, request, signal, loaded, skipped } = options;
  const description = await request.show(model, signal);
  if (description === null) return null;
  const loadedContext = loaded.get(model);
  const candidate = readCandidate({ provider, model, description, isLocal: server.isLocal, loadedContext });
  if (candidate === null)
    skipped?.("an installed model names no capability that is used (Ollama names them since 0.6.4)");
  return candidate;
}

/** Describes the models, a few at a time; what cannot be described is among the faults. */
async function describeAll(
  names: readonly string[],
  describe: (model: string) => Promise<Candidate | null>,
): Promise<{ candidates: Candidate[]; faults: UpstreamError[] }> {
  const candidates: Candidate[] = [];
  const faults: UpstreamError[] = [];
  const queue = new PQueue({ concurrency: atOnce });
  await queue.addAll(
    names.map((model) => async () => {
      try {
        const candidate = await describe(model);
        if (candidate) candidates.push(candidate);
      } catch (error) {
        if (!(error instanceof UpstreamError)) throw error;
        faults.push(error);
      }
    }),
  );
  // By name, since the descriptions come as they come.
  candidates.sort((a, b) => (a.model < b.model ? -1 : 1));
  return { candidates, faults };
}

/**
 * Everything that is installed, each model with its own description. Rejects with an `UpstreamError` where the list
 * itself cannot be read; a model that cannot be described makes it incomplete.
 */
export async function readInstalled(options: InstalledOptions, report: ListingReport): Promise<Installed> {
  const { server, request, signal } = options;
  const [answer, loaded] = await Promise.all([request.get("/api/tags", signal), readLoaded(request, signal)]);
  const names = readInstalledModels(answer, report.skipped);
  if (names === null) {
    const sentence = `${server.endpoint.who} sent something that is not a list of models. Check its address.`;
    throw new UpstreamError(sentence, { status: 200, isRetryable: false });
  }
  if (names.length > mostModels) report.capped(`${options.provider}: at most ${mostModels} of its models were read`);
  const { candidates, faults } = await describeAll(names.slice(0, mostModels), (model) =>
    describeModel(model, { ...options, loaded, skipped: report.skipped }),
  );
  return { candidates, fault: incompleteness(faults, server) };
}

function incompleteness([first, ...others]: readonly UpstreamError[], server: OllamaServer): UpstreamError | null {
  if (first === undefined) return null;
  const count = others.length + 1;
  const models = count === 1 ? "One of its models" : `${count} of its models`;
  const sentence = `${models} could not be described, so the list of ${server.endpoint.who} is not complete: ${first.message}`;
  return new UpstreamError(sentence, { status: first.status, isRetryable: true, cause: first });
}
