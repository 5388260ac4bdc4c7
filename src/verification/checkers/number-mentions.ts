/** A number in a text, by what it may mean: "1.000" is one to some, and a thousand to others. */
export interface NumberMention {
  /** Where it ends in the text. */
  end: number;
  values: readonly number[];
  /** "not 42" */
  isDenied: boolean;
}

const grouped = /^\d{1,3}(?:[.,'’_ ]\d{3})+$/;
const number = /\d+(?:[.,'’_]\d+)*(?: \d{3}(?!\d))*/g;

/** TeX's ways of writing numbers, as plain ones; Markdown's marks are left out. */
export function plainNumbers(text: string): string {
  return text
    .normalize("NFKC")
    .replace(/\{,\}/g, ",")
    .replace(/\\[,;!]/g, "")
    .replace(/\\(?:text|mathrm|mathbf)\{([^{}]{0,40})\}/g, "$1")
    .replace(/[*`$]/g, "")
    .replace(/[−–](?=\d)/g, "-");
}

function readGroups(digits: string): number | null {
  if (!grouped.test(digits)) return null;
  const separators = new Set(digits.replace(/\d/g, ""));
  return separators.size === 1 ? Number(digits.replace(/\D/g, "")) : null;
}

/** With a separator of thousands before one of decimals, or one of decimals alone. */
function readDecimal(digits: string): number | null {
  const at = digits.search(/[.,](?=\d+$)/);
  const whole = at === -1 ? digits : digits.slice(0, at);
  // "1,234,000" has no decimals.
  if (at !== -1 && whole.includes(digits.charAt(at))) return null;
  const plain = /^\d+$/.test(whole) ? Number(whole) : readGroups(whole);
  if (plain === null) return null;
  return at === -1 ? plain : plain + Number(`0.${digits.slice(at + 1)}`);
}

function valuesOf(digits: string, sign: number): number[] {
  const values = [readGroups(digits), readDecimal(digits)].filter((value) => value !== null);
  return [...new Set(values)].map((value) => sign * value);
}

/** A minus, and neither a hyphen within a word nor a dash between two numbers. */
function isNegative(before: string): boolean {
  return before.endsWith("-") && !/(?:[\p{L}\p{N})]|[\p{N})]\s+)-$/u.test(before.slice(-12));
}

/** The numbers of a text, which is made plain already. Those that are parts of names ("H2O") are left out. */
export function numberMentions(text: string): NumberMention[] {
  const found: NumberMention[] = [];
  for (const match of text.matchAll(number)) {
    const before = text.slice(Math.max(0, match.index - 24), match.index);
    if (/[\p{L}_]-?$/u.test(before)) continue;
    const values = valuesOf(match[0], isNegative(before) ? -1 : 1);
    const isDenied = /(?:\bnot|n['’]t|\bnever|\bno)\s+(?:is\s+|be\s+|equal\s+)?[^\p{L}\p{N}]{0,3}$/iu.test(before);
    if (values.length > 0) found.push({ end: match.index + match[0].length, values, isDenied });
  }
  return found;
}
