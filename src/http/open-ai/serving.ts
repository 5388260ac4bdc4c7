import type { Configuration } from "../../domain/configuration.ts";
import type { Router } from "../../routing/request.ts";
import type { Clock } from "../../shared/clock.ts";
import type { HttpMetrics } from "../metrics.ts";
import type { TokenCheck } from "../token.ts";

/** What the addresses below /v1 are served from. */
export interface Serving {
  router: Router;
  /** The live configuration; null where there is none yet. */
  configuration(): Configuration | null;
  /** The declared providers' names: a set of them, or a map from them. */
  providerNames(): { has(name: string): boolean };
  checkToken: TokenCheck;
  clock: Clock;
  logger: { warn(message: string): void };
  metrics: HttpMetrics;
}
