import { UpstreamError } from "../../shared/upstream-error.ts";
import type { HubRequest } from "./hub-request.ts";
import { type RouterCatalogue, readRouterCatalogue } from "./router-schema.ts";

/** The inference router's catalogue, fetched when it is first wanted. */
export interface Router {
  /** Never rejects: what the Hub itself says can still be shown. `fault` is a sentence where nothing could be read. */
  load(signal: AbortSignal): Promise<RouterAnswer>;
}

export interface RouterAnswer {
  catalogue: RouterCatalogue;
  fault: string | null;
}

export interface RouterOptions {
  /** Without `/v1`. */
  endpoint: string;
  request: HubRequest;
}

const emptyCatalogue: RouterCatalogue = new Map();

function failed(fault: string): RouterAnswer {
  return { catalogue: emptyCatalogue, fault: `${fault} Without it, prices and hosts of chat models are not certain.` };
}

export function createRouter({ endpoint, request }: RouterOptions): Router {
  let loading: Promise<RouterAnswer> | null = null;

  async function fetchCatalogue(signal: AbortSignal): Promise<RouterAnswer> {
    try {
      const { data } = await request({ url: `${endpoint}/v1/models`, signal });
      const catalogue = readRouterCatalogue(data);
      if (catalogue) return { catalogue, fault: null };
      return failed(`${endpoint}/v1/models sent something that is not a list of models.`);
    } catch (error) {
      if (error instanceof UpstreamError) return failed(error.message);
      return failed(`The inference router's catalogue could not be read: ${String(error)}.`);
    }
  }

  return {
    load(signal) {
      loading ??= fetchCatalogue(signal);
      return loading;
    },
  };
}
