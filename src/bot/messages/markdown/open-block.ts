import { type Block, emptyBlock } from "./block.ts";
import type { Fence } from "./code.ts";

/** How an open block ends, where it takes more than its kind to know. */
export interface Ending {
  /** Of code between fences. */
  fence?: Fence;
  /** Of a formula of several lines. */
  closer?: string;
}

/** The block that more lines may belong to, and those that are complete. None is longer than `longest` and one line. */
export class OpenBlock {
  readonly #longest: number;
  #block: Block | null = null;
  #ending: Ending = {};
  /** UTF-16 units of its source. */
  #size = 0;
  #closed: Block[] = [];

  constructor({ longest }: { longest: number }) {
    this.#longest = longest;
  }

  /** A copy without the complete blocks. */
  copy(): OpenBlock {
    const copy = new OpenBlock({ longest: this.#longest });
    copy.#block = this.#block && { ...this.#block, lines: [...this.#block.lines] };
    copy.#ending = this.#ending;
    copy.#size = this.#size;
    return copy;
  }

  get block(): Readonly<Block> | null {
    return this.#block;
  }

  get ending(): Ending {
    return this.#ending;
  }

  get size(): number {
    return this.#size;
  }

  /** Blocks that are complete since the last call. */
  takeClosed(): Block[] {
    const closed = this.#closed;
    this.#closed = [];
    return closed;
  }

  start(block: Block, ending: Ending = {}): void {
    this.close();
    this.#open(block, ending);
  }

  close(): void {
    if (this.#block) this.#closed.push(this.#block);
    this.#block = null;
    this.#size = 0;
  }

  closeAs(kind: Block["kind"]): void {
    if (this.#block) this.#block.kind = kind;
    this.close();
  }

  /** Takes back the last line; what is left is complete. Answers what stood before the block where nothing is left. */
  closeWithoutLastLine(): Block["separator"] {
    const block = this.#block;
    block?.lines.pop();
    if (!block || block.lines.length > 0 || block.sign !== "") {
      this.close();
      return "\n";
    }
    this.#block = null;
    return block.separator === "\n\n" ? "\n\n" : "\n";
  }

  add(line: string): void {
    if (!this.#block) return;
    if (this.#size + line.length > this.#longest) this.#goOn(line, "\n");
    else {
      this.#block.lines.push(line);
      this.#size += line.length + 1;
    }
  }

  /**
   * The last line was too long to come at once: the block is complete, and what follows of the line goes on with it as
   * another, behind `separator`. Code stays as it is, as it may be cut between lines alone.
   */
  breakLine(separator: Block["separator"]): void {
    const block = this.#block;
    if (!block || block.kind === "code") return;
    this.close();
    if (block.kind === "table") return;
    this.#open({ ...block, lines: [], sign: "", separator, continued: true }, this.#ending);
  }

  /** Whether the line's rest that it was opened for is still to come. */
  get awaitsRest(): boolean {
    return this.#block?.continued === true && this.#block.lines.length === 0;
  }

  /** More of the last line of code. */
  lengthen(rest: string): void {
    const lines = this.#block?.lines ?? [];
    const last = lines.at(-1);
    if (last === undefined || this.#size + rest.length > this.#longest) this.add(rest);
    else {
      lines[lines.length - 1] = last + rest;
      this.#size += rest.length;
    }
  }

  #goOn(line: string, separator: Block["separator"]): void {
    const block = this.#block;
    if (!block) return;
    const head = block.kind === "table" ? block.lines.slice(0, 1) : [];
    this.#closed.push(block);
    const rest = { ...emptyBlock(block.kind), ...block, lines: [...head, line], sign: "", separator, continued: true };
    this.#open(rest, this.#ending);
  }

  #open(block: Block, ending: Ending): void {
    this.#block = block;
    this.#ending = ending;
    this.#size = block.lines.reduce((sum, line) => sum + line.length + 1, 0);
  }
}
