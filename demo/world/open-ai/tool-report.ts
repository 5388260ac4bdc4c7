const mostLines = 12;
const longestLine = 300;
const longestText = 600;

/** What tools have answered, in words: lists and tables of facts one a line, texts as they are. */
export function inWords(result: string): string {
  const value = parsed(result);
  if (value === undefined) return `The tool says: “${shortened(result)}”.`;
  const lines = linesOf(value);
  const shown = lines.slice(0, mostLines).map((line) => `- ${line.slice(0, longestLine)}`);
  const more = lines.length > mostLines ? [`- … and ${lines.length - mostLines} more`] : [];
  return ["I have looked it up:", "", ...shown, ...more].join("\n");
}

function shortened(text: string): string {
  return text.length > longestText ? `${text.slice(0, longestText).toWellFormed()}…` : text;
}

function parsed(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}

function linesOf(value: unknown): string[] {
  if (Array.isArray(value)) return value.map(sentenceOf);
  return Object.entries(Object(value)).flatMap(([name, inner]) =>
    Array.isArray(inner) && inner.length > 0
      ? inner.map((each) => sentenceOf(each))
      : [`**${name}**: ${sentenceOf(inner)}`],
  );
}

function sentenceOf(value: unknown): string {
  if (value === null || value === undefined) return "nothing";
  if (typeof value !== "object") return String(value);
  if (Array.isArray(value)) return value.map(sentenceOf).join("; ");
  return Object.entries(value)
    .filter(([, inner]) => inner !== null && typeof inner !== "object")
    .map(([name, inner]) => `${name}: ${sentenceOf(inner)}`)
    .join(", ");
}
