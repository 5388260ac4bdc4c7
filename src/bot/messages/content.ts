import type { FormattedString } from "@grammyjs/parse-mode";
import type { InlineKeyboardButton } from "grammy/types";

/** One answer: a text with its entities, and the buttons under it. Never markup that a model's id could break. */
export interface Content {
  text: FormattedString;
  /** Rows of buttons; they stand under the last part of a long text. */
  buttons?: InlineKeyboardButton[][] | undefined;
}
