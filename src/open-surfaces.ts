import type { App } from "./app.ts";
import { assembleTelegram } from "./bot/assemble.ts";
import type { TelegramSurface } from "./bot/telegram.ts";
import { createHttpMetrics } from "./http/metrics.ts";
import { programRoutes } from "./http/program-routes.ts";
import type { Route } from "./http/route.ts";
import { healthz } from "./http/routes/healthz.ts";
import type { Readiness } from "./http/routes/readyz.ts";
import { webhookRoute } from "./http/routes/webhook.ts";
import { createHttpServer } from "./http/server.ts";
import type { Answers, LiveAnswers } from "./open-answers.ts";
import type { Policy } from "./policy.ts";
import type { Settings } from "./settings.ts";
import type { DocumentDependencies } from "./shared/json-document.ts";
import type { Logger } from "./shared/logger.ts";
import type { Surface } from "./surface.ts";

export interface SurfaceOptions extends DocumentDependencies {
  app: App;
  answers: Answers;
  settings: Settings;
  readPolicy(): Promise<Policy>;
  logger: Logger;
  userAgent: string;
}

function webhookRoutes(telegram: TelegramSurface | null, { settings, clock, logger }: SurfaceOptions): Route[] {
  const webhook = settings.telegram?.webhook ?? null;
  if (telegram === null || webhook === null) return [];
  return [webhookRoute({ webhook, receive: telegram.receive, clock, logger })];
}

/** Whether requests can be served: a configuration must be there. */
async function readiness({ configuration }: LiveAnswers): Promise<Readiness> {
  if (configuration() !== null) return { ready: true, reasons: [] };
  return { ready: false, reasons: ["There is no configuration yet: the first update makes it."] };
}

async function httpSurface(telegram: TelegramSurface | null, options: SurfaceOptions): Promise<Surface[]> {
  const { settings, clock, logger, answers } = options;
  if (settings.http === null) return [];
  const live = await answers.open({ seeds: false });
  const metrics = createHttpMetrics({ providerNames: live.providers });
  const { token } = settings.http;
  const serving = {
    ...live,
    providerNames: live.providers,
    ready: () => readiness(live),
    token,
    clock,
    logger,
    metrics,
  };
  const routes = [healthz, ...webhookRoutes(telegram, options), ...programRoutes(serving)];
  const server = createHttpServer({ settings: settings.http, routes, clock, logger, observe: metrics.request });
  return [{ start: async () => [`HTTP: ${(await server.start()).url}`], stop: () => server.stop() }];
}

/**
 * The ways in that the settings ask for. HTTP comes first: a webhook must be there before Telegram is told of it, and
 * still takes updates while the bot ends its work.
 */
export async function openSurfaces(options: SurfaceOptions): Promise<Surface[]> {
  const { settings } = options;
  const telegram = settings.telegram && assembleTelegram({ ...options, settings: settings.telegram });
  return [...(await httpSurface(telegram, options)), ...(telegram ? [telegram] : [])];
}
