import type { InlineKeyboardButton } from "grammy/types";

/** What Telegram takes as callback data (Bot API, InlineKeyboardButton). */
const longestDataBytes = 64;

/** What a tap says: which button, and its arguments. */
export interface Tap {
  name: string;
  parameters: string[];
}

export interface ButtonOptions {
  /** What stands on it. */
  text: string;
  /** The registered action's name. */
  name: string;
  /** Short tokens: hashes, revisions, places in a list. Never a model's id, which can be longer than a button holds. */
  parameters?: readonly (string | number)[];
  style?: "danger" | "success" | "primary";
}

/** A button under a message. @throws Error where its data would not fit: a defect, because its tokens are short. */
export function button({ text, name, parameters = [], style }: ButtonOptions): InlineKeyboardButton.CallbackButton {
  const data = [name, ...parameters].join(":");
  if (Buffer.byteLength(data) > longestDataBytes) throw new Error(`The data of the button "${name}" is too long.`);
  return { text, callback_data: data, ...(style && { style }) };
}

/** Reads callback data, which a stranger can forge: nothing in it is to be trusted. */
export function readTap(data: string): Tap {
  const [name = "", ...parameters] = data.split(":");
  return { name, parameters };
}
