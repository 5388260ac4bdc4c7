const withTools = /\btools?\b|\bpython\b|\bbrows(?:er|ing)\b|\bsearch\b/i;
const withoutTools = /\b(?:no|without|w\/o)[- ]?(?:tools?|python|browsing|search)\b/i;

/**
 * Whether a result's notes say that the model had tools at hand. Nothing prescribes their words: "tools", "no-tools" and
 * "with python" have been seen.
 */
export function saysTools(notes: unknown): boolean {
  return typeof notes === "string" && withTools.test(notes) && !withoutTools.test(notes);
}
