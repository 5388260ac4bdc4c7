import type { Candidate, ServedRoute } from "../../domain/candidate.ts";
import { chatInterface } from "../../domain/route.ts";
import {
  amountOrNull,
  booleanOrNull,
  type ForeignRecord,
  recordOrNull,
  roundedOrNull,
} from "../../shared/foreign-json.ts";
import { hubIdOrNull, nameOrNull } from "./identifiers.ts";
import { readPrice } from "./price.ts";
import { readStatus } from "./schema.ts";

/** The chat routes that the inference router knows, by model and host. */
export type RouterCatalogue = ReadonlyMap<string, ReadonlyMap<string, ServedRoute>>;

/**
 * Reads the answer of `/v1/models`; null where it is not a list of models. Entries without a proper id or list of hosts
 * are passed over with a reason, as are hosts without a proper name; a model without any host is not served, and so
 * not in the catalogue.
 */
export function readRouterCatalogue(answer: unknown, skipped: (reason: string) => void): RouterCatalogue | null {
  const data = recordOrNull(answer)?.data;
  if (!Array.isArray(data)) {
    return null;
  }
  const catalogue = new Map<string, ReadonlyMap<string, ServedRoute>>();
  for (const element of data) {
    const entry = recordOrNull(element);
    const model = hubIdOrNull(entry?.id);
    if (model === null || !Array.isArray(entry?.providers)) {
      skipped("an entry of the router's catalogue has no proper id or no list of hosts");
      continue;
    }
    const routes = readRoutes(entry.providers, { supportsVision: takesPictures(entry), skipped });
    if (routes.size > 0) catalogue.set(model, routes);
  }
  return catalogue;
}

/** Whether the model takes pictures, by its declared modalities; null where it declares none. */
function takesPictures(entry: ForeignRecord): boolean | null {
  const modalities = recordOrNull(entry.architecture)?.input_modalities;
  return Array.isArray(modalities) ? modalities.includes("image") : null;
}

function readRoutes(
  hosts: readonly unknown[],
  { supportsVision, skipped }: { supportsVision: boolean | null; skipped: (reason: string) => void },
): ReadonlyMap<string, ServedRoute> {
  const routes = new Map<string, ServedRoute>();
  for (const element of hosts) {
    const served = recordOrNull(element);
    const host = nameOrNull(served?.provider);
    if (served === null || host === null) skipped("a host in the router's catalogue has no proper name");
    else routes.set(host, { ...readRoute(served, host), supportsVision });
  }
  return routes;
}

function readRoute(served: ForeignRecord, host: string): ServedRoute {
  return {
    host,
    version: null,
    interface: chatInterface,
    status: readStatus(served.status),
    isAdapter: false,
    ...readPrice(served.pricing, booleanOrNull(served.is_free)),
    contextLength: roundedOrNull(served.context_length),
    firstTokenMs: roundedOrNull(served.first_token_latency_ms),
    tokensPerSecond: amountOrNull(served.throughput),
    supportsTools: booleanOrNull(served.supports_tools),
    supportsVision: null,
  };
}

/** The candidate with what the router knows of its chat routes: the router's facts win, and its other hosts are added. */
export function mergeRouter(candidate: Candidate, catalogue: RouterCatalogue): Candidate {
  const known = catalogue.get(candidate.model);
  if (!known) {
    return candidate;
  }
  const listed = new Set<string | null>();
  const routes = candidate.routes.map((route) => {
    if (route.interface !== chatInterface) {
      return route;
    }
    listed.add(route.host);
    const routed = route.host === null ? undefined : known.get(route.host);
    return routed ? mergeRoute(route, routed) : route;
  });
  const added = [...known.values()].filter(({ host }) => !listed.has(host));
  return { ...candidate, routes: [...routes, ...added] };
}

function mergeRoute(listed: ServedRoute, routed: ServedRoute): ServedRoute {
  return {
    ...listed,
    status: routed.status === "unknown" ? listed.status : routed.status,
    inputPrice: routed.inputPrice ?? listed.inputPrice,
    outputPrice: routed.outputPrice ?? listed.outputPrice,
    isFree: routed.isFree ?? listed.isFree,
    contextLength: routed.contextLength ?? listed.contextLength,
    firstTokenMs: routed.firstTokenMs ?? listed.firstTokenMs,
    tokensPerSecond: routed.tokensPerSecond ?? listed.tokensPerSecond,
    supportsTools: routed.supportsTools ?? listed.supportsTools,
    supportsVision: routed.supportsVision ?? listed.supportsVision,
  };
}

/**
 * A model that the router serves and the Hub's listing does not name: nothing but its routes is known, so it is shown,
 * but a policy that asks for a licence, or for what is not gated, does not choose it.
 */
export function routerOnlyCandidate(options: {
  provider: string;
  model: string;
  routes: ReadonlyMap<string, ServedRoute>;
}): Candidate {
  return {
    provider: options.provider,
    model: options.model,
    pipelineTag: null,
    tags: [],
    createdAt: null,
    downloads: null,
    likes: null,
    licence: null,
    isGated: null,
    isDisabled: null,
    parameters: null,
    lineage: null,
    family: null,
    quantization: null,
    isLocal: false,
    isTrusted: false,
    benchmarks: [],
    routes: [...options.routes.values()],
  };
}
