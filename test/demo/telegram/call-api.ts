import type { Telegram } from "../../../demo/world/telegram/telegram.ts";

export interface ApiReply {
  status: number;
  ok: boolean;
  result?: unknown;
  error_code?: number;
  description?: string;
}

type Parameters = Record<string, unknown>;

/** Calls a method of the Bot API as a JSON POST. */
export async function callApi(telegram: Telegram, method: string, parameters: Parameters = {}): Promise<ApiReply> {
  const response = await fetch(`${telegram.url}/bot${telegram.token}/${method}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(parameters),
  });
  return { status: response.status, ...((await response.json()) as Omit<ApiReply, "status">) };
}

/** Calls a method with a form that may hold files. */
export async function callWithForm(telegram: Telegram, method: string, form: FormData): Promise<ApiReply> {
  const response = await fetch(`${telegram.url}/bot${telegram.token}/${method}`, { method: "POST", body: form });
  return { status: response.status, ...((await response.json()) as Omit<ApiReply, "status">) };
}

/** Why the API refuses a call; fails where it does not. */
export async function refusal(telegram: Telegram, method: string, parameters: Parameters): Promise<string> {
  const reply = await callApi(telegram, method, parameters);
  if (reply.ok || reply.status !== reply.error_code) throw new Error(`expected a refusal: ${JSON.stringify(reply)}`);
  return reply.description ?? "";
}

/** What the bot has not confirmed yet. */
export async function updatesOf(telegram: Telegram): Promise<Record<string, Record<string, unknown>>[]> {
  return (await callApi(telegram, "getUpdates")).result as Record<string, Record<string, unknown>>[];
}

/** Calls a method about person 7 with a form of these parts. */
export function upload(telegram: Telegram, method: string, parts: Record<string, string | File>): Promise<ApiReply> {
  const form = new FormData();
  for (const [name, value] of Object.entries({ chat_id: "7", ...parts })) form.append(name, value);
  return callWithForm(telegram, method, form);
}

/** The header of a PNG of this size; the stand-in reads no further. */
export function pngOf(width: number, height: number): Buffer {
  const bytes = Buffer.alloc(33);
  Buffer.from("89504e470d0a1a0a0000000d49484452", "hex").copy(bytes);
  bytes.writeUInt32BE(width, 16);
  bytes.writeUInt32BE(height, 20);
  return bytes;
}
