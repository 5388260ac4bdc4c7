import { randomUUID } from "node:crypto";
import type { IncomingHttpHeaders } from "node:http";
import { hopsHeader } from "../../providers/invocation.ts";
import type { Needs } from "../../routing/request.ts";
import { RequestRefused } from "./refusal.ts";

const microsPerDollar = 1_000_000;
/** Letters that no log, header or table has to escape. */
const saneId = /^[\w.:-]{1,128}$/;

/** The caller's own id of the request, where it is a plain one, and else a new UUID. */
export function requestIdOf(headers: IncomingHttpHeaders): string {
  const given = headers["x-request-id"];
  return typeof given === "string" && saneId.test(given) ? given : randomUUID();
}

const decimal = /^(?:\d+(?:\.\d*)?|\.\d+)$/;

function maximumPriceOf(text: string): number {
  const price = Number(text);
  if (decimal.test(text.trim()) && Number.isFinite(price)) return Math.round(price * microsPerDollar);
  throw new RequestRefused("x-modelvane-max-price must be an amount of USD per million output tokens, such as 2.5.", {
    param: "x-modelvane-max-price",
  });
}

function localOnlyOf(text: string): boolean {
  if (text !== "true" && text !== "false") {
    throw new RequestRefused("x-modelvane-local must be true or false.", { param: "x-modelvane-local" });
  }
  return text === "true";
}

/**
 * What the caller asks of a route by headers of ours: `x-modelvane-max-price` (USD per million output tokens) and
 * `x-modelvane-local` ("true": on machines of one's own only). @throws RequestRefused for one that says neither.
 */
export function needsOf(headers: IncomingHttpHeaders): Needs {
  const price = headers["x-modelvane-max-price"];
  const local = headers["x-modelvane-local"];
  const needs: Needs = {};
  if (price !== undefined) needs.maximumOutputPrice = maximumPriceOf(String(price));
  if (local !== undefined) needs.localOnly = localOnlyOf(String(local));
  return needs;
}

/** As many Modelvanes as nobody puts in a row on purpose. */
const mostHops = 4;

/** How many Modelvanes the request has come through. @throws RequestRefused where they go round in a circle. */
export function hopsOf(headers: IncomingHttpHeaders): number {
  const given = Number(headers[hopsHeader] ?? 0);
  const hops = Number.isSafeInteger(given) && given > 0 ? given : 0;
  if (hops <= mostHops) return hops;
  throw new RequestRefused(
    `This request has come through ${hops} Modelvanes: they seem to be sources of one another. Take the one that closes the circle out of its policy.`,
    { status: 508, code: "loop_detected" },
  );
}
