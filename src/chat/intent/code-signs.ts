/** What is looked at of a text on either side, for anything but a fence. */
const edge = 500;
/** One line that looks like code is not much: people write "if (...)" too. */
const fewestLines = 2;

const traces: readonly RegExp[] = [
  /Traceback \(most recent call last\)/,
  /^\s{0,20}at [^\n(]{1,150}\([^\n)]{1,200}:\d{1,7}/m,
  /File "[^"\n]{1,200}", line \d/,
  /Exception in thread "/,
  /\b(?:Type|Reference|Syntax|Name|Value|Key|Index|Attribute|Import|ModuleNotFound|Range|Runtime)Error: /,
  /\b(?:NullPointer|IllegalArgument|ClassCast|IndexOutOfBounds)Exception\b/,
  /\berror(?: TS\d{3,5}|\[E\d{4}\])/,
  /Segmentation fault|^panic: |^fatal error: /m,
];

const statements: readonly RegExp[] = [
  /\b(?:def|function|func|fn) \w{1,60}\(/,
  /\b(?:SELECT|select) [^\n]{1,200} (?:FROM|from) \w{1,60} (?:WHERE|where|JOIN|join|ORDER|order|GROUP|group|LIMIT)\b/,
  /\bconsole\.log\(|\bSystem\.out\.print|\bpublic static void\b|^#include </m,
  /<(?:!DOCTYPE html|div|script|html|body|table)\b[^>\n]{0,200}>/i,
];

const codeLine =
  /(?:[=({,)\]][^\n]{0,200};|\{|\});?$|^(?:import|from|const|let|var|def|class|return|public|private|#include|elif|if|for|while|print)\b[^\n]{0,200}[=({:;)]$/;

function edgesOf(text: string): string {
  return text.length > 2 * edge ? `${text.slice(0, edge)}\n${text.slice(-edge)}` : text;
}

/** Whether a text holds code or what a program says when it fails: a fence anywhere, or lines at its edges. */
export function hasCode(text: string): boolean {
  if (text.includes("```")) return true;
  const edges = edgesOf(text);
  if ([...traces, ...statements].some((pattern) => pattern.test(edges))) return true;
  return edges.split("\n").filter((line) => codeLine.test(line.trim())).length >= fewestLines;
}
