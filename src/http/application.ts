import { Hono } from "hono";
import { HTTPException } from "hono/http-exception";
import { messageOf } from "../shared/file-fault.ts";
import { type Route, refuse } from "./route.ts";

/** The methods of each path, as its `Allow` header names them. */
function methodsByPath(routes: readonly Route[]): Map<string, string> {
  const methods = new Map<string, string>();
  for (const { method, path } of routes) {
    const own = method === "GET" ? "GET, HEAD" : method;
    const known = methods.get(path);
    methods.set(path, known === undefined ? own : `${known}, ${own}`);
  }
  return methods;
}

/**
 * The routes as one application that answers every request in JSON: an unknown path with 404, a path's wrong method
 * with 405, and a handler that throws with 500, of which the log is told and the asker is not.
 */
export function createApplication(options: {
  routes: readonly Route[];
  logger: { warn(message: string): void };
}): Hono {
  const { routes, logger } = options;
  const application = new Hono();
  application.use(async (context, next) => {
    await next();
    context.header("x-content-type-options", "nosniff");
    context.header("cache-control", "no-store");
  });
  for (const { method, path, handlers } of routes) application.on(method, [path], ...handlers);
  for (const [path, methods] of methodsByPath(routes)) {
    application.all(path, (context) => {
      context.header("allow", methods);
      return refuse(context, 405, `This address takes ${methods} only.`);
    });
  }
  application.notFound((context) => refuse(context, 404, "There is nothing at this address."));
  application.onError((error, context) => {
    if (error instanceof HTTPException) return refuse(context, error.status, error.message);
    logger.warn(`${context.req.method} ${context.req.path} failed: ${messageOf(error)}`);
    return refuse(context, 500, "Something went wrong here. The log says what.");
  });
  return application;
}
