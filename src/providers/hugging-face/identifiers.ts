/**
 * How names from outside have to be spelt before they are kept: they become keys, parts of addresses and words in
 * messages. Letters, digits, `_`, `.` and `-` are all that the Hub itself allows in an id.
 */
const modelIdPattern = /^[\w.-]+(?:\/[\w.-]+)?$/;
const namePattern = /^[\w.-]{1,100}$/;
const licencePattern = /^[\w.+-]{1,100}$/;
/** The Hub's own limit is 96. */
const longestModelId = 200;
/** A segment that means another folder in an address, or a hidden property of an object. */
const treacherousSegment = /(?:^|\/)(?:\.{1,2}|__\w+__)(?:\/|$)/;

/** An object's own hidden properties ("constructor") are no names: as keys they would be found where nothing was put. */
function isSafe(text: string): boolean {
  return !treacherousSegment.test(text) && !(text in Object.prototype);
}

/** A model's or a dataset's id as the Hub spells it ("owner/name", or "name" alone); null for anything else. */
export function hubIdOrNull(value: unknown): string | null {
  if (typeof value !== "string" || value.length > longestModelId) return null;
  return modelIdPattern.test(value) && isSafe(value) ? value : null;
}

/** The name of a host, a pipeline or a task ("hf-inference"); null for anything else. */
export function nameOrNull(value: unknown): string | null {
  return typeof value === "string" && namePattern.test(value) && isSafe(value) ? value : null;
}

/** A licence's id in lower case ("apache-2.0", "openrail++"); null for anything else. */
export function licenceIdOrNull(value: unknown): string | null {
  if (typeof value !== "string") return null;
  const licence = value.toLowerCase();
  return licencePattern.test(licence) && isSafe(licence) ? licence : null;
}
