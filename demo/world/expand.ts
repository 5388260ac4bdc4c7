import { type Answer, jsonAnswer } from "./answer.ts";
import type { HubRecord } from "./hub-record.ts";

/** The names that the listing knows; the detail route knows two more. One other name spoils the whole request. */
const listNames = (
  "author baseModels cardData config createdAt disabled downloads downloadsAllTime evalResults gated gguf inference " +
  "inferenceProviderMapping lastModified library_name likes mask_token model-index pipeline_tag private resourceGroup " +
  "safetensors sha siblings spaces tags transformersInfo trendingScore widgetData gitalyUid xetEnabled"
).split(" ");
const detailNames = [...listNames, "childrenModelCount", "usedStorage"];

const defaultListFields = "createdAt downloads library_name likes pipeline_tag private tags trendingScore".split(" ");
const defaultDetailFields = (
  "author cardData config createdAt disabled downloads gated lastModified library_name likes model-index pipeline_tag " +
  "private safetensors sha siblings spaces tags transformersInfo usedStorage"
).split(" ");

export type HubRoute = "list" | "detail";

/** The names of `expand`, in either spelling. */
export function expandNamesOf(url: URL): string[] {
  return [...url.searchParams.getAll("expand"), ...url.searchParams.getAll("expand[]")];
}

/** The first name that the route does not know. */
export function unknownExpandName(names: readonly string[], route: HubRoute): string | undefined {
  const known = route === "list" ? listNames : detailNames;
  return names.find((name) => !known.includes(name));
}

/** Status 400, enumerating the valid names without `withheld`. */
export function unknownExpandAnswer(options: {
  name: string;
  withheld?: string;
  headers?: Record<string, string>;
}): Answer {
  const valid = listNames.filter((name) => name !== options.withheld).map((name) => `"${name}"`);
  const error = `✖ Invalid option: expected one of ${valid.join("|")}\n  → at expand (received "${options.name}")`;
  return jsonAnswer({ error }, 400, options.headers);
}

/** The record with the wanted fields alone: what has no value is left out, but for the two that the Hub always fills. */
export function expandRecord(options: { record: HubRecord; names: readonly string[]; route: HubRoute }): HubRecord {
  const { record, names, route } = options;
  const defaults = route === "list" ? defaultListFields : defaultDetailFields;
  const expanded: HubRecord = { _id: record._id ?? "", id: record.id };
  if (names.length === 0) expanded.modelId = record.id;
  for (const name of names.length > 0 ? names : defaults) {
    const value = fieldOf(record, name, route);
    if (value !== undefined) expanded[name] = value;
  }
  return expanded;
}

function fieldOf(record: HubRecord, name: string, route: HubRoute): unknown {
  if (name === "model-index") return record["model-index"] ?? null;
  if (name === "inferenceProviderMapping") return mappingOf(record, route);
  if (name === "evalResults" && record.evalResults?.length === 0) return undefined;
  return record[name];
}

/** A list on the listing; keyed by host, with fewer facts, on the detail route. */
function mappingOf(record: HubRecord, route: HubRoute): unknown {
  const mapping = record.inferenceProviderMapping ?? [];
  if (route === "list") return mapping;
  return Object.fromEntries(
    mapping.map(({ provider, status, providerId, task, isModelAuthor, adapter, adapterWeightsPath }) => [
      provider,
      { status, providerId, task, isModelAuthor: isModelAuthor ?? false, adapter, adapterWeightsPath },
    ]),
  );
}
