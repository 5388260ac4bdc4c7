import type { App } from "./app.ts";
import { assembleTelegram } from "./bot/assemble.ts";
import type { TelegramSurface } from "./bot/telegram.ts";
import type { Route } from "./http/route.ts";
import { healthz } from "./http/routes/healthz.ts";
import { webhookRoute } from "./http/routes/webhook.ts";
import { createHttpServer } from "./http/server.ts";
import type { Policy } from "./policy.ts";
import type { Settings } from "./settings.ts";
import type { DocumentDependencies } from "./shared/json-document.ts";
import type { Logger } from "./shared/logger.ts";
import type { Surface } from "./surface.ts";

export interface SurfaceOptions extends DocumentDependencies {
  app: App;
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

function httpSurface(telegram: TelegramSurface | null, options: SurfaceOptions): Surface[] {
  const { settings, clock, logger } = options;
  if (settings.http === null) return [];
  const routes = [healthz, ...webhookRoutes(telegram, options)];
  const server = createHttpServer({ settings: settings.http, routes, clock, logger });
  return [{ start: async () => [`HTTP: ${(await server.start()).url}`], stop: () => server.stop() }];
}

/**
 * The ways in that the settings ask for. HTTP comes first: a webhook must be there before Telegram is told of it, and
 * still takes updates while the bot ends its work.
 */
export function openSurfaces(options: SurfaceOptions): Surface[] {
  const { settings } = options;
  const telegram = settings.telegram && assembleTelegram({ ...options, settings: settings.telegram });
  return [...httpSurface(telegram, options), ...(telegram ? [telegram] : [])];
}
