import { describeUrl } from "../../shared/http-failure.ts";
import { UpstreamError } from "../../shared/upstream-error.ts";
import type { ListingReport } from "../provider.ts";
import type { HubRequest } from "./hub-request.ts";
import { type RouterCatalogue, readRouterCatalogue } from "./router-schema.ts";

/** The inference router's catalogue, fetched when it is first wanted. */
export interface Router {
  /**
   * Never rejects: what the Hub itself says can still be shown. The first to ask is told of the entries that were
   * passed over.
   */
  load(signal: AbortSignal, report?: Pick<ListingReport, "skipped">): Promise<RouterAnswer>;
}

export interface RouterAnswer {
  catalogue: RouterCatalogue;
  /** A sentence where nothing could be read. */
  fault: string | null;
}

export interface RouterOptions {
  /** Without `/v1`. */
  endpoint: string;
  request: HubRequest;
}

const emptyCatalogue: RouterCatalogue = new Map();
const nobody: Pick<ListingReport, "skipped"> = { skipped: () => {} };

function failed(fault: string): RouterAnswer {
  return { catalogue: emptyCatalogue, fault: `${fault} Without it, prices and hosts of chat models are not certain.` };
}

/** The router's catalogue for one session: it is asked once, whoever wants it. */
export function createRouter({ endpoint, request }: RouterOptions): Router {
  const url = `${endpoint}/v1/models`;
  let loading: Promise<RouterAnswer> | null = null;

  async function fetchCatalogue(signal: AbortSignal, report: Pick<ListingReport, "skipped">): Promise<RouterAnswer> {
    try {
      const { data } = await request({ url, signal });
      const catalogue = readRouterCatalogue(data, report.skipped);
      if (!catalogue) return failed(`${describeUrl(url)} sent something that is not a list of models.`);
      // The router always serves something: an empty list is a router that is ill.
      if (catalogue.size === 0) return failed(`${describeUrl(url)} names no model that is served.`);
      return { catalogue, fault: null };
    } catch (error) {
      if (error instanceof UpstreamError) return failed(error.message);
      return failed(`The inference router's catalogue could not be read: ${String(error)}.`);
    }
  }

  return {
    load(signal, report = nobody) {
      loading ??= fetchCatalogue(signal, report);
      return loading;
    },
  };
}
