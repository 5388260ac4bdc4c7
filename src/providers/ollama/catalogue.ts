import type { Candidate } from "../../domain/candidate.ts";
import { chatInterface } from "../../domain/route.ts";
import type { Lookup } from "../../domain/task.ts";
import type { HttpClient } from "../../shared/http-client.ts";
import type { Catalogue, CatalogueSession } from "../provider.ts";
import { describeModel, type Installed, readInstalled, readLoaded } from "./installed.ts";
import { createListingRequest } from "./listing-request.ts";
import { chatTag, embeddingInterface } from "./schema.ts";
import type { OllamaServer } from "./server.ts";

export interface OllamaCatalogueOptions {
  /** The provider's declared name. */
  name: string;
  server: OllamaServer;
  http: HttpClient;
}

type IsFound = (candidate: Candidate) => boolean;

const serves =
  (served: string): IsFound =>
  ({ routes }) =>
    routes.some((route) => route.interface === served);

const seesPictures: IsFound = ({ routes }) => routes.some((route) => route.supportsVision === true);

/** The pipelines under which models are found; all others reach chat models through the tag. */
const pipelines: Readonly<Record<string, IsFound>> = {
  "text-generation": serves(chatInterface),
  "image-text-to-text": seesPictures,
  "feature-extraction": serves(embeddingInterface),
  "sentence-similarity": serves(embeddingInterface),
};

/** Which models a lookup finds; null where it finds none of any server. */
function finderOf(lookup: Lookup): IsFound | null {
  if (lookup.kind === "tag") return lookup.tag === chatTag ? serves(chatInterface) : null;
  return Object.hasOwn(pipelines, lookup.pipelineTag) ? (pipelines[lookup.pipelineTag] ?? null) : null;
}

/** What is installed on one server of Ollama. */
export function createOllamaCatalogue(options: OllamaCatalogueOptions): Catalogue {
  return { name: options.name, emptyMeans: "nothing", isOptional: true, open: () => openSession(options) };
}

/** All is read once, when it is first wanted, whoever wants it: the first to ask is told of what was passed over. */
function openSession(options: OllamaCatalogueOptions): CatalogueSession {
  const { name: provider, server } = options;
  const request = createListingRequest(options);
  let reading: Promise<Installed> | null = null;

  return {
    async *list({ lookup, signal, report }) {
      const isFound = finderOf(lookup);
      if (isFound === null) return;
      reading ??= readInstalled({ provider, server, request, signal }, report);
      const { candidates, fault } = await reading;
      yield* candidates.filter(isFound);
      if (fault) throw fault;
    },
    async find(model, signal) {
      const loaded = await readLoaded(request, signal);
      return describeModel(model, { provider, server, request, signal, loaded });
    },
    leaderboards: async () => ({ byModel: new Map(), errors: [], caps: [] }),
    requests: request.requests,
  };
}
