import type { MiddlewareHandler } from "hono";
import type { HttpMetrics } from "../metrics.ts";
import type { Route } from "../route.ts";

/** `GET /metrics`, for Prometheus. */
export function metricsRoute(guard: MiddlewareHandler, metrics: HttpMetrics): Route {
  return {
    method: "GET",
    path: "/metrics",
    handlers: [
      guard,
      async (context) => {
        const { text, contentType } = await metrics.render();
        return context.body(text, 200, { "content-type": contentType });
      },
    ],
  };
}
