import { type ForeignRecord, recordOrNull } from "../../shared/foreign-json.ts";

/**
 * The Hub writes the mapping as a list in listings and by host elsewhere; the client stumbles over an odd one. A record
 * that is well is not copied: there may be a hundred thousand of them.
 */
export function withMappingList(record: ForeignRecord): ForeignRecord {
  const mapping = record.inferenceProviderMapping;
  if (mapping === undefined || Array.isArray(mapping)) {
    return record;
  }
  const hosts = Object.entries(recordOrNull(mapping) ?? {});
  return {
    ...record,
    inferenceProviderMapping: hosts.map(([provider, facts]) => ({ ...recordOrNull(facts), provider })),
  };
}
