import type { HubMapping, HubRecord } from "../../demo/world/hub-record.ts";

/** A host's offer as the Hub lists it, live unless the test says otherwise. */
export function hubMapping(facts: Partial<HubMapping> = {}): HubMapping {
  return {
    provider: "novita",
    providerId: "some/model",
    status: "live",
    task: "conversational",
    type: "single-model",
    ...facts,
  };
}

/** A chat model's record as the Hub sends it, served by one host unless the test says otherwise. */
export function hubRecord(facts: Partial<HubRecord> & { id: string }): HubRecord {
  return {
    private: false,
    gated: false,
    disabled: false,
    downloads: 1_000,
    likes: 10,
    createdAt: "2026-08-01T00:00:00.000Z",
    lastModified: "2026-08-02T00:00:00.000Z",
    pipeline_tag: "text-generation",
    tags: ["conversational", "license:apache-2.0"],
    inferenceProviderMapping: [hubMapping()],
    ...facts,
  };
}

/** `count` chat models with these names, the first the most in fashion. */
export function hubRecords(count: number, facts: Partial<HubRecord> = {}): HubRecord[] {
  return Array.from({ length: count }, (_, index) =>
    hubRecord({ trendingScore: count - index, ...facts, id: `maker/model-${index}` }),
  );
}
