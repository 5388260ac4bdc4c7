import type { Candidate } from "../../domain/candidate.ts";
import { chatInterface } from "../../domain/route.ts";
import type { Lookup } from "../../domain/task.ts";
import type { Catalogue, CatalogueSession, LeaderboardResults } from "../provider.ts";
import { fetchModels, type ListingOptions, type ListingRequest } from "./listing.ts";
import { embeddingInterface } from "./purpose.ts";

/** What a declared server lists at `/models`: the models that chat, and those that embed. */
export function createOpenAiCompatibleCatalogue(options: ListingOptions): Catalogue {
  return { name: options.name, emptyMeans: "nothing", open: () => openSession(options) };
}

const noResults: LeaderboardResults = { byModel: new Map(), errors: [], caps: [] };

function openSession(options: ListingOptions): CatalogueSession {
  let requests = 0;
  let loading: Promise<Candidate[]> | null = null;
  const onRequest = () => {
    requests += 1;
  };

  /** Asked once, whoever wants it; the first to ask is told of what was passed over. */
  function load(request: Omit<ListingRequest, "onRequest">): Promise<Candidate[]> {
    loading ??= fetchModels(options, { ...request, onRequest });
    return loading;
  }

  return {
    async *list({ lookup, signal, report }) {
      const isWanted = filterOf(lookup);
      if (isWanted === null) return;
      const models = await load({ signal, skipped: report.skipped });
      yield* models.filter(isWanted);
    },
    async find(model, signal) {
      const models = await load({ signal, skipped: () => {} });
      return models.find((candidate) => candidate.model === model) ?? null;
    },
    leaderboards: () => Promise.resolve(noResults),
    requests: () => requests,
  };
}

/** Which models belong to a lookup; null where none ever do. */
function filterOf(lookup: Lookup): ((candidate: Candidate) => boolean) | null {
  if (lookup.kind === "tag") return lookup.tag === "conversational" ? isChatModel : null;
  switch (lookup.pipelineTag) {
    case "text-generation":
      return isChatModel;
    case "image-text-to-text":
      return takesPictures;
    case "feature-extraction":
    case "sentence-similarity":
      return isEmbeddingModel;
    default:
      return null;
  }
}

function isChatModel({ routes }: Candidate): boolean {
  return routes.some((route) => route.interface === chatInterface);
}

/** Only where the listing says so. */
function takesPictures({ routes }: Candidate): boolean {
  return routes.some((route) => route.supportsVision === true);
}

function isEmbeddingModel({ routes }: Candidate): boolean {
  return routes.some((route) => route.interface === embeddingInterface);
}
