import type { Candidate } from "../domain/candidate.ts";
import { lookupKey, type TaskName } from "../domain/task.ts";
import type { Catalogue, CatalogueSession, LeaderboardResults, ListingReport } from "../providers/provider.ts";
import { createBreather } from "../shared/breather.ts";
import { isUnanswered, sentenceOf } from "./fault.ts";
import { findMissing, type WatchedModels } from "./find-missing.ts";
import { type WantedLookup, wantedBenchmarks } from "./lookups.ts";
import type { ListingOutcome, SourceDiscovery, SourceListings } from "./report.ts";
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
  listed: SourceListings;
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
  const { name: source, emptyMeans } = catalogue;
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
    source,
    emptyMeans,
    listings,
    onCandidate: (candidate, found) =>
      options.onCandidate({ candidate: withResults(candidate, byModel), tasks: seen.take(candidate.model, found) }),
  });
  const outcomes = [...listings, ...faults];
  const isOff = isSilent(outcomes);
  return {
    listed: { source, emptyMeans, listings: outcomes, isOff, countOf: seen.countOf },
    discovery: {
      source,
      requests: session.requests(),
      models: seen.size(),
      isOff,
      errors: [...(isOff ? distinctErrors(outcomes) : listingErrors(outcomes)), ...errors],
      caps: [...notes.caps, ...caps],
      skipped: notes.skipped(),
      skipReasons: [...notes.skipReasons],
    },
  };
}

/** Whether a source gave no answer to anything that it was really asked: it may know of itself that it has no such models. */
function isSilent(listings: readonly ListingOutcome[]): boolean {
  const isUnasked = ({ models, error }: ListingOutcome) => models === 0 && error === null;
  const asked = listings.filter((each) => !isUnasked(each));
  return asked.length > 0 && asked.every((each) => each.isUnanswered);
}

/** Of a source that is off, every listing says the same. */
function distinctErrors(listings: readonly ListingOutcome[]): string[] {
  return [...new Set(listings.flatMap(({ error }) => error ?? []))];
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
    isUnanswered: false,
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
    outcome.isUnanswered = outcome.models === 0 && isUnanswered(error);
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
    const tasks = run.seen.take(step.value.model, outcome.tasks);
    if (tasks.length > 0) {
      run.onCandidate({ candidate: withResults(step.value, byModel), tasks });
    }
  }
}

function withResults(candidate: Candidate, byModel: LeaderboardResults["byModel"]): Candidate {
  const results = byModel.get(candidate.model);
  return results ? { ...candidate, benchmarks: [...candidate.benchmarks, ...results] } : candidate;
}

function createNotes() {
  // Several listings may meet the same cap.
  const caps = new Set<string>();
  const skipReasons = new Set<string>();
  let skipped = 0;
  const report: ListingReport = {
    skipped(reason) {
      skipped += 1;
      skipReasons.add(reason);
    },
    capped(reason) {
      caps.add(reason);
    },
  };
  return { report, caps, skipReasons, skipped: () => skipped };
}
