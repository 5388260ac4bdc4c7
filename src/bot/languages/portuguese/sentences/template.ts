/**
 * A sentence of the program's own with `{placeholders}`, and the same in another language. `{name}` is one word that
 * stays as it is (an id, a host); `{name:kind}` is one of the kinds below. What stands in `[]` may be missing: its
 * counterpart is left out where its placeholders have found nothing.
 */
export type Template = readonly [english: string, other: string];

type Translate = (text: string) => string;

/** What a placeholder takes, as a regular expression without groups of its own, and how the other language says it. */
interface Kind {
  pattern: string;
  say(text: string, translate: Translate): string;
}

const asItIs = (text: string) => text;
/** No further than its sentence. */
const inSentence = "(?:(?!\\.[\"')]*;? )[^\\n])+?";
const listing = "(?:tag|pipeline|model):[^\\s,]+";

const kinds = {
  word: { pattern: "\\S+?", say: asItIs },
  /** "89.3", "1.2M": with the decimal sign of the other language. */
  number: { pattern: "\\d+(?:\\.\\d+)?[KMBT]?", say: (text) => text.replace(".", ",") },
  dollars: { pattern: "\\$\\d+(?:\\.\\d+)?", say: (text) => `${text.slice(1).replace(".", ",")}\u00a0$` },
  /** "131,072": grouped as the other language does. */
  count: { pattern: "\\d[\\d,]*", say: (text) => Number(text.replaceAll(",", "")).toLocaleString("pt-PT") },
  /** A file, whose name may hold spaces. */
  path: { pattern: "(?:(?![.:;] )[^\\n])+?", say: asItIs },
  /** Listings by their names: "tag:conversational, model:acme/x". */
  listings: { pattern: `${listing}(?:, ${listing})*`, say: asItIs },
  /** Somebody else's words, such as names with commas between. */
  text: { pattern: inSentence, say: asItIs },
  /** A value in a list of faults. */
  value: { pattern: "(?:(?!; )[^\\n])+?", say: asItIs },
  /** Somebody else's words in quotes and parentheses, whatever they are. */
  quoted: { pattern: '(?:(?!"\\)).)+?', say: asItIs },
  /** Anything, to the end or over several lines. */
  anything: { pattern: ".+?", say: asItIs },
  /** A part of a sentence that is a template itself. */
  phrase: { pattern: inSentence, say: (text, translate) => translate(text) },
  /** A server, as a sentence begins with it: a few words, so that a long text is not searched for its end. */
  source: { pattern: "\\S+?(?: \\S+?){0,7}?", say: (text, translate) => translate(text) },
  /** Phrases with commas between. */
  phrases: { pattern: inSentence, say: (text, translate) => text.split(", ").map(translate).join(", ") },
  /** One of a list: a phrase, or sentences. */
  item: { pattern: "(?:(?!; )[^\\n])+?", say: (text, translate) => translate(text) },
  /** Whole sentences. */
  said: { pattern: ".+?", say: (text, translate) => translate(text) },
} satisfies Record<string, Kind> as Record<string, Kind>;

const placeholders = /\{(\w+)(?::(\w+))?\}/g;
/** The same, to split at: without groups of its own. */
const fixedBetween = /\{\w+(?::\w+)?\}/;

/** Fixed parts at even places, parts that may be missing at odd ones. */
function partsOf(text: string): string[] {
  return text.split(/[[\]]/);
}

function escaped(text: string): string {
  return text.replace(/[.*+?^$(){}|\\/]/g, "\\$&");
}

/** The pattern of one part; notes the kinds of its placeholders. */
function patternOf(part: string, found: Map<string, Kind>): string {
  let pattern = "";
  let end = 0;
  for (const { 0: whole, 1: name = "", 2: kindName = "word", index } of part.matchAll(placeholders)) {
    const kind = kinds[kindName];
    if (!kind) throw new Error(`No placeholder is of the kind "${kindName}": ${part}`);
    found.set(name, kind);
    pattern += `${escaped(part.slice(end, index))}(?<${name}>${kind.pattern})`;
    end = index + whole.length;
  }
  return pattern + escaped(part.slice(end));
}

interface Compiled {
  /** Fixed texts at its ends, and the longest there is: whether they fit takes a moment, and a pattern may take long. */
  start: string;
  end: string;
  landmark: string;
  pattern: RegExp;
  kinds: ReadonlyMap<string, Kind>;
  /** The parts of the other language. */
  parts: readonly string[];
  /** How much of it is fixed. */
  weight: number;
}

function compile([english, other]: Template): Compiled {
  const found = new Map<string, Kind>();
  const patterns = partsOf(english).map((part, at) =>
    at % 2 === 0 ? patternOf(part, found) : `(?:${patternOf(part, found)})?`,
  );
  const fixed = partsOf(english).flatMap((part, at) => (at % 2 === 0 ? part.split(fixedBetween) : []));
  return {
    start: fixed.at(0) ?? "",
    end: fixed.at(-1) ?? "",
    landmark: fixed.reduce((a, b) => (b.length > a.length ? b : a), ""),
    pattern: new RegExp(`^${patterns.join("")}$`, "s"),
    kinds: found,
    parts: partsOf(other),
    weight: english.replace(placeholders, "").length,
  };
}

function mayFit({ start, end, landmark }: Compiled, text: string): boolean {
  return text.startsWith(start) && text.endsWith(end) && text.includes(landmark);
}

/** A template's words with what its placeholders have taken; null where the text is another one. */
function fill(template: Compiled, text: string, translate: Translate): string | null {
  const { pattern, kinds: found, parts } = template;
  const match = mayFit(template, text) ? pattern.exec(text) : null;
  if (match === null) return null;
  const said = (name: string) => {
    const value = match.groups?.[name];
    return value === undefined ? null : (found.get(name)?.say(value, translate) ?? value);
  };
  return parts
    .map((part, at) => {
      const names = [...part.matchAll(placeholders)].map(([, name = ""]) => name);
      if (at % 2 === 1 && names.some((name) => said(name) === null)) return "";
      return part.replace(placeholders, (_whole, name: string) => said(name) ?? "");
    })
    .join("");
}

/** Where one sentence, or one reason of a list, ends and the next begins. */
const seams = /(?<=[.!?]["')]*) (?=\S)|; /g;

/** No template is longer; without a limit, a list of hundreds of pieces would take seconds. */
const mostPieces = 8;

/** A longer text is not one of the program's own sentences, and could keep a pattern busy. */
const longestText = 4_000;

/** Within a list or brackets a sentence may lack its full stop, and a phrase at the end of a sentence has one. */
function withOtherEnd(text: string): string {
  return text.endsWith(".") ? text.slice(0, -1) : `${text}.`;
}

/**
 * Makes a function that says texts of the program's own in another language: by the template that fits, or piece by
 * piece where a text is several lines, sentences or reasons. A piece that no template fits stays as it is.
 */
export function createTranslator(templates: readonly Template[]): Translate {
  const compiled = templates.map(compile).sort((a, b) => b.weight - a.weight);

  function exactly(text: string): string | null {
    for (const template of compiled) {
      const filled = fill(template, text, translate);
      if (filled !== null) return filled;
    }
    return null;
  }

  function whole(text: string): string | null {
    const said = exactly(text);
    if (said !== null) return said;
    const other = exactly(withOtherEnd(text));
    return other === null ? null : withOtherEnd(other);
  }

  /** The longest beginning that a template fits, or else the first piece as it is; then what follows. */
  function pieceByPiece(text: string): string {
    const ends = [...text.matchAll(seams)].map(({ 0: seam, index }) => ({ seam, index }));
    for (const { seam, index } of ends.slice(0, mostPieces).reverse()) {
      const beginning = whole(text.slice(0, index));
      if (beginning !== null) return beginning + seam + translate(text.slice(index + seam.length));
    }
    const [first] = ends;
    if (!first) return text;
    const next = first.index + first.seam.length;
    return text.slice(0, next) + translate(text.slice(next));
  }

  function line(text: string): string {
    const [indent = ""] = /^ */.exec(text) ?? [];
    const words = text.slice(indent.length);
    return indent + (whole(words) ?? pieceByPiece(words));
  }

  function translate(text: string): string {
    if (text.length > longestText) return text;
    return whole(text) ?? text.split("\n").map(line).join("\n");
  }

  return translate;
}
