import type { Route } from "../route.ts";

/** Whether requests can be served now; the reasons why not are sentences without secrets. */
export interface Readiness {
  ready: boolean;
  reasons: readonly string[];
}

/** `GET /readyz`, open to all: 200 when requests can be served, and else 503 with the reasons. */
export function readyzRoute(readiness: () => Promise<Readiness>): Route {
  return {
    method: "GET",
    path: "/readyz",
    handlers: [
      async (context) => {
        const { ready, reasons } = await readiness();
        return ready ? context.json({ status: "ready" }) : context.json({ status: "not ready", reasons }, 503);
      },
    ],
  };
}
