import type { InlineKeyboardButton } from "grammy/types";
import { button } from "../../buttons.ts";
import type { Texts } from "../../languages/texts.ts";

/** The names of the buttons under an answer. */
export const answerButtonNames = {
  good: "chat.good",
  bad: "chat.bad",
  again: "chat.again",
  why: "chat.why",
  stop: "chat.stop",
} as const;

/** Under an answer: what somebody thinks of it, another one, and why this model. `request` is a UUID. */
export function answerButtons(request: string): InlineKeyboardButton[][] {
  const { good, bad, again, why } = answerButtonNames;
  const symbols = [
    ["👍", good],
    ["👎", bad],
    ["🔁", again],
    ["ⓘ", why],
  ] as const;
  return [symbols.map(([text, name]) => button({ text, name, parameters: [request] }))];
}

/** Where nothing was answered: another try. */
export function againButtons(request: string, { chat }: Texts): InlineKeyboardButton[][] {
  return [[button({ text: chat.tryAgain, name: answerButtonNames.again, parameters: [request] })]];
}

export function stopButton({ chat }: Texts): InlineKeyboardButton {
  return button({ text: chat.stop, name: answerButtonNames.stop });
}
