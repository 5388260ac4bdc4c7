import { setTimeout as delay } from "node:timers/promises";
import { badRequest } from "./api-error.ts";
import { type Payload, textOf } from "./payload.ts";
import type { Update, UpdateQueue } from "./update-queue.ts";

export interface Webhook {
  isSet(): boolean;
  /** Sends updates to the address of the payload from now on; an empty one removes the webhook. */
  set(payload: Payload): void;
  /** The Bot API's WebhookInfo. */
  info(): Record<string, unknown>;
  stop(): void;
}

interface Target {
  url: string;
  secret: string;
  controller: AbortController;
  lastError: { date: number; message: string } | null;
}

/** An update that was refused is sent again after this, then after twice as long, up to the longest. */
const firstDelayMs = 50;
const longestDelayMs = 2_000;
const answerTimeoutMs = 60_000;

export function createWebhook({ updates, seconds }: { updates: UpdateQueue; seconds: () => number }): Webhook {
  let target: Target | null = null;
  let isSending = false;

  async function attempt(to: Target, update: Update): Promise<boolean> {
    try {
      const reason = await post(to, update);
      if (reason === null) return true;
      to.lastError = { date: seconds(), message: `Wrong response from the webhook: ${reason}` };
    } catch {
      to.lastError = { date: seconds(), message: "Connection failed" };
    }
    return false;
  }

  /** One update at a time, so that they come in order. */
  async function send(to: Target): Promise<void> {
    let pause = firstDelayMs;
    for (let update = updates.pending()[0]; update && target === to; update = updates.pending()[0]) {
      const isTaken = await attempt(to, update);
      if (isTaken) {
        updates.confirm(update.update_id);
        pause = firstDelayMs;
        continue;
      }
      await delay(pause, undefined, { signal: to.controller.signal, ref: false }).catch(() => {});
      pause = Math.min(pause * 2, longestDelayMs);
    }
  }

  function pump(): void {
    if (!target || isSending) return;
    isSending = true;
    const to = target;
    void send(to).finally(() => {
      isSending = false;
      // The webhook may have been set anew while the last update was under way.
      if (target !== to || updates.pending().length > 0) pump();
    });
  }

  function remove(): void {
    target?.controller.abort();
    target = null;
  }

  updates.onAdd(pump);
  return {
    isSet: () => target !== null,
    set(payload) {
      const next = readTarget(payload);
      remove();
      if (payload.drop_pending_updates === true) updates.drop();
      target = next;
      if (target) updates.interrupt("terminated by setWebhook request");
      pump();
    },
    info: () => ({
      url: target?.url ?? "",
      has_custom_certificate: false,
      pending_update_count: updates.pending().length,
      ...(target?.lastError && {
        last_error_date: target.lastError.date,
        last_error_message: target.lastError.message,
      }),
      ...(target && { max_connections: 1 }),
      ...(updates.allowed().length > 0 && { allowed_updates: updates.allowed() }),
    }),
    stop: remove,
  };
}

/** Answers null where the update was taken, else the status. */
async function post({ url, secret, controller }: Target, update: Update): Promise<string | null> {
  const response = await fetch(url, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      ...(secret !== "" && { "x-telegram-bot-api-secret-token": secret }),
    },
    body: JSON.stringify(update),
    signal: AbortSignal.any([controller.signal, AbortSignal.timeout(answerTimeoutMs)]),
  });
  await response.arrayBuffer();
  return response.ok ? null : `${response.status} ${response.statusText}`;
}

function readTarget(payload: Payload): Target | null {
  const url = textOf(payload, "url");
  const secret = textOf(payload, "secret_token");
  if (url === "") return null;
  if (!URL.canParse(url)) throw badRequest("bad webhook: invalid webhook URL specified");
  const { protocol, hostname } = new URL(url);
  // Telegram wants HTTPS of everybody; this one stays on the machine, where nobody has a certificate.
  const isLoopback = hostname === "127.0.0.1" || hostname === "localhost";
  if (protocol !== "https:" && !isLoopback) throw badRequest("bad webhook: An HTTPS URL must be provided for webhook");
  if (secret.length > 256) throw badRequest("secret token is too long");
  if (!/^[A-Za-z0-9_-]*$/.test(secret)) throw badRequest("secret token contains unallowed characters");
  return { url, secret, controller: new AbortController(), lastError: null };
}
