import { describe, expect, it } from "vitest";
import { lexInline } from "../../src/bot/messages/markdown/lexer.ts";
import { createMarkdownPages } from "../../src/bot/messages/markdown/pages.ts";
import { faultsOf } from "../support/telegram-rules.ts";

const units = 20_000;
const step = 200;
const page = 4096;

function repeated(part: string, length: number): string {
  return part.repeat(Math.ceil(length / part.length));
}

const shapes: Record<string, (length: number) => string> = {
  "one paragraph": (length) => repeated("Some words with **bold** and `code` here. ", length),
  "one block of code": (length) => `\`\`\`python\n${repeated("    x = foo(bar) + 1\n", length)}`,
  "one table": (length) => `| A | B |\n|---|---|\n${repeated("| aa | some value |\n", length)}`,
  "one wide table": (length) => `| A | B |\n|---|---|\n${repeated(`| aa | ${"long words ".repeat(5)} |\n`, length)}`,
  "one word": (length) => "x".repeat(length),
  "one list": (length) => repeated("- an entry\n", length),
  "one quote": (length) => repeated("> a line\n", length),
  "lists in lists": (length) =>
    Array.from({ length: length / 200 }, (_, index) => `${"  ".repeat(index)}- level ${index}\n`).join(""),
  ...Object.fromEntries(
    ["[", ">", "*", "`", "|", "- ", "_a", "/a ", "<a ", "$"].map((each) => [
      `"${each}" again and again`,
      (length: number) => repeated(each, length),
    ]),
  ),
};

/** What is lexed in all and at once when a text streams and each piece is shown. */
function streamed(text: string): { lexed: number; mostAtOnce: number; faults: string[] } {
  let lexed = 0;
  let mostAtOnce = 0;
  const pages = createMarkdownPages({
    lex: (source) => {
      lexed += source.length;
      mostAtOnce = Math.max(mostAtOnce, source.length);
      return lexInline(source);
    },
  });
  const full = [];
  for (let start = 0; start < text.length; start += step) {
    pages.add(text.slice(start, start + step));
    full.push(...pages.takeFull());
    pages.current();
  }
  return { lexed, mostAtOnce, faults: [...full, ...pages.finish()].flatMap((each) => faultsOf(each)) };
}

describe("what streaming Markdown costs", () => {
  it.each(Object.entries(shapes))("grows with the length of %s alone", (_name, make) => {
    const { lexed, mostAtOnce, faults } = streamed(make(units));
    expect(mostAtOnce).toBeLessThan(1.5 * page);
    // Each of the steps lexes the open block at most, which is about half a page on the average.
    expect(lexed).toBeLessThan((units / step) * page);
    expect(faults).toEqual([]);
  });

  it("is nothing for blocks that are complete", () => {
    const { lexed } = streamed("A short paragraph of some words.\n\n".repeat(1000));
    expect(lexed).toBeLessThan(10 * 1000 * 34);
  });

  it("is a text without marks where a paragraph cannot be read", () => {
    const pages = createMarkdownPages({
      lex: () => {
        throw new Error("infinite loop");
      },
    });
    pages.add("a **b** /start\n\n```\nc\n```");
    const [only] = pages.finish();
    expect(only?.text).toBe("a **b** /start\n\nc");
    expect(only?.entities.map(({ type }) => type)).toEqual(["code", "pre"]);
  });
});
