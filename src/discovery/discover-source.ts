import type { Candidate } from "../domain/candidate.ts";
import { UserFacingError } from "../domain/errors.ts";
import { lookupKey, type TaskName } from "../domain/task.ts";
import type { Catalogue, CatalogueSession, LeaderboardResults, ListingReport } from "../providers/provider.ts";
import { createBreather } from "../shared/breather.ts";
import { findMissing, type WatchedModels } from "./find-missing.ts";
import { type WantedLookup, wantedBenchmarks } from "./lookups.ts";
import type { ListingOutcome, SourceDiscovery } from "./report.ts";
import { createSeenModels, type SeenModels } from "./seen-models.ts";

/** A model, and the tasks for which its source's listings have just named it. */
export interface DiscoveredCandidate {
  candidate: Candidate;
  tasks: readonly TaskName[];
}

export interface SourceOptions {
  catalogue: Catalogue;
  tasks: readonly TaskName[];
  lookups: readonly WantedLookup[];
  watched: WatchedModels;
  signal: AbortSignal;
  onCandidate: (discovered: DiscoveredCandidate) => void;
  /** Told of each listing that has ended, by the tasks that wanted it. */
  onListingEnd: (tasks: readonly TaskName[]) => void;
}

export interface SourceResult {
  discovery: SourceDiscovery;
  listings: ListingOutcome[];
  seen: SeenModels;
}

/** What the listings of one source share. */
interface SourceRun extends SourceOptions {
  session: CatalogueSession;
  leaderboards: Promise<LeaderboardResults>;
  seen: SeenModels;
  report: ListingReport;
  /** Awaited before each model: many pages that arrive at once would keep a chat waiting for a tenth of a second. */
  breathe: ReturnType<typeof createBreather>;
}

/** Reads all listings of one source at once. Rejects only with the signal's reason. */
export async function discoverSource(options: SourceOptions): Promise<SourceResult> {
  const { catalogue, tasks, lookups, signal } = options;
  const notes = createNotes();
  const session = catalogue.open({ lookups: lookups.map(({ lookup }) => lookup) });
  const seen = createSeenModels();
  const leaderboards = readLeaderboards(session, { tasks, signal });
  const run: SourceRun = { ...options, session, leaderboards, seen, report: notes.report, breathe: createBreather() };
  const listings = await Promise.all(lookups.map((wanted) => readListing(wanted, run)));
  signal.throwIfAborted();
  const { errors, caps, byModel } = await leaderboards;
  const faults = await findMissing({
    ...run,
    source: catalogue.name,
    listings,
    sentenceOf,
    onCandidate: (candidate, found) =>
      options.onCandidate({ candidate: withResults(candidate, byModel), tasks: found }),
  });
  const outcomes = [...listings, ...faults];
  return {
    listings: outcomes,
    seen,
    discovery: {
      source: catalogue.name,
      requests: session.requests(),
      models: seen.size(),
      errors: [...listingErrors(outcomes), ...errors],
      caps: [...notes.caps, ...caps],
      skipped: notes.skipped(),
      skipReasons: [...notes.skipReasons],
    },
  };
}

/** One sentence a fault, however many listings met it. */
function listingErrors(listings: readonly ListingOutcome[]): string[] {
  const lookups = new Map<string, string[]>();
  for (const { lookup, error } of listings) {
    if (error !== null) lookups.set(error, [...(lookups.get(error) ?? []), lookup]);
  }
  return [...lookups].map(([error, met]) => `${met.length > 3 ? `${met.length} listings` : met.join(", ")}: ${error}`);
}

/** Never rejects: an abort is reported by the listings, which wait on the same signal. */
async function readLeaderboards(
  session: CatalogueSession,
  { tasks, signal }: { tasks: readonly TaskName[]; signal: AbortSignal },
): Promise<LeaderboardResults> {
  try {
    return await session.leaderboards(wantedBenchmarks(tasks), signal);
  } catch (error) {
    return { byModel: new Map(), errors: [sentenceOf(error)], caps: [] };
  }
}

/** Never rejects: what broke the listing off is in its outcome. */
async function readListing({ lookup, tasks }: WantedLookup, run: SourceRun): Promise<ListingOutcome> {
  const outcome: ListingOutcome = {
    lookup: lookupKey(lookup),
    tasks,
    models: 0,
    isCapped: false,
    error: null,
  };
  const report: ListingReport = {
    skipped: run.report.skipped,
    capped(reason) {
      outcome.isCapped = true;
      run.report.capped(reason);
    },
  };
  try {
    await handOn({ outcome, run, candidates: run.session.list({ lookup, signal: run.signal, report }) });
  } catch (error) {
    outcome.error = sentenceOf(error);
  }
  run.onListingEnd(tasks);
  return outcome;
}

async function handOn(options: {
  outcome: ListingOutcome;
  run: SourceRun;
  candidates: AsyncGenerator<Candidate>;
}): Promise<void> {
  const { outcome, run, candidates } = options;
  // The first page is on its way while the leaderboards are; no candidate is handed on without their results.
  const [first, { byModel }] = await Promise.all([candidates.next(), run.leaderboards]);
  for (let step = first; !step.done; step = await candidates.next()) {
    await run.breathe();
    run.signal.throwIfAborted();
    outcome.models += 1;
    const tasks = run.seen.newTasks(step.value.model, outcome.tasks);
    if (tasks.length > 0) {
      run.onCandidate({ candidate: withResults(step.value, byModel), tasks });
    }
  }
}

function withResults(candidate: Candidate, byModel: LeaderboardResults["byModel"]): Candidate {
  const results = byModel.get(candidate.model);
  return results ? { ...candidate, benchmarks: [...candidate.benchmarks, ...results] } : candidate;
}

function sentenceOf(error: unknown): string {
  return error instanceof UserFacingError ? error.message : `Something unexpected happened: ${String(error)}`;
}

function createNotes() {
  const caps: string[] = [];
  const skipReasons = new Set<string>();
  let skipped = 0;
  const report: ListingReport = {
    skipped(reason) {
      skipped += 1;
      skipReasons.add(reason);
    },
    capped(reason) {
      caps.push(reason);
    },
  };
  return { report, caps, skipReasons, skipped: () => skipped };
}
