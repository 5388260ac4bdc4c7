/** Short words that are frequent in English and are none in Portuguese. */
const words =
  /(?:^|[\s("])(the|is|are|was|were|with|which|has|have|had|not|than|its?|of|on|by|at|and|but|so|there|this|that|could|cannot|be|or|from|expected|received)(?=$|[\s.,;:)"])/i;

/** A word of English in a text; null where there is none. What stands in quotes, and what is a name, may be anything. */
export function englishIn(text: string): string | null {
  return words.exec(text.replace(/"[^"]*"|\S*[/_.]\w\S*/g, ""))?.[1] ?? null;
}
