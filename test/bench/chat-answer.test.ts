import { expect, it } from "vitest";
import { isWhole, questionFor, type Shape, tokensOf, wantedIn } from "../../bench/chat-answer.ts";
import { displayCost } from "../../bench/chat-display.ts";
import { createMarkdownPages } from "../../src/bot/messages/markdown/pages.ts";

const shapes: Shape[] = ["mixed", "paragraph", "code"];

it.each(shapes)("an answer of the bench (%s) is known to be whole when it is shown in Telegram's form", (shape) => {
  const wanted = { chatId: 7, tokens: 1_000, shape };
  const pages = createMarkdownPages();
  pages.add(tokensOf(wanted).join(""));
  const text = pages
    .finish()
    .map((page) => page.text)
    .join("\n");
  expect(isWhole(text, wanted)).toBe(true);
  expect(isWhole(text.replace("p7w500", ""), wanted)).toBe(false);
  expect(isWhole(`${text} p8w1000`, wanted)).toBe(false);
});

it("what the bench asks for is what its model writes", () => {
  const wanted = wantedIn(questionFor({ chatId: -7, tokens: 300 }));
  expect(wanted).toEqual({ chatId: 7, tokens: 300, shape: "mixed" });
  expect(isWhole(tokensOf(wanted).join(""), { chatId: -7, tokens: 300 })).toBe(true);
});

it.each([true, false])("the bench shows an answer alone (all at once: %s)", async (atOnce) => {
  const tokens = tokensOf({ chatId: 7, tokens: 5_000, shape: "mixed" });
  expect(await displayCost(tokens, { atOnce })).toBeGreaterThan(0);
});
