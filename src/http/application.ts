import { type Context, Hono, type MiddlewareHandler } from "hono";
import { HTTPException } from "hono/http-exception";
import { routePath } from "hono/route";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import type { Clock } from "../shared/clock.ts";
import { messageOf } from "../shared/file-fault.ts";
import { type AnyRoute, commonHeaders, isDirect } from "./direct.ts";
import { errorBody, invalidRequest } from "./open-ai/refusal.ts";
import { requestIdOf } from "./open-ai/request-headers.ts";
import { type AnsweredRequest, type Exchange, type NodeEnvironment, refuse } from "./route.ts";

export interface ApplicationOptions {
  /** The direct ones are answered ahead of the application, which only says which methods their addresses take. */
  routes: readonly AnyRoute[];
  clock: Clock;
  logger: { warn(message: string): void };
  /** Told of every request. */
  observe?: ((request: AnsweredRequest) => void) | undefined;
}

/** The methods of each path, as its `Allow` header names them. */
function methodsByPath(routes: readonly AnyRoute[]): Map<string, string> {
  const methods = new Map<string, string>();
  for (const { method, path } of routes) {
    const own = method === "GET" ? "GET, HEAD" : method;
    const known = methods.get(path);
    methods.set(path, known === undefined ? own : `${known}, ${own}`);
  }
  return methods;
}

function isOpenAi(context: Context): boolean {
  return /^\/v1(?:\/|$)/i.test(context.req.path);
}

/** Refuses in the form that the callers of an address know: OpenAI's below /v1, ours elsewhere. */
function refuseInForm(context: Context, status: ContentfulStatusCode, sentence: string): Response {
  if (!isOpenAi(context)) return refuse(context, status, sentence);
  return context.json(errorBody({ ...invalidRequest, status, message: sentence }), status);
}

function answerFault(error: Error, context: Exchange, logger: ApplicationOptions["logger"]): Response {
  if (error instanceof HTTPException) return refuseInForm(context, error.status, error.message);
  logger.warn(`${context.req.method} ${context.req.path} failed: ${messageOf(error)}`);
  return refuseInForm(context, 500, "Something went wrong here. The log says what.");
}

/** Runs around all others. */
function createFrame(
  paths: ReadonlyMap<string, string>,
  { clock, observe }: ApplicationOptions,
): MiddlewareHandler<NodeEnvironment> {
  return async (context, next) => {
    const began = clock.now();
    await next();
    for (const [name, value] of Object.entries(commonHeaders)) context.header(name, value);
    if (isOpenAi(context)) context.header("x-request-id", requestIdOf(context.env.incoming.headers));
    if (observe === undefined) return;
    const route = routePath(context, -1);
    observe({ route: paths.has(route) ? route : "other", status: context.res.status, ms: clock.now() - began });
  };
}

/**
 * The routes as one application that answers every request in JSON: an unknown path with 404, a path's wrong method
 * with 405, and a handler that throws with 500, of which the log is told and the asker is not.
 */
export function createApplication(options: ApplicationOptions): Hono<NodeEnvironment> {
  const { routes, logger } = options;
  const application = new Hono<NodeEnvironment>();
  const paths = methodsByPath(routes);
  application.use(createFrame(paths, options));
  for (const route of routes) {
    if (!isDirect(route)) application.on(route.method, [route.path], ...route.handlers);
  }
  for (const [path, methods] of paths) {
    application.all(path, (context) => {
      context.header("allow", methods);
      return refuseInForm(context, 405, `This address takes ${methods} only.`);
    });
  }
  application.notFound((context) => refuseInForm(context, 404, "There is nothing at this address."));
  application.onError((error, context) => answerFault(error, context, logger));
  return application;
}
