import type { MiddlewareHandler } from "hono";
import type { Clock } from "../../shared/clock.ts";
import { messageOf } from "../../shared/file-fault.ts";
import { type ForeignRecord, recordOrNull } from "../../shared/foreign-json.ts";
import { readBody } from "../body.ts";
import { type Exchange, type Route, refuse } from "../route.ts";
import { createSecretCheck } from "../secret-check.ts";

/** What Telegram posts; its other fields are the bot's to read. */
export interface ReceivedUpdate extends ForeignRecord {
  update_id: number;
}

export interface WebhookOptions {
  /** As the settings have them: the path of `url` is the route's. */
  webhook: { url: string; secret: string };
  /** Resolves once the update is stored durably. Handling it comes after that, and nobody here waits for it. */
  receive(update: ReceivedUpdate): Promise<void>;
  clock: Clock;
  logger: { warn(message: string): void };
}

const largestBodyBytes = 1_024 * 1_024;

/** Lets pass who knows the secret. All others get the same answer. */
function requireSecret({ webhook, clock, logger }: WebhookOptions): MiddlewareHandler {
  const what = "at the webhook, for lack of the right secret (WEBHOOK_SECRET)";
  const isRight = createSecretCheck({ secret: webhook.secret, what, clock, logger });
  return async (context, next) => {
    if (isRight(context.req.header("x-telegram-bot-api-secret-token") ?? "")) return await next();
    return refuse(context, 401, "This address is not open to you.");
  };
}

function parseUpdate(text: string): ReceivedUpdate | null {
  try {
    const body = recordOrNull(JSON.parse(text));
    return Number.isSafeInteger(body?.update_id) ? (body as ReceivedUpdate) : null;
  } catch {
    return null;
  }
}

/** First stored, then acknowledged: on any other answer than 200 Telegram delivers the update again. */
function takeUpdate({ receive, logger }: WebhookOptions): (context: Exchange) => Promise<Response> {
  return async (context) => {
    const text = await readBody(context.env.incoming, largestBodyBytes);
    if (text === null) return refuse(context, 413, `The body is larger than ${largestBodyBytes} bytes.`);
    const update = parseUpdate(text);
    if (update === null) return refuse(context, 400, "The body is not an update of the Bot API as JSON.");
    try {
      await receive(update);
    } catch (error) {
      logger.warn(`An update could not be stored, so Telegram is asked to send it again: ${messageOf(error)}`);
      return refuse(context, 500, "The update could not be stored. Send it again.");
    }
    return context.json({});
  };
}

/**
 * The address to which Telegram posts updates: `POST` to the path of `WEBHOOK_URL`, so that a proxy in front must not
 * change the path. https://core.telegram.org/bots/api#setwebhook
 */
export function webhookRoute(options: WebhookOptions): Route {
  return {
    method: "POST",
    path: new URL(options.webhook.url).pathname,
    handlers: [requireSecret(options), takeUpdate(options)],
  };
}
