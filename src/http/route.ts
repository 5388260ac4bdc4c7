import type { Context, Handler, MiddlewareHandler } from "hono";
import type { ContentfulStatusCode } from "hono/utils/http-status";

/** One address of the HTTP surface. Handlers run in turn: guards first, the one that answers last. */
export interface Route {
  method: "GET" | "POST";
  /** Begins with a slash. */
  path: string;
  handlers: readonly (Handler | MiddlewareHandler)[];
}

/** An answer that says what was wrong: `{"error": "…"}`. `error` is a sentence and is shown to whoever asked. */
export function refuse(context: Context, status: ContentfulStatusCode, error: string): Response {
  return context.json({ error }, status);
}
