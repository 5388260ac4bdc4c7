import type { HttpBindings } from "@hono/node-server";
import type { Context, Handler, MiddlewareHandler } from "hono";
import type { ContentfulStatusCode } from "hono/utils/http-status";

/** What Node's server adds to Hono's own. */
export interface NodeEnvironment {
  Bindings: HttpBindings;
}

/** A request and its answer, with Node's own objects for both in `env`. */
export type Exchange = Context<NodeEnvironment>;

/** One address of the HTTP surface. Handlers run in turn: guards first, the one that answers last. */
export interface Route {
  method: "GET" | "POST";
  /** Begins with a slash. */
  path: string;
  handlers: readonly (Handler | MiddlewareHandler)[];
}

/** A request that has been answered, or whose caller went away. */
export interface AnsweredRequest {
  /** The path as the routes have it ("/v1/models/:id{.+}"), "other" where it is none of theirs: never a caller's text. */
  route: string;
  status: number;
  /** Milliseconds from its start to the end of its answer. */
  ms: number;
}

/** An answer that says what was wrong: `{"error": "…"}`. `error` is a sentence and is shown to whoever asked. */
export function refuse(context: Context, status: ContentfulStatusCode, error: string): Response {
  return context.json({ error }, status);
}
