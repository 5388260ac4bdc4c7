import { listModels, type PipelineType } from "@huggingface/hub";
import type { Candidate } from "../../domain/candidate.ts";
import { UserFacingError } from "../../domain/errors.ts";
import { type Lookup, lookupKey } from "../../domain/task.ts";
import type { ForeignRecord } from "../../shared/foreign-json.ts";
import type { ListingReport } from "../provider.ts";
import { createHubFetch, type HubFetchOptions } from "./hub-fetch.ts";
import { additionalFields } from "./record-fields.ts";
import type { Router, RouterAnswer } from "./router.ts";
import { mergeRouter, type RouterCatalogue, routerOnlyCandidate } from "./router-schema.ts";
import { readCandidate, seenThen } from "./schema.ts";

/** Pipelines whose models are mostly spoken to by chat. */
const chatPipelines: ReadonlySet<string> = new Set(["text-generation", "image-text-to-text", "any-to-any"]);
const conversationalTag = "conversational";

export interface ListingOptions extends Omit<HubFetchOptions, "listing"> {
  provider: string;
  lookup: Lookup;
  router: Router;
  report: ListingReport;
}

/**
 * Streams what the Hub lists as served by any host, with what the router knows of the chat models among it. Rejects
 * with a `UserFacingError` where the listing or the router's half of it broke off: what came before it is partial.
 */
export async function* listCandidates(options: ListingOptions): AsyncGenerator<Candidate> {
  const { provider, lookup, router, report, signal } = options;
  // Asked for before the first page and awaited after it, so that both are under way together.
  const loading = isChatBearing(lookup) ? router.load(signal, report) : noAnswer;
  let catalogue: RouterCatalogue | null = null;
  const unseen = new Set<string>();
  let seenAt: number | null = null;
  const onTime = (time: number | null) => {
    seenAt = time;
  };
  let isEmpty = true;
  let isCapped = false;
  const capped = (reason: string) => {
    isCapped = true;
    report.capped(reason);
  };
  for await (const entry of openListing({ ...options, onTime, report: { ...report, capped } })) {
    if (catalogue === null) {
      ({ catalogue } = await loading);
      addAll(unseen, catalogue.keys());
    }
    const candidate = readCandidate(entry, provider, report.skipped);
    if (candidate) {
      isEmpty = false;
      unseen.delete(candidate.model);
      yield seenThen(mergeRouter(candidate, catalogue), seenAt);
    }
  }
  // An empty listing stays empty: the Hub has dropped the tag, or is ill, and nothing may be concluded from it. Nor may
  // it from a capped one, which may hold the router's other models beyond the cap.
  if (catalogue !== null && !isEmpty && !isCapped && isConversational(lookup)) {
    yield* routerOnlyCandidates(provider, catalogue, unseen);
  }
  // A chat listing without the router's half is a part of one: it must not decide what is gone, or what is too dear.
  const { fault } = await loading;
  if (fault !== null) throw new UserFacingError(fault);
}

function openListing(options: ListingOptions): AsyncIterable<ForeignRecord> {
  const listing = lookupKey(options.lookup);
  return listModels({
    hubUrl: options.endpoint,
    fetch: createHubFetch({ ...options, listing }),
    search: { ...searchOf(options.lookup), inferenceProviders: ["all"] },
    additionalFields,
    // Where a cap ends the listing, it shall have held what people use now; downloads count machines and years gone by.
    sort: "trendingScore",
  }) as AsyncIterable<unknown> as AsyncIterable<ForeignRecord>;
}

function searchOf(lookup: Lookup): { task: PipelineType } | { tags: string[] } {
  // A test holds the lookups of our tasks against the Hub's own list of pipelines.
  return lookup.kind === "pipeline" ? { task: lookup.pipelineTag as PipelineType } : { tags: [lookup.tag] };
}

function isConversational(lookup: Lookup): boolean {
  return lookup.kind === "tag" && lookup.tag === conversationalTag;
}

function isChatBearing(lookup: Lookup): boolean {
  return isConversational(lookup) || (lookup.kind === "pipeline" && chatPipelines.has(lookup.pipelineTag));
}

const noAnswer: RouterAnswer = { catalogue: new Map(), fault: null };

function* routerOnlyCandidates(provider: string, catalogue: RouterCatalogue, models: Iterable<string>) {
  for (const model of models) {
    const routes = catalogue.get(model);
    if (routes) yield routerOnlyCandidate({ provider, model, routes });
  }
}

function addAll(set: Set<string>, values: Iterable<string>): void {
  for (const value of values) set.add(value);
}
