import { createHash, timingSafeEqual } from "node:crypto";
import type { Handler, MiddlewareHandler } from "hono";
import type { Clock } from "../../shared/clock.ts";
import { messageOf } from "../../shared/file-fault.ts";
import { type ForeignRecord, recordOrNull } from "../../shared/foreign-json.ts";
import { readBody } from "../body.ts";
import { type Route, refuse } from "../route.ts";

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
const warningIntervalMs = 60_000;

function digest(text: string): Buffer {
  return createHash("sha256").update(text).digest();
}

/** Lets pass who knows the secret. All others get the same answer, and a flood of them is one warning a minute. */
function requireSecret({ webhook, clock, logger }: WebhookOptions): MiddlewareHandler {
  const wanted = digest(webhook.secret);
  let refused = 0;
  let warnedAt = Number.NEGATIVE_INFINITY;

  function warn(): void {
    refused += 1;
    if (clock.now() - warnedAt < warningIntervalMs) return;
    logger.warn(`Refused at the webhook, for lack of the right secret (WEBHOOK_SECRET): ${refused} request(s).`);
    warnedAt = clock.now();
    refused = 0;
  }

  return async (context, next) => {
    // Digests have one length, so that the time that a comparison takes tells nothing of the secret, nor its length.
    if (timingSafeEqual(digest(context.req.header("x-telegram-bot-api-secret-token") ?? ""), wanted)) {
      return await next();
    }
    warn();
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
function takeUpdate({ receive, logger }: WebhookOptions): Handler {
  return async (context) => {
    const text = await readBody(context.req, largestBodyBytes);
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
