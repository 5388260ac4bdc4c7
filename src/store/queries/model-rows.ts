import { createHash } from "node:crypto";
import type { Candidate, ServedRoute } from "../../domain/candidate.ts";
import type { ModelRow, ModelVersionRow, RouteRow } from "../schema.ts";
import { flag, keyText, optionalFlag, optionalText, real, text, whole } from "./values.ts";

export interface ObservedRows {
  models: ModelRow[];
  versions: ModelVersionRow[];
  routes: RouteRow[];
}

function withFingerprint<Facts extends object>(facts: Facts, now: number) {
  const fingerprint = createHash("sha256").update(JSON.stringify(facts)).digest("base64url");
  return { ...facts, fingerprint, first_seen: now, last_seen: now };
}

/** Whether any route can; null where none can and of some it is unknown. */
function anyOf(values: readonly (boolean | null)[]): boolean | null {
  if (values.includes(true)) return true;
  return values.length === 0 || values.includes(null) ? null : false;
}

function capabilitiesOf({ routes }: Candidate) {
  const contexts = routes.map((route) => route.contextLength).filter((length) => length !== null);
  return {
    interfaces: [...new Set(routes.map((route) => route.interface))].sort(),
    contextLength: contexts.length > 0 ? Math.max(...contexts) : null,
    tools: anyOf(routes.map((route) => route.supportsTools)),
    vision: anyOf(routes.map((route) => route.supportsVision)),
  };
}

function modelRow(candidate: Candidate, now: number): ModelRow {
  const facts = {
    provider: text(candidate.provider),
    model: text(candidate.model),
    pipeline_tag: optionalText(candidate.pipelineTag),
    tags: JSON.stringify(candidate.tags),
    created_at: whole(candidate.createdAt),
    downloads: whole(candidate.downloads),
    likes: whole(candidate.likes),
    licence: optionalText(candidate.licence),
    is_gated: optionalFlag(candidate.isGated),
    is_disabled: optionalFlag(candidate.isDisabled),
    parameters: whole(candidate.parameters),
    family: optionalText(candidate.family),
    quantization: optionalText(candidate.quantization),
    is_local: flag(candidate.isLocal),
    is_trusted: flag(candidate.isTrusted),
    benchmarks: JSON.stringify(candidate.benchmarks),
    capabilities: JSON.stringify(capabilitiesOf(candidate)),
  };
  return withFingerprint(facts, now);
}

function routeRow({ provider, model }: Candidate, route: ServedRoute, now: number): RouteRow {
  const facts = {
    provider: text(provider),
    model: text(model),
    version: keyText(route.version),
    host: keyText(route.host),
    interface: text(route.interface),
    status: text(route.status),
    is_adapter: flag(route.isAdapter),
    input_price: whole(route.inputPrice),
    output_price: whole(route.outputPrice),
    is_free: optionalFlag(route.isFree),
    context_length: whole(route.contextLength),
    first_token_ms: real(route.firstTokenMs),
    tokens_per_second: real(route.tokensPerSecond),
    supports_tools: optionalFlag(route.supportsTools),
    supports_vision: optionalFlag(route.supportsVision),
  };
  return withFingerprint(facts, now);
}

/** What a candidate says, as rows. Of a route that is listed twice the later one counts: no key may come twice. */
function rowsOf(candidate: Candidate, now: number) {
  const routes = new Map<string, RouteRow>();
  const versions = new Map<string, ModelVersionRow>();
  for (const route of candidate.routes) {
    const row = routeRow(candidate, route, now);
    routes.set(JSON.stringify([row.version, row.host, row.interface]), row);
    if (row.version === "") continue;
    const { provider, model, version } = row;
    versions.set(version, { provider, model, version, first_seen: now, last_seen: now });
  }
  return { model: modelRow(candidate, now), routes: [...routes.values()], versions: [...versions.values()] };
}

/** The candidates, each model once, as rows of the three tables. */
export function observedRows(candidates: readonly Candidate[], now: number): ObservedRows {
  const rows = candidates.map((candidate) => rowsOf(candidate, now));
  return {
    models: rows.map(({ model }) => model),
    versions: rows.flatMap(({ versions }) => versions),
    routes: rows.flatMap(({ routes }) => routes),
  };
}
