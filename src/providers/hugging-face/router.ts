import { UpstreamError } from "../../shared/upstream-error.ts";
import type { HubRequest } from "./hub-request.ts";
import { type RouterCatalogue, readRouterCatalogue } from "./router-schema.ts";

/** The inference router's catalogue, fetched when it is first wanted. */
export interface Router {
  /** Never rejects: without the catalogue, a listing only knows less. */
  load(signal: AbortSignal): Promise<RouterCatalogue>;
}

export interface RouterOptions {
  /** Without `/v1`. */
  endpoint: string;
  request: HubRequest;
  /** Told once, as a sentence, what went wrong. */
  onError: (message: string) => void;
}

const emptyCatalogue: RouterCatalogue = new Map();

export function createRouter({ endpoint, request, onError }: RouterOptions): Router {
  let loading: Promise<RouterCatalogue> | null = null;

  async function fetchCatalogue(signal: AbortSignal): Promise<RouterCatalogue> {
    try {
      const { data } = await request({ url: `${endpoint}/v1/models`, signal });
      const catalogue = readRouterCatalogue(data);
      if (catalogue) {
        return catalogue;
      }
      onError(`${endpoint}/v1/models sent something that is not a list of models. ${consequence}`);
    } catch (error) {
      // An abort is the listing's to report, which waits on the same signal.
      if (error instanceof UpstreamError) {
        onError(`${error.message} ${consequence}`);
      } else if (!signal.aborted) {
        onError(`The inference router's catalogue could not be read: ${String(error)}. ${consequence}`);
      }
    }
    return emptyCatalogue;
  }

  return {
    load(signal) {
      loading ??= fetchCatalogue(signal);
      return loading;
    },
  };
}

const consequence = "Prices and speeds of chat models are taken from the Hub alone.";
