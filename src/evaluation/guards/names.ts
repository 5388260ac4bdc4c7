/** The owner's part of an id, "" where it has none. */
export function ownerOf(model: string): string {
  const slash = model.indexOf("/");
  return slash < 0 ? "" : model.slice(0, slash);
}

/** The model's own part of an id. */
export function nameOf(model: string): string {
  return model.slice(model.indexOf("/") + 1);
}

/** Letters of other alphabets that look like Latin ones (a selection of Unicode's confusables, UTS 39). */
const homoglyphs: Readonly<Record<string, string>> = {
  а: "a",
  в: "b",
  е: "e",
  һ: "h",
  і: "l",
  ј: "j",
  к: "k",
  ӏ: "l",
  м: "m",
  о: "o",
  р: "p",
  с: "c",
  т: "t",
  у: "y",
  х: "x",
  α: "a",
  ε: "e",
  ι: "l",
  κ: "k",
  ν: "v",
  ο: "o",
  ρ: "p",
  τ: "t",
  υ: "u",
  χ: "x",
  ı: "l",
};

/** Letters and digits that stand for one another: what looks alike becomes the same. */
const lookAlikes: Readonly<Record<string, string>> = {
  "0": "o",
  "1": "l",
  i: "l",
  "|": "l",
  "3": "e",
  "4": "a",
  "5": "s",
  "7": "t",
  "8": "b",
};

/** A text as a hurried eye sees it: without case, accents and the difference between characters that look alike. */
function folded(text: string): string {
  const plain = text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const letters = [...plain].map((each) => homoglyphs[each] ?? lookAlikes[each] ?? each).join("");
  return letters.replaceAll("rn", "m").replaceAll("vv", "w");
}

const separators = /[-_. ]+/;

/** What is put behind, or before, a known name to look like its bearer. */
const affixes: ReadonlySet<string> = new Set(
  ["official", "ai", "hq", "org", "team", "labs", "lab", "inc", "real", "the", "hf", "model", "models", "llm"].map(
    folded,
  ),
);

/** Shorter names have too many neighbours by chance. */
const shortestForm = 4;

/**
 * The forms of an owner's name in which it may be mistaken for another: folded, with its separators left out, and that
 * without words such as "official". The first is the whole name.
 */
export function formsOf(owner: string): readonly string[] {
  const words = owner
    .split(separators)
    .map(folded)
    .filter((word) => word !== "");
  const whole = words.join("");
  const core = words.filter((word) => !affixes.has(word)).join("");
  const glued = [...affixes].find((affix) => affix.length > 1 && whole.endsWith(affix)) ?? "";
  const shortened = whole.slice(0, whole.length - glued.length);
  return [whole, ...new Set([core, shortened])].filter(
    (form, at, all) => (at === 0 || form.length >= shortestForm) && all.indexOf(form) === at,
  );
}

/** An owner's name, folded, with one sign for all separators. */
export function spellingOf(owner: string): string {
  return owner.split(separators).map(folded).join("-");
}

/** The words of a model's name, in lower case: "Qwen3-32B.v2" has "qwen3", "32b" and "v2". */
export function wordsOf(name: string): string[] {
  return name
    .toLowerCase()
    .split(separators)
    .filter((word) => word !== "");
}

const separatorRuns = /[-_. ]+/g;

/** A model's name, by which two with the same words are found. */
export function nameKey(name: string): string {
  return name.toLowerCase().replace(separatorRuns, "-");
}
