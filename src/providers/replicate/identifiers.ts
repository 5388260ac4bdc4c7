/**
 * How names from outside have to be spelt before they are kept: they become keys, parts of addresses and words in
 * messages.
 */
const modelIdPattern = /^[\w-][\w.-]{0,99}\/[\w-][\w.-]{0,99}$/;
const wordPattern = /^[\w-]{1,100}$/;

/** A model's id ("owner/name"); null for anything else. */
export function modelIdOrNull(owner: unknown, name: unknown): string | null {
  const id = `${owner}/${name}`;
  return typeof owner === "string" && typeof name === "string" && modelIdPattern.test(id) ? id : null;
}

/** Whether a text is spelt like a model's id. */
export function isModelId(text: string): boolean {
  return modelIdPattern.test(text);
}

/** The id of a version or a prediction; null for anything else. */
export function wordOrNull(value: unknown): string | null {
  return typeof value === "string" && wordPattern.test(value) ? value : null;
}
