import { type Answer, jsonAnswer } from "./answer.ts";
import { expandNamesOf, expandRecord, unknownExpandAnswer, unknownExpandName } from "./expand.ts";
import type { HubRecord } from "./hub-record.ts";
import { type Position, type RecordSource, type SortKey, sortKeys, sortValueOf } from "./record-store.ts";

const largestPage = 500;

/** `GET /api/models`: one page, and where there are more, the address of the next one in `Link`. */
export function answerModelList(url: URL, source: RecordSource): Answer {
  const names = expandNamesOf(url);
  const unknown = unknownExpandName(names, "list");
  if (unknown !== undefined) return unknownExpandAnswer({ name: unknown });
  const sort = sortOf(url);
  if (!sort) return jsonAnswer({ error: `✖ Invalid option: expected one of ${sortKeys.join("|")}\n  → at sort` }, 400);
  const { page, hasMore } = pageOf({ url, source, sort });
  const last = page.at(-1);
  const headers = hasMore && last ? { Link: `<${nextUrl({ url, last, sort })}>; rel="next"` } : undefined;
  return jsonAnswer(
    page.map((record) => expandRecord({ record, names, route: "list" })),
    200,
    headers,
  );
}

interface DetailQuestion {
  model: string;
  url: URL;
  source: RecordSource;
  /** The request carries the world's token. */
  isKnown: boolean;
}

/** `GET /api/models/{id}`. To anonymous readers a missing model looks like one that they may not see. */
export function answerModelDetail({ model, url, source, isKnown }: DetailQuestion): Answer {
  const names = expandNamesOf(url);
  const unknown = unknownExpandName(names, "detail");
  if (unknown !== undefined) return unknownExpandAnswer({ name: unknown });
  const record = source.find(model);
  if (record) return jsonAnswer(expandRecord({ record, names, route: "detail" }));
  const headers = { "X-Error-Code": "RepoNotFound" };
  if (isKnown) return jsonAnswer({ error: "Repository not found" }, 404, headers);
  return jsonAnswer({ error: "Invalid username or password." }, 401, headers);
}

function pageOf({ url, source, sort }: { url: URL; source: RecordSource; sort: SortKey }) {
  const limit = limitOf(url);
  const page: HubRecord[] = [];
  const pipelineTag = url.searchParams.get("pipeline_tag");
  for (const record of source.walk({ sort, after: positionOf(url), pipelineTag })) {
    if (!isWanted(record, url)) continue;
    if (page.length === limit) return { page, hasMore: true };
    page.push(record);
  }
  return { page, hasMore: false };
}

function isWanted(record: HubRecord, url: URL): boolean {
  const parameters = url.searchParams;
  const pipelineTag = parameters.get("pipeline_tag");
  if (pipelineTag !== null && record.pipeline_tag !== pipelineTag) return false;
  const author = parameters.get("author");
  if (author !== null && record.id.split("/")[0] !== author) return false;
  const search = parameters.get("search");
  if (search !== null && !record.id.toLowerCase().includes(search.toLowerCase())) return false;
  if (!parameters.getAll("filter").every((tag) => record.tags?.includes(tag))) return false;
  return isServedAsWanted(record, parameters.get("inference_provider"));
}

function isServedAsWanted(record: HubRecord, wanted: string | null): boolean {
  if (wanted === null) return true;
  const hosts = (record.inferenceProviderMapping ?? []).map(({ provider }) => provider);
  return wanted === "all" ? hosts.length > 0 : wanted.split(",").some((host) => hosts.includes(host));
}

function sortOf(url: URL): SortKey | undefined {
  const wanted = url.searchParams.get("sort") ?? "trendingScore";
  return sortKeys.find((key) => key === wanted);
}

function limitOf(url: URL): number {
  const wanted = Number(url.searchParams.get("limit") ?? largestPage);
  return Number.isInteger(wanted) && wanted > 0 ? Math.min(wanted, largestPage) : largestPage;
}

/** The cursor names the last record's place in the order, not a page number: counts that change may repeat a record. */
function positionOf(url: URL): Position | null {
  const cursor = url.searchParams.get("cursor");
  if (cursor === null) return null;
  const position: unknown = JSON.parse(Buffer.from(cursor, "base64url").toString());
  if (!isPosition(position)) throw new Error("The cursor is not one of this Hub.");
  return position;
}

function isPosition(value: unknown): value is Position {
  return typeof value === "object" && value !== null && "value" in value && "id" in value;
}

function nextUrl({ url, last, sort }: { url: URL; last: HubRecord; sort: SortKey }): string {
  const next = new URL(url);
  const names = expandNamesOf(url);
  next.searchParams.delete("expand[]");
  next.searchParams.delete("expand");
  for (const name of names) next.searchParams.append("expand", name);
  const position: Position = { value: sortValueOf(last, sort), id: last._id ?? "" };
  next.searchParams.set("cursor", Buffer.from(JSON.stringify(position)).toString("base64url"));
  return next.href;
}
