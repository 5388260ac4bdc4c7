import type { FormattedString } from "@grammyjs/parse-mode";
import { longestMessage } from "../split.ts";
import type { Block } from "./block.ts";
import { isBalanced, longestSign, placeToCut } from "./cut.ts";
import { type Lex, lexInline } from "./lexer.ts";
import { OpenBlock } from "./open-block.ts";
import { PageBuilder } from "./page-builder.ts";
import { type Piece, renderBlock } from "./render.ts";
import { withoutHidden } from "./safety.ts";
import { BlockScanner } from "./scanner.ts";

/** A text in Markdown, as it comes from a model, as messages that Telegram takes. */
export interface MarkdownPages {
  /** More of the text, as a model streams it (any cut, also inside a surrogate pair or a mark). */
  add(text: string): void;
  /** Pages that are full: they never change any more. Each is given once. */
  takeFull(): FormattedString[];
  /** The page that is still being written, as it would look now. May be empty. */
  current(): FormattedString;
  /** At the end: what is left, as pages. Empty where nothing is left. */
  finish(): FormattedString[];
}

export interface MarkdownPagesOptions {
  /** In UTF-16 units; 4096 unless told otherwise, and no fewer than 40. */
  longestPage?: number;
  /** Telegram leaves out what is beyond 100 without a word. */
  mostEntities?: number;
  /** Reads the marks of a paragraph; is never given more than about a page at once. */
  lex?: Lex;
}

/** Telegram's own limit, in entities. */
const mostEntities = 100;

class Pages implements MarkdownPages {
  readonly #longest: number;
  readonly #lex: Lex;
  readonly #builder: PageBuilder;
  readonly #scanner: BlockScanner;
  /** What came and is not yet a whole line. */
  #pending = "";
  /** The pending text goes on with a line whose beginning was too long to wait for its end. */
  #isRestOfLine = false;
  #shown: FormattedString | null = null;

  constructor(options: Required<MarkdownPagesOptions>) {
    this.#longest = options.longestPage;
    this.#lex = options.lex;
    this.#builder = new PageBuilder(options);
    this.#scanner = new BlockScanner(new OpenBlock({ longest: options.longestPage }));
  }

  add(text: string): void {
    this.#pending += withoutHidden(text);
    this.#shown = null;
  }

  takeFull(): FormattedString[] {
    this.#readLines();
    return this.#builder.takeFull();
  }

  current(): FormattedString {
    this.#readLines();
    this.#shown ??= this.#preview();
    return this.#shown;
  }

  finish(): FormattedString[] {
    this.#readLines();
    if (this.#pending !== "") this.#readLine(this.#pending);
    this.#pending = "";
    this.#shown = null;
    this.#scanner.open.close();
    this.#placeClosed(this.#scanner, this.#builder);
    this.#builder.finish();
    return this.#builder.takeFull();
  }

  /** Reads the whole lines that came, and the beginning of one that is longer than a page. */
  #readLines(): void {
    const text = this.#pending;
    const tooLong = this.#longest + longestSign;
    let start = 0;
    let end = text.indexOf("\n");
    for (;;) {
      const isOpen = end === -1;
      if ((isOpen ? text.length : end) - start > tooLong)
        start += this.#readBeginning(text.slice(start, start + tooLong));
      else if (isOpen) break;
      else {
        this.#readLine(text.slice(start, end));
        this.#isRestOfLine = false;
        start = end + 1;
        end = text.indexOf("\n", start);
      }
    }
    this.#pending = text.slice(start);
    this.#reserveLine(this.#pending);
  }

  /** Reads as much of a long line as fits a page; answers how much that is. */
  #readBeginning(line: string): number {
    const cut = placeToCut(line, this.#longest, isBalanced);
    this.#reserveLine(line);
    this.#readLine(line.slice(0, cut));
    this.#scanner.open.breakLine(/\s$/.test(line.slice(0, cut)) ? " " : "");
    this.#placeClosed(this.#scanner, this.#builder);
    this.#isRestOfLine = true;
    return cut;
  }

  #readLine(line: string): void {
    this.#reserveLine(line);
    this.#scan(this.#scanner, line);
    this.#placeClosed(this.#scanner, this.#builder);
    this.#builder.reserve(Math.max(0, this.#scanner.open.size - 1));
  }

  /** Where no block is open, a line begins one: of at least the line's length, as far as that can be known already. */
  #reserveLine(line: string): void {
    const { length } = line.slice(0, this.#longest).trim();
    const { open } = this.#scanner;
    if (length > 0 && (open.block === null || open.awaitsRest)) this.#builder.reserve(length);
  }

  #scan(scanner: BlockScanner, line: string): void {
    if (this.#isRestOfLine) scanner.restOfLine(line.toWellFormed());
    else scanner.line(line.toWellFormed());
  }

  #placeClosed(scanner: BlockScanner, builder: PageBuilder): void {
    for (const block of scanner.open.takeClosed()) for (const piece of this.#render(block)) builder.place(piece);
  }

  #render(block: Block): Piece[] {
    return renderBlock(block, { lex: this.#lex, longest: this.#longest });
  }

  /** The page as it would be if the text ended here. */
  #preview(): FormattedString {
    const scanner = this.#scanner.copy();
    // The other half of a character may be on its way.
    const line = this.#pending.replace(/[\ud800-\udbff]$/, "");
    if (line !== "" && !scanner.mayClose(line)) this.#scan(scanner, line);
    scanner.open.close();
    return this.#builder.preview(scanner.open.takeClosed().flatMap((block) => this.#render(block)));
  }
}

/**
 * Renders Markdown while it comes; what it costs grows with the length of the text alone, however often the pages are
 * asked for. Broken marks stay as text, and nothing in the text becomes a command or calls anybody.
 */
export function createMarkdownPages(options: MarkdownPagesOptions = {}): MarkdownPages {
  return new Pages({ longestPage: longestMessage, mostEntities, lex: lexInline, ...options });
}

/** A whole text at once, as messages that Telegram takes; none where there is nothing to see. */
export function markdownPages(text: string): FormattedString[] {
  const pages = createMarkdownPages();
  pages.add(text);
  return [...pages.takeFull(), ...pages.finish()];
}
