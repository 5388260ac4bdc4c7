import { Lexer, Marked, type Token, type TokenizerExtension, type Tokens } from "marked";

/**
 * Formulas as LaTeX marks them: \( \), \[ \], $$ $$ and $ $ (no blank inside the marks, no digit behind: "$5 or $6" is
 * no formula).
 */
const formulaMarks = /^(?:\$\$[^$]+\$\$|\\\([\s\S]+?\\\)|\\\[[\s\S]+?\\\]|\$(?![\s$])[^$\n]*?(?<![\s\\])\$(?!\d))/;

function place(index: number): number | undefined {
  return index === -1 ? undefined : index;
}

/** Formulas stay as they are: their "_" and "*" are no marks, and their backslashes belong to them. */
const formula: TokenizerExtension = {
  name: "formula",
  level: "inline",
  start: (source) => place(source.search(/\$|\\[([]/)),
  tokenizer: (source): Tokens.Generic | undefined => {
    const raw = formulaMarks.exec(source)?.[0];
    return raw === undefined ? undefined : { type: "formula", raw };
  },
};

const boldMarks = /^\*\*(?!\s)((?:[^*`\n]|`[^`\n]*`)+)(?<!\s)\*\*/;

/**
 * "**Note:**text" and "它是**“重要”**的": Markdown wants a blank or a sign outside where a sign stands inside the stars;
 * models, and all who write without blanks, do not.
 */
const closeBold: TokenizerExtension = {
  name: "close-bold",
  level: "inline",
  start: (source) => place(source.indexOf("**")),
  tokenizer(source): Tokens.Generic | undefined {
    const [raw, text] = boldMarks.exec(source) ?? [];
    if (raw === undefined || text === undefined || !/^[\p{P}\p{S}]|[\p{P}\p{S}]$/u.test(text)) return undefined;
    return { type: "strong", raw, text, tokens: this.lexer.inlineTokens(text) };
  },
};

const dialect = new Marked({ gfm: true, extensions: [formula, closeBold] });

/** Reads the marks within a line or a paragraph. */
export type Lex = (source: string) => Token[];

/** marked's own reading, of GitHub's dialect. @throws whatever marked throws at texts that it cannot read. */
export function lexInline(source: string): Token[] {
  // A tokenizer keeps the lexer that it serves: each reading has its own.
  return Lexer.lexInline(source, { ...dialect.defaults, tokenizer: null });
}
