import type { Route } from "../route.ts";

/** `GET /healthz`, open to all: 200 as long as the process answers. */
export const healthz: Route = {
  method: "GET",
  path: "/healthz",
  handlers: [(context) => context.json({ status: "ok" })],
};
