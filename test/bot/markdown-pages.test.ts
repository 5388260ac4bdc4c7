import type { FormattedString } from "@grammyjs/parse-mode";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  createMarkdownPages,
  type MarkdownPagesOptions,
  markdownPages,
} from "../../src/bot/messages/markdown/pages.ts";
import { faultsOf } from "../support/telegram-rules.ts";

function pagesOf(markdown: string, options: MarkdownPagesOptions = {}): FormattedString[] {
  const pages = createMarkdownPages(options);
  pages.add(markdown);
  return [...pages.takeFull(), ...pages.finish()];
}

function textsOf(pages: readonly FormattedString[]): string[] {
  return pages.map(({ text }) => text);
}

const sentence = "The quick brown fox jumps over the lazy dog. ";
const codeLine = "  return value + 1;\n";

describe("pages of Markdown", () => {
  it("are cut between blocks", () => {
    const paragraph = sentence.repeat(60).trim();
    expect(textsOf(markdownPages(`${paragraph}\n\n${paragraph}\n\nEnd`))).toEqual([paragraph, `${paragraph}\n\nEnd`]);
  });

  it("take a block of code whole to the next page", () => {
    const code = `start\n${codeLine.repeat(200)}end`;
    const pages = markdownPages(`${sentence.repeat(20)}\n\`\`\`js\n${code}\n\`\`\`\nEnd`);
    expect(textsOf(pages)).toEqual([sentence.repeat(20).trim(), `${code}\nEnd`]);
    expect(pages[1]?.entities).toEqual([{ type: "pre", offset: 0, length: code.length, language: "js" }]);
  });

  it("leave code whole that just fits one", () => {
    const code = "x".repeat(99).concat("\n").repeat(41).slice(0, 4096).trim();
    expect(textsOf(markdownPages(`\`\`\`\n${code}\n\`\`\``))).toEqual([code]);
  });

  it("go on with longer code between lines, in its language", () => {
    const lines = Array.from({ length: 500 }, (_, index) => `  line(${index});`);
    const pages = markdownPages(`\`\`\`js\n${lines.join("\n")}\n\`\`\``);
    expect(pages.length).toBe(2);
    const copied = pages.flatMap(({ text, entities }) =>
      entities.map((entity) => {
        expect(entity).toMatchObject({ type: "pre", language: "js" });
        return text.slice(entity.offset, entity.offset + entity.length);
      }),
    );
    expect(copied.join("\n")).toBe(lines.join("\n"));
  });

  it("repeat a table's head", () => {
    const rows = Array.from({ length: 400 }, (_, index) => `| ${index} | value |`);
    const pages = markdownPages(`| Number | Value |\n|---|---|\n${rows.join("\n")}`);
    expect(pages.length).toBeGreaterThan(1);
    for (const { text } of pages) expect(text).toMatch(/^Number \| Value\n-------\+------\n/);
    const shown = pages.flatMap(({ text }) => [...text.matchAll(/^(\d+) /gm)].map((match) => Number(match[1])));
    expect(shown).toEqual(rows.map((_, index) => index));
  });

  it("cut a long paragraph between sentences, outside its marks", () => {
    const pages = markdownPages(`${sentence.repeat(85)}**${sentence.repeat(20).trim()}** ${sentence.repeat(20)}`);
    for (const { text } of pages) expect(text).toMatch(/^The .* dog\.$/);
    expect(pages.flatMap(({ entities }) => entities.map(({ type }) => type))).toEqual(["bold"]);
  });

  it("cut words only where there is nothing else, and no emoji", () => {
    const family = "👨‍👩‍👧‍👦";
    const pages = pagesOf(family.repeat(50), { longestPage: 60 });
    for (const { text } of pages) expect(text.replaceAll(family, "")).toBe("");
    expect(textsOf(pages).join("")).toBe(family.repeat(50));
  });

  it("take a heading along with what follows it", () => {
    const paragraph = sentence.repeat(60).trim();
    const texts = textsOf(markdownPages(`${paragraph}\n\n## Title\n\n${paragraph}\n\n${paragraph}`));
    expect(texts).toEqual([paragraph, `Title\n\n${paragraph}`, paragraph]);
  });

  it("hold no more entities than Telegram takes", () => {
    const pages = markdownPages("**a** `b` /start [c](https://example.com/) ".repeat(100));
    expect(pages.flatMap((page) => faultsOf(page))).toEqual([]);
    expect(pages.flatMap(({ entities }) => entities).length).toBe(400);
  });

  it("hold no more of addresses than Telegram takes", () => {
    const address = `https://example.com/${"a".repeat(900)}`;
    const pages = markdownPages(`[a](${address})\n`.repeat(30));
    const sizes = pages.map(({ entities }) => entities.length * address.length);
    expect(Math.max(...sizes)).toBeLessThan(9500);
  });
});

describe("the page that is still being written", () => {
  it("shows what came so far, unclosed marks as they are", () => {
    const pages = createMarkdownPages();
    const shown = ["# He", "llo\n", "**bo", "ld**\n```", "js\nfoo", "\n``", "`\nend"].map((text) => {
      pages.add(text);
      return pages.current().text;
    });
    const hello = "Hello";
    expect(shown).toEqual([
      "He",
      hello,
      `${hello}\n**bo`,
      `${hello}\nbold`,
      `${hello}\nbold\nfoo`,
      `${hello}\nbold\nfoo`,
      `${hello}\nbold\nfoo\nend`,
    ]);
    expect(pages.takeFull()).toEqual([]);
    expect(textsOf(pages.finish())).toEqual([`${hello}\nbold\nfoo\nend`]);
    expect(pages.finish()).toEqual([]);
    expect(pages.current().text).toBe("");
  });

  it("waits for the other half of a character", () => {
    const pages = createMarkdownPages();
    pages.add("a\ud83d");
    expect(pages.current().text).toBe("a");
    pages.add("\ude42");
    expect(pages.current().text).toBe("a🙂");
  });

  it("goes on while a paragraph without an end fills page after page", () => {
    const pages = createMarkdownPages({ longestPage: 200 });
    let written = "";
    let given = 0;
    for (let index = 0; index < 100; index += 1) {
      written += `word${index} `;
      pages.add(`word${index} `);
      for (const { text } of pages.takeFull()) given += text.length + 1;
      // What is a little too long for the page waits for a place to cut.
      expect(given + pages.current().text.length).toBeGreaterThan(written.length - 40);
    }
  });

  it("shows as much as fits where a block will move to the next page", () => {
    const pages = createMarkdownPages();
    pages.add(`${sentence.repeat(70)}\n\nfirst line\n${sentence.repeat(30)}`);
    expect(pages.takeFull()).toEqual([]);
    expect(pages.current().text).toMatch(/first line\nThe quick/);
    expect(pages.current().text.length).toBeLessThanOrEqual(4096);
    pages.add("\n");
    expect(textsOf(pages.takeFull())).toEqual([sentence.repeat(70).trim()]);
    expect(pages.current().text).toMatch(/^first line\nThe quick/);
  });
});

const bits = [
  ...[
    "*",
    "**",
    "_",
    "~~",
    "`",
    "```",
    "~~~",
    "````",
    "\n",
    "\n\n",
    "\n\n",
    " ",
    "  ",
    "    ",
    "- ",
    "1. ",
    "2) ",
    "> ",
    ">",
  ],
  ...[
    "# ",
    "## ",
    "|",
    "|---|:-:|\n",
    "| a | b |\n",
    "---\n",
    "===\n",
    "[",
    "](https://a.b/c)",
    "](x)",
    "![",
    "!",
    "<br>",
  ],
  ...[
    "&amp;",
    "&#8238;",
    "&#10;",
    "/start",
    "/a@bcdef",
    "@name",
    "/",
    "@",
    "word",
    "Two words. ",
    "🙂",
    "👨‍👩‍👧",
    "e\u0301",
  ],
  ...[
    "日本語",
    "\ud83d",
    "\ude00",
    "\u202e",
    "\0",
    "\t",
    "\\",
    "$",
    "$$",
    "\\[",
    "\\]",
    "\\(",
    "[ ] ",
    "[x] ",
    "tg://x",
  ],
  ...["https://x.com/a", "<a b>", "\u200b", "\u2028", "\r\n", sentence, "x".repeat(70), "+ ", "1990. "],
];
const markdown = fc.oneof(
  { weight: 5, arbitrary: fc.array(fc.constantFrom(...bits), { maxLength: 80 }).map((parts) => parts.join("")) },
  { weight: 1, arbitrary: fc.string({ unit: "binary", maxLength: 200 }) },
);
const limits = fc.constantFrom(
  ...[
    { longestPage: 4096, mostEntities: 100 },
    { longestPage: 200, mostEntities: 10 },
    { longestPage: 40, mostEntities: 6 },
  ],
);

describe("any text", () => {
  it("becomes pages that Telegram takes, the same however it is cut into pieces", () => {
    const sizes = fc.array(fc.nat({ max: 60 }), { maxLength: 30 });
    fc.assert(
      fc.property(markdown, limits, sizes, (text, options, pieces) => {
        const whole = pagesOf(text, options);
        for (const page of whole) expect(faultsOf(page, options)).toEqual([]);
        const pages = createMarkdownPages(options);
        const full: FormattedString[] = [];
        let start = 0;
        for (const size of pieces) {
          pages.add(text.slice(start, start + size));
          start += size;
          if (size % 2 === 0) full.push(...pages.takeFull());
          const now = pages.current();
          if (now.text !== "") expect(faultsOf(now, options)).toEqual([]);
        }
        pages.add(text.slice(start));
        expect([...full, ...pages.takeFull(), ...pages.finish()]).toEqual(whole);
      }),
      { numRuns: 1500 },
    );
  });

  it("keeps its letters in their order", () => {
    const marks = [
      "*",
      "**",
      "_",
      "`",
      "~~",
      "\n",
      "\n\n",
      " ",
      "- ",
      "> ",
      "# ",
      "[",
      "]",
      "(",
      "    ",
      "|",
      "<",
      "$",
      "!",
    ];
    const words = fc.constantFrom("one", "Two ", "trois. ", "четыре", "五 ", "/six", "@seven ", "8");
    const parts = fc.array(fc.oneof(words, fc.constantFrom(...marks)), { maxLength: 100 });
    const letters = (text: string) => text.replace(/[^\p{L}\p{N}]/gu, "");
    fc.assert(
      fc.property(parts, limits, (each, options) => {
        // A word behind a fence is its language, and no part of the text.
        const text = each.join("").replaceAll(/`{3,}/g, "``").replaceAll(/~{3,}/g, "~~");
        expect(letters(textsOf(pagesOf(text, options)).join(""))).toBe(letters(text));
      }),
      { numRuns: 1000 },
    );
  });
});
