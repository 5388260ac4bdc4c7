import { badRequest } from "./api-error.ts";
import type { Button } from "./message.ts";
import { isRecord, type Payload } from "./payload.ts";

/** Telegram's limits: 64 bytes of callback_data (InlineKeyboardButton), 256 characters of copy_text (CopyTextButton). */
const maximumDataBytes = 64;
const maximumCopyLength = 256;
const maximumButtons = 100;
const styles = ["danger", "success", "primary"];
const prefix = "can't parse InlineKeyboardButton: ";

/** The inline buttons of `reply_markup`; none where it is missing or another kind of keyboard. */
export function readKeyboard(payload: Payload): Button[][] {
  const markup = payload.reply_markup;
  if (markup === undefined || markup === null || markup === "") return [];
  if (!isRecord(markup)) throw badRequest("object expected as reply markup");
  if (markup.inline_keyboard === undefined) return [];
  if (!Array.isArray(markup.inline_keyboard))
    throw badRequest(`field "inline_keyboard" of the InlineKeyboardMarkup must be an Array of Arrays`);
  const rows = markup.inline_keyboard.map(readRow).filter((row) => row.length > 0);
  if (rows.flat().length > maximumButtons) throw badRequest("reply markup is too long");
  return rows;
}

function readRow(row: unknown): Button[] {
  if (!Array.isArray(row))
    throw badRequest(`field "inline_keyboard" of the InlineKeyboardMarkup must be an Array of Arrays`);
  return row.map(readButton);
}

function readButton(button: unknown): Button {
  if (!isRecord(button)) throw badRequest(`${prefix}expected an Object`);
  if (button.text === undefined) throw badRequest(`${prefix}Can't find field "text"`);
  if (typeof button.text !== "string") throw badRequest(`${prefix}Field "text" must be of type String`);
  if (button.text.trim() === "") throw badRequest(`${prefix}Text must be non-empty`);
  const style = button.style;
  if (style !== undefined && (typeof style !== "string" || !styles.includes(style)))
    throw badRequest(`${prefix}Invalid button style specified`);
  return { text: button.text, ...(style !== undefined && { style }), ...actionOf(button) };
}

/** A button does one thing: the first that Telegram reads. */
function actionOf(button: Record<string, unknown>): Omit<Button, "text" | "style"> {
  const { url, callback_data: data, copy_text: copy } = button;
  if (typeof url === "string" && url !== "") return { url: checkAddress(url) };
  if (typeof data === "string" && data !== "") {
    if (Buffer.byteLength(data) > maximumDataBytes) throw badRequest("BUTTON_DATA_INVALID");
    return { callback_data: data };
  }
  if (isRecord(copy)) {
    const text = copy.text;
    if (typeof text !== "string" || text === "" || text.length > maximumCopyLength)
      throw badRequest("BUTTON_COPY_TEXT_INVALID");
    return { copy_text: { text } };
  }
  if (data === "") throw badRequest("BUTTON_DATA_INVALID");
  throw badRequest(`${prefix}Text buttons are not allowed in the inline keyboard`);
}

function checkAddress(address: string): string {
  const full = /^[a-z]+:/i.test(address) ? address : `http://${address}`;
  const protocol = URL.canParse(full) ? new URL(full).protocol : "";
  if (!["http:", "https:", "tg:"].includes(protocol))
    throw badRequest(`inline keyboard button URL '${address}' is invalid: Unsupported URL protocol`);
  return address;
}
