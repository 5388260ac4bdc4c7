import type { IncomingHttpHeaders } from "node:http";
import type { ReplicateState } from "./state.ts";

/** One request, as a route answers it. */
export interface RouteContext {
  state: ReplicateState;
  url: URL;
  /** The stand-in's address, without a slash at its end. */
  root: string;
  /** What the groups of the route's path caught. */
  parts: readonly string[];
  headers: IncomingHttpHeaders;
  body: Buffer;
}

export interface Route {
  method: string;
  path: RegExp;
  /** 200 without it. */
  status?: number;
  /** The JSON that goes back; undefined for none. May throw an `ApiError`. */
  answer(context: RouteContext): unknown;
}
