import type { HubMapping, HubRecord } from "../hub-record.ts";
import type { RecordSource } from "../record-store.ts";

/** A host's offer of a model that can be called now. */
export interface ServedModel {
  record: HubRecord;
  mapping: HubMapping;
}

/** What a host offers under an id of its own, in whatever case. Adapters share one id: `hint` tells them apart. */
export function findOffer(options: {
  source: RecordSource;
  host: string;
  providerId: string;
  /** A part of the request that names the model, where several share the id. */
  hint?: string;
}): ServedModel | null {
  const { source, host, providerId, hint = "" } = options;
  const wanted = providerId.toLowerCase();
  const offers: ServedModel[] = [];
  for (const record of source.walk({ sort: "trendingScore", after: null, pipelineTag: null })) {
    const mapping = offersOf(record).find((each) => each.provider === host && each.providerId.toLowerCase() === wanted);
    if (mapping) offers.push({ record, mapping });
  }
  return offers.find(({ record }) => hint.includes(record.id)) ?? offers[0] ?? null;
}

/** The offers by which a model can be reached: one whose check failed is out of service. */
export function offersOf(record: HubRecord): HubMapping[] {
  return (record.inferenceProviderMapping ?? []).filter(({ status }) => status === "live" || status === "staging");
}
