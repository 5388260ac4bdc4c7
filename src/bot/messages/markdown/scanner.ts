import { type Block, emptyBlock } from "./block.ts";
import { closesFence, dedent, type Fence, indentOf, mayCloseFence, openingFence } from "./code.ts";
import { formulaCloser, headingText, interruptsParagraph, isRule, isSetextLine } from "./line-kinds.ts";
import { type ListLevel, type ListMarker, listMarker, listsAround, listsAt, visibleMarker } from "./list.ts";
import type { Ending, OpenBlock } from "./open-block.ts";
import { unquoted } from "./quote.ts";
import { alignmentsOf, isRow } from "./table.ts";

/** Blanks that make a line code, in columns. */
const codeIndent = 4;

/**
 * Finds the blocks of a text line by line. What it says about a line never depends on later lines, so that a stream can
 * be rendered as it comes; and a block that grows beyond `longest` units is closed and goes on as another.
 */
export class BlockScanner {
  readonly open: OpenBlock;
  #lists: ListLevel[] = [];
  #quote: number | null = null;
  #quotes = 0;
  #quoteDepth = 0;
  #afterBlank = false;
  /** Empty lines that belong to indented code if more of it comes. */
  #blankLines = 0;

  constructor(open: OpenBlock) {
    this.open = open;
  }

  copy(): BlockScanner {
    const copy = new BlockScanner(this.open.copy());
    copy.#lists = this.#lists;
    copy.#quote = this.#quote;
    copy.#quotes = this.#quotes;
    copy.#afterBlank = this.#afterBlank;
    copy.#blankLines = this.#blankLines;
    return copy;
  }

  /** Whether a line that is still being written may end the open code: it would look odd as a line of it. */
  mayClose(line: string): boolean {
    const fence = this.#openFence();
    return fence !== null && mayCloseFence(unquoted(line, fence.quoteDepth).rest, fence);
  }

  /** A whole line, without its end. */
  line(line: string): void {
    const fence = this.#openFence();
    if (fence && this.#codeLine(line, fence)) return;
    const { depth, rest } = unquoted(line);
    this.#quoteDepth = depth;
    if (depth > 0) this.#enterQuote();
    else if (this.#quote !== null && !this.#isLazy(line)) this.#leaveQuote();
    const content = depth > 0 ? rest : line;
    if (content.trim() === "") this.#blankLine();
    else if (!this.#belongsToOpen(content)) this.#newContent(content);
  }

  /** What follows of a line that was too long to come at once. */
  restOfLine(rest: string): void {
    const body = rest.trim();
    if (this.open.block?.kind === "code") this.open.lengthen(rest);
    else if (body !== "" && this.open.block) this.open.add(body);
    else if (body !== "") this.#start({ ...emptyBlock("paragraph"), lines: [body] });
  }

  #openFence(): Fence | null {
    return this.open.block === null ? null : (this.open.ending.fence ?? null);
  }

  #isInParagraph(): boolean {
    return this.open.block?.kind === "paragraph";
  }

  /** A line within code between fences; false where the code ended before it, as its quote did. */
  #codeLine(line: string, fence: Fence): boolean {
    const { depth, rest } = unquoted(line, fence.quoteDepth);
    const isOutside = depth === 0 && fence.quoteDepth > 0;
    if (isOutside || closesFence(rest, fence)) this.open.close();
    else this.open.add(dedent(rest, fence.indent));
    return !isOutside;
  }

  #enterQuote(): void {
    if (this.#quote !== null) return;
    this.open.close();
    this.#lists = [];
    this.#quotes += 1;
    this.#quote = this.#quotes;
  }

  #leaveQuote(): void {
    this.open.close();
    this.#quote = null;
    this.#lists = [];
  }

  /** Whether a line without ">" goes on with the paragraph of a quote. */
  #isLazy(line: string): boolean {
    const body = line.trim();
    return this.#isInParagraph() && body !== "" && listMarker(body) === null && !interruptsParagraph(body);
  }

  #blankLine(): void {
    if (this.open.block?.kind === "code") this.#blankLines += 1;
    else this.open.close();
    this.#afterBlank = true;
  }

  /** Whether a line goes on with the open formula, code or table, or makes another thing of the open paragraph. */
  #belongsToOpen(line: string): boolean {
    const body = line.trim();
    switch (this.open.block?.kind) {
      case "formula":
        return this.#formulaLine(body);
      case "code":
        return this.#indentedLine(line);
      case "table":
        return this.#tableLine(body);
      case "paragraph":
        return this.#becomesTable(body) || this.#becomesHeading(body);
      default:
        return false;
    }
  }

  #formulaLine(body: string): boolean {
    this.open.add(body);
    const { closer } = this.open.ending;
    if (closer !== undefined && body.includes(closer)) this.open.close();
    return true;
  }

  #indentedLine(line: string): boolean {
    const base = this.#textIndent() + codeIndent;
    if (indentOf(line) < base) {
      this.open.close();
      return false;
    }
    for (; this.#blankLines > 0; this.#blankLines -= 1) this.open.add("");
    this.open.add(dedent(line, base));
    return true;
  }

  #tableLine(body: string): boolean {
    if (isRow(body)) this.open.add(body);
    else this.open.close();
    return isRow(body);
  }

  #becomesTable(body: string): boolean {
    const head = this.open.block?.lines.at(-1);
    const alignments = head === undefined ? null : alignmentsOf(body, head);
    if (head === undefined || alignments === null) return false;
    const separator = this.open.closeWithoutLastLine();
    this.#start({ ...emptyBlock("table"), lines: [head], alignments, separator });
    return true;
  }

  #becomesHeading(body: string): boolean {
    if (this.open.block?.sign !== "" || !isSetextLine(body)) return false;
    this.open.closeAs("heading");
    return true;
  }

  #newContent(line: string): void {
    const body = line.trim();
    const indent = indentOf(line);
    const marker = isRule(body) ? null : listMarker(body);
    if (this.#isIndentedCode(indent, marker)) this.#startIndented(line);
    else if (marker && this.#mayStartEntry(marker)) this.#startEntry(marker, indent);
    else if (this.#isInParagraph() && !interruptsParagraph(body)) this.open.add(body);
    else {
      this.#lists = listsAround(this.#lists, indent);
      this.#startBlock(body, indent);
    }
  }

  #isIndentedCode(indent: number, marker: ListMarker | null): boolean {
    const isEntry = marker !== null && this.#lists.length > 0;
    return !this.#isInParagraph() && !isEntry && indent >= this.#textIndent() + codeIndent;
  }

  /** Within a paragraph only what is surely an entry starts a list: "1990. That was…" does not. */
  #mayStartEntry({ number, rest }: ListMarker): boolean {
    if (!this.#isInParagraph()) return true;
    const isUsual = number === null || number === 1 || this.#lists.some((list) => list.number !== null);
    return isUsual && (rest !== "" || this.#lists.length > 0);
  }

  /** Where the text of the innermost entry begins. */
  #textIndent(): number {
    return this.#lists.at(-1)?.textIndent ?? 0;
  }

  #startIndented(line: string): void {
    this.#blankLines = 0;
    this.#start({ ...emptyBlock("code"), lines: [dedent(line, this.#textIndent() + codeIndent)] });
  }

  #startEntry(marker: ListMarker, indent: number): void {
    this.#lists = listsAt(this.#lists, indent, marker);
    const { sign, rest } = visibleMarker(marker, this.#lists.at(-1) ?? { number: null });
    const heading = headingText(rest);
    const fence = openingFence(rest, { indent: this.#textIndent(), quoteDepth: this.#quoteDepth });
    const words = fence ? "" : (heading ?? rest);
    this.#start({ ...emptyBlock("paragraph"), lines: words === "" ? [] : [words], sign });
    if (heading !== null) this.open.closeAs("heading");
    if (fence) this.#startBlock(rest, this.#textIndent());
  }

  #startBlock(body: string, indent: number): void {
    const fence = openingFence(body, { indent, quoteDepth: this.#quoteDepth });
    const heading = headingText(body);
    const closer = formulaCloser(body);
    if (fence) this.#start({ ...emptyBlock("code"), language: fence.language }, { fence });
    else if (closer !== null) this.#start({ ...emptyBlock("formula"), lines: [body] }, { closer });
    else if (heading !== null) this.#start({ ...emptyBlock("heading"), lines: [heading] });
    else this.#start(isRule(body) ? emptyBlock("rule") : { ...emptyBlock("paragraph"), lines: [body] });
    if (heading !== null || isRule(body)) this.open.close();
  }

  /** Where the block says nothing else, it stands on a new line, or behind an empty one if the source has it so. */
  #start(block: Block, ending: Ending = {}): void {
    const separator = this.#afterBlank ? "\n\n" : block.separator;
    this.open.start({ ...block, separator, quote: this.#quote, level: this.#lists.length }, ending);
    this.#afterBlank = false;
  }
}
