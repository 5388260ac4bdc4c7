import type { FormattedString } from "@grammyjs/parse-mode";
import type { MessageEntity } from "grammy/types";
import { describe, expect, it } from "vitest";
import { markdownPages } from "../../src/bot/messages/markdown/pages.ts";
import { faultsOf } from "../support/telegram-rules.ts";

/** "bold: words", with a link's address or a code's language behind the type. */
function entityWords(entity: MessageEntity, text: string): string {
  const inside = text.slice(entity.offset, entity.offset + entity.length);
  const more =
    entity.type === "text_link" ? ` ${entity.url}` : entity.type === "pre" ? ` ${entity.language ?? ""}` : "";
  return `${entity.type}${more.trimEnd()}: ${inside}`;
}

function onlyPage(markdown: string): FormattedString {
  const [page, ...others] = markdownPages(markdown);
  if (!page || others.length > 0) throw new Error(`${others.length + (page ? 1 : 0)} pages`);
  expect(faultsOf(page)).toEqual([]);
  return page;
}

type Case = [what: string, markdown: string, text: string, ...entities: string[]];

const inline: Case[] = [
  ["bold", "a **b** c", "a b c", "bold: b"],
  ["bold with a sign at its edge", "**a:**b，是**“c”**的。", "a:b，是“c”的。", "bold: a:", "bold: “c”"],
  ["italic of both kinds", "*a* _b_", "a b", "italic: a", "italic: b"],
  ["bold in italic", "*a **b** c*", "a b c", "italic: a b c", "bold: b"],
  ["bold and italic at once", "***a***", "a", "bold: a", "italic: a"],
  ["strikethrough", "~~a~~ b", "a b", "strikethrough: a"],
  ["one tilde as about", "~5 GB, ~6~ GB", "~5 GB, ~6~ GB"],
  ["inline code", "run `ls -l` now", "run ls -l now", "code: ls -l"],
  ["code with a backtick", "`` a`b ``", "a`b", "code: a`b"],
  ["code that cuts bold", "**a `b` c**", "a b c", "bold: a", "code: b", "bold: c"],
  ["unclosed bold", "a **b c", "a **b c"],
  ["unclosed code", "a `b c", "a `b c"],
  ["an unclosed link", "see [docs](https://a.b/", "see [docs](https://a.b/"],
  ["stars with blanks", "2 * 3 * 4", "2 * 3 * 4"],
  ["names with underscores", "snake_case_name", "snake_case_name"],
  ["escapes", "\\*a\\* \\_b\\_ 1\\. c", "*a* _b_ 1. c"],
  ["a link", "see [the docs](https://a.b/c?d=1&amp;e=2)", "see the docs", "text_link https://a.b/c?d=1&e=2: the docs"],
  ["code in a link", "[`f()`](https://a.b/)", "f()", "text_link https://a.b/: f()"],
  ["bold in a link", "[a **b**](https://a.b/)", "a b", "text_link https://a.b/: a b", "bold: b"],
  ["a link without words", "[](https://a.b/)", "https://a.b/", "text_link https://a.b/: https://a.b/"],
  ["an address that runs code", "[a](javascript:alert(1))", "a (javascript:alert(1))"],
  ["a file's address", "[a](./b.md)", "a (./b.md)", "code: ./b.md"],
  ["a mail address", "[a](mailto:a@b.co)", "a (mailto:a@b.co)"],
  ["autolinks", "<https://a.b/c> https://d.e/f", "https://a.b/c https://d.e/f"],
  ["an image", "![a cat](https://a.b/c.png)", "a cat", "text_link https://a.b/c.png: a cat"],
  ["a linked image", "[![a cat](https://a.b/c.png)](https://d.e/)", "a cat", "text_link https://d.e/: a cat"],
  ["a reference", "[a][1]\n\n[1]: https://a.b", "[a][1]\n\n[1]: https://a.b"],
  ["a footnote", "a[^1]\n\n[^1]: b", "a[^1]\n\n[^1]: b"],
  ["HTML", "a <b>b</b> <script>c</script>", "a <b>b</b> <script>c</script>"],
  [
    "a block of HTML",
    "<details>\n<summary>a</summary>\n**b**\n</details>",
    "<details>\n<summary>a</summary>\nb\n</details>",
    "bold: b",
  ],
  ["HTML's line breaks", "a<br>b<br/>c", "a\nb\nc"],
  ["HTML's characters", "&lt;a&gt; &amp; &#39;b&#x27; &copy; &unknown;", "<a> & 'b' © &unknown;"],
  ["HTML's characters in code", "`&lt;a&gt;`", "&lt;a&gt;", "code: &lt;a&gt;"],
  ["formulas", "$a_1 * b_2$ and \\(x_1 * y_1\\) cost $5 or $6", "$a_1 * b_2$ and \\(x_1 * y_1\\) cost $5 or $6"],
  ["a formula of several lines", "\\[\na\n+ b_1 * c_1\n\\]\nc", "\\[\na\n+ b_1 * c_1\n\\]\nc"],
  ["line ends", "a  \nb\\\nc\nd\r\ne", "a\nb\nc\nd\ne"],
  ["emoji", "**👨‍👩‍👧** 🇵🇹", "👨‍👩‍👧 🇵🇹", "bold: 👨‍👩‍👧"],
];

const blocks: Case[] = [
  ["headings", "# A *b*\ntext\n\n### C ###", "A b\ntext\n\nC", "bold: A b", "italic: b", "bold: C"],
  ["underlined headings", "A\n===\n\nB\n---\nc", "A\n\nB\nc", "bold: A", "bold: B"],
  ["a heading with code", "## The `a` b", "The a b", "bold: The", "code: a", "bold: b"],
  ["no heading without a blank", "#a ####### b", "#a ####### b"],
  ["rules", "a\n\n***\n\nb\n\n- - -", "a\n\n———\n\nb\n\n———"],
  ["a list", "- a\n* b\n+ c", "• a\n• b\n• c"],
  ["nested lists", "- a\n  - b\n    1. c\n- d", "• a\n   • b\n      1. c\n• d"],
  ["lists nested by four blanks", "1. a\n    - b\n    - c\n2. d", "1. a\n   • b\n   • c\n2. d"],
  ["numbers that repeat", "1. a\n1. b\n1. c", "1. a\n2. b\n3. c"],
  ["numbers that go on after code", "1. a\n```\nx\n```\n2. b", "1. a\nx\n2. b", "pre: x"],
  ["numbers with a bracket", "3) a\n4) b", "3) a\n4) b"],
  ["a year that begins a line", "It was\n1990. A good year.", "It was\n1990. A good year."],
  ["tasks", "- [ ] a\n- [x] b\n- [y] c", "☐ a\n☑ b\n• [y] c"],
  ["a list with paragraphs", "- a\n\n  b\n\n- c", "• a\n\n   b\n\n• c"],
  ["code in a list", "1. a\n   ```sh\n   ls\n     -l\n   ```\n2. b", "1. a\nls\n  -l\n2. b", "pre sh: ls\n  -l"],
  ["bold at the beginning of an entry", "- **a**: b", "• a: b", "bold: a"],
  ["a list after a line", "Steps:\n1. a\n2. b", "Steps:\n1. a\n2. b"],
  ["a quote", "> a\n> **b**\n\nc", "a\nb\n\nc", "blockquote: a\nb", "bold: b"],
  ["a quote that goes on lazily", "> a\nb", "a\nb", "blockquote: a\nb"],
  ["a quote with paragraphs and a list", "> a\n>\n> - b", "a\n\n• b", "blockquote: a\n\n• b"],
  ["a quote in a quote", "> a\n> > b", "a\nb", "blockquote: a\nb"],
  ["code in a quote", "> a\n> ```\n> b\n> ```\n> c", "a\nb\nc", "blockquote: a", "pre: b", "blockquote: c"],
  ["two quotes", "> a\n\n> b", "a\n\nb", "blockquote: a", "blockquote: b"],
  ["code with its language", '```Python title="x"\na = 1\n```', "a = 1", "pre python: a = 1"],
  ["languages with signs", "```c++\na\n```\n```{.r}\nb\n```", "a\nb", "pre c++: a", "pre: b"],
  ["marks within code", "```\n**a** @name /start <b>\n```", "**a** @name /start <b>", "pre: **a** @name /start <b>"],
  ["unclosed code", "a\n```js\nb\n", "a\nb", "pre js: b"],
  ["code between tildes", "~~~\n```\na\n```\n~~~", "```\na\n```", "pre: ```\na\n```"],
  ["a longer fence", "````md\n```js\na\n```\n````", "```js\na\n```", "pre md: ```js\na\n```"],
  ["a fence on one line", "```a b```", "a b", "code: a b"],
  ["code that is indented", "a\n\n    b\n\n      c\n\nd", "a\n\nb\n\n  c\n\nd", "pre: b\n\n  c"],
  ["empty code", "a\n\n```js\n```\n\nb", "a\n\nb"],
  ["code whose first line is indented, on top", "```\n  a\nb\n```", "…\n  a\nb", "pre:   a\nb"],
];

const tables: Case[] = [
  [
    "a table",
    "| Name | Price |\n|:-----|------:|\n| `a` | 1 |\n| **bb** | 20 |",
    "Name | Price\n-----+------\na    |     1\nbb   |    20",
    "pre: Name | Price\n-----+------\na    |     1\nbb   |    20",
  ],
  ["a table without bars at its edges", "a|b\n-|-\nc|d", "a | b\n--+--\nc | d", "pre: a | b\n--+--\nc | d"],
  ["columns in the middle", "|abc|d|\n|:-:|-|\n|e|f|", "abc | d\n----+--\n e  | f", "pre: abc | d\n----+--\n e  | f"],
  [
    "wide signs",
    "|a|b|\n|-|-|\n|日本|🙂|\n|c|d|",
    "a    | b\n-----+---\n日本 | 🙂\nc    | d",
    "pre: a    | b\n-----+---\n日本 | 🙂\nc    | d",
  ],
  ["bars in cells", "|a|b|\n|-|-|\n|c\\|d|e|", "a   | b\n----+--\nc|d | e", "pre: a   | b\n----+--\nc|d | e"],
  [
    "cells too many and too few",
    "|a|b|\n|-|-|\n|c|\n|d|e|f|",
    "a | b |\n--+---+--\nc |   |\nd | e | f",
    "pre: a | b |\n--+---+--\nc |   |\nd | e | f",
  ],
  ["a table between lines", "x:\n|a|\n|-|\n|b|\ny", "x:\na\n-\nb\ny", "pre: a\n-\nb"],
  ["bars without a table", "a | b\nc | d", "a | b\nc | d"],
  [
    "a table too wide for a phone",
    `| Model | What it does |\n|---|---|\n| **A** | ${"long words ".repeat(4)}|\n| B | [link](https://a.b/) |`,
    "Model: A\nWhat it does: long words long words long words long words\n\nModel: B\nWhat it does: link",
    "bold: A",
    "bold: B",
    "text_link https://a.b/: link",
  ],
];

const unsafe: Case[] = [
  ["a command", "send /start now", "send /start now", "code: /start"],
  ["a command with a bot's name", "/stop@some_bot", "/stop@some_bot", "code: /stop@some_bot"],
  ["paths and fractions", "/usr/bin and/or 1/2", "/usr/bin and/or 1/2"],
  ["a mention", "ask @some_one, a@b.co", "ask @some_one, a@b.co", "code: @some_one"],
  ["a mention in bold", "**hey @name!**", "hey @name!", "bold: hey", "code: @name", "bold: !"],
  ["a mention with a link", "[@name](https://a.b/)", "@name", "code: @name"],
  ["a command put together from marks", "/**start** /`stop`", "/start /stop", "code: /start", "code: /stop"],
  ["a command from HTML's characters", "&#47;start", "/start", "code: /start"],
  ["a mention in an address", "https://a.bc/@name", "https://a.bc/@name"],
  ["an address of the app itself", "tg://resolve?domain=a", "tg://resolve?domain=a", "code: tg://resolve?domain=a"],
  ["hidden characters", "a\u0000b\u202ec\u2066d\u0007&#8238;e", "abcde"],
  ["text from right to left", "שלום **עולם**", "שלום עולם", "bold: עולם"],
  ["half a character", "a\ud83db", "a\ufffdb"],
];

const answer = `## Quick start

To read a file **safely** in Python, use a *context manager*:

\`\`\`python
from pathlib import Path

def read(path: str) -> str:
    with open(path) as file:  # closes by itself
        return file.read()
\`\`\`

### What can go wrong?

1. **The file is missing** – you get a \`FileNotFoundError\`.
   - Check with \`Path(path).exists()\`
   - Or catch the error
2. **Wrong encoding** – pass \`encoding="utf-8"\`

| Error | When |
|-------|:----:|
| \`OSError\` | disk |
| \`UnicodeDecodeError\` | encoding |

> **Note:** See [the docs](https://docs.python.org/3/library/functions.html#open) for more.

---

Want me to show \`async\` reading too? 🙂`;

const shownAnswer = `Quick start

To read a file safely in Python, use a context manager:

from pathlib import Path

def read(path: str) -> str:
    with open(path) as file:  # closes by itself
        return file.read()

What can go wrong?

1. The file is missing – you get a FileNotFoundError.
   • Check with Path(path).exists()
   • Or catch the error
2. Wrong encoding – pass encoding="utf-8"

Error              |   When
-------------------+---------
OSError            |   disk
UnicodeDecodeError | encoding

Note: See the docs for more.

———

Want me to show async reading too? 🙂`;

const messyAnswer = `**Answer:**The value is $O(n \\log n)$
* first:**bold** text
* second
\t* tab nested
    * four nested
Some text after.
1. Step one:
\`\`\`bash
npm i
\`\`\`
1. Step two
***Important:** never run \`rm -rf /\`
\`\`\`json
{ "a": 1`;

const shownMessyAnswer = `Answer:The value is $O(n \\log n)$
• first:bold text
• second
   • tab nested
   • four nested
     Some text after.
1. Step one:
npm i
1. Step two
  *Important: never run rm -rf /
{ "a": 1`;

describe("a text in Markdown", () => {
  it.each([...inline, ...blocks, ...tables, ...unsafe])("shows %s", (_what, markdown, text, ...entities) => {
    const page = onlyPage(markdown);
    expect(page.text).toBe(text);
    expect(page.entities.map((entity) => entityWords(entity, page.text))).toEqual(entities);
  });

  it("shows a model's whole answer", () => {
    const page = onlyPage(answer);
    expect(page.text).toBe(shownAnswer);
    expect(page.entities.map(({ type }) => type).filter((type) => type === "pre" || type === "blockquote")).toEqual([
      "pre",
      "pre",
      "blockquote",
    ]);
    expect(page.entities.map((entity) => entityWords(entity, page.text))).toContain("bold: What can go wrong?");
  });

  it("shows a model's careless answer", () => {
    expect(onlyPage(messyAnswer).text).toBe(shownMessyAnswer);
  });

  it.each(["", "  \n\n ", "\u200b", "```js\n```", "<br>", "\u3164", "[](<>)"])(
    "has no page where %j is all",
    (markdown) => {
      expect(markdownPages(markdown)).toEqual([]);
    },
  );
});
