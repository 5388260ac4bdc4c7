import type { Account } from "./account.ts";
import { badRequest, conflict } from "./api-error.ts";
import type { Method } from "./method.ts";
import { chatIdOf, type Payload, textOf } from "./payload.ts";

/** Updates, webhook, callback queries, menus and what the bot tells about itself. */
export const accountMethods: Record<string, Method> = {
  getMe: ({ bot }) => ({ ...bot, ...abilities }),
  getUpdates: (account, { payload, signal }) => {
    if (account.webhook.isSet())
      throw conflict(
        "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
      );
    allowUpdates(account, payload);
    const limit = numberOf(payload, "limit", 100);
    return account.updates.poll({
      offset: numberOf(payload, "offset", 0),
      limit: limit >= 1 && limit <= 100 ? limit : 100,
      timeoutMs: Math.max(0, numberOf(payload, "timeout", 0)) * 1000,
      signal,
    });
  },
  setWebhook: (account, { payload }) => {
    account.webhook.set(payload);
    allowUpdates(account, payload);
    return true;
  },
  deleteWebhook: (account, { payload }) => {
    account.webhook.set({ url: "", drop_pending_updates: payload.drop_pending_updates });
    return true;
  },
  getWebhookInfo: ({ webhook }) => webhook.info(),
  answerCallbackQuery: (account, { payload }) => {
    const text = textOf(payload, "text") || null;
    const showAlert = payload.show_alert === true;
    const tap = account.queries.answer(String(payload.callback_query_id ?? ""), { text, showAlert });
    account.events.emit(() => ({ kind: "answer", ...tap, text, showAlert }));
    return true;
  },
  setMyCommands: (account, { payload }) => {
    account.menus.set(payload);
    account.events.emit(() => ({ kind: "menu" }));
    return true;
  },
  getMyCommands: ({ menus }, { payload }) => menus.get(payload),
  deleteMyCommands: (account, { payload }) => {
    account.menus.remove(payload);
    account.events.emit(() => ({ kind: "menu" }));
    return true;
  },
  setMyDescription: (account, { payload }) => describe(account, payload, { field: "description", limit: 512 }),
  getMyDescription: (account, { payload }) => described(account, payload, "description"),
  setMyShortDescription: (account, { payload }) =>
    describe(account, payload, { field: "short_description", limit: 120 }),
  getMyShortDescription: (account, { payload }) => described(account, payload, "short_description"),
  getChat: ({ chats }, { payload }) => ({
    ...chats.chat(chatIdOf(payload)),
    accent_color_id: 0,
    max_reaction_count: 11,
  }),
  getFile: ({ files }, { payload }) => {
    const file = files.byId(textOf(payload, "file_id"));
    if (!file) throw badRequest("wrong file_id or the file is temporarily unavailable");
    if (file.size > maximumDownloadBytes) throw badRequest("file is too big");
    return { file_id: file.id, file_unique_id: file.uniqueId, file_size: file.size, file_path: file.path };
  },
};

/** "For the moment, bots can download files of up to 20MB in size" (getFile). */
const maximumDownloadBytes = 20 * 1024 * 1024;

/** What getMe adds to a User; privacy mode is on, as it is for a new bot. */
const abilities = {
  can_join_groups: true,
  can_read_all_group_messages: false,
  supports_guest_queries: false,
  supports_inline_queries: false,
  can_connect_to_business: false,
  has_main_web_app: false,
  has_topics_enabled: false,
  allows_users_to_create_topics: false,
  can_manage_bots: false,
  supports_join_request_queries: false,
};

function allowUpdates(account: Account, { allowed_updates: kinds }: Payload): void {
  // "If not specified, the previous setting will be used."
  if (Array.isArray(kinds)) account.updates.allow(kinds.map(String));
}

function numberOf(payload: Payload, name: string, otherwise: number): number {
  const value = payload[name];
  return typeof value === "number" && Number.isFinite(value) ? value : otherwise;
}

interface DescriptionField {
  field: "description" | "short_description";
  limit: number;
}

function describe(account: Account, payload: Payload, { field, limit }: DescriptionField): true {
  const text = textOf(payload, field);
  if (text.length > limit) throw badRequest(`${field.replace("_", " ")} length must not exceed ${limit}`);
  account.descriptions.set(`${field}|${textOf(payload, "language_code")}`, text);
  return true;
}

function described(account: Account, payload: Payload, field: DescriptionField["field"]): Record<string, string> {
  const { descriptions } = account;
  return {
    [field]: descriptions.get(`${field}|${textOf(payload, "language_code")}`) || descriptions.get(`${field}|`) || "",
  };
}
