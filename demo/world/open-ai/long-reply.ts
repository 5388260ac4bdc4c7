const usualWords = 600;
const mostWords = 20_000;
const wordsOfParagraph = 80;

const sentences = [
  "A weathervane turns until the wind has nothing left to push.",
  "Its tail is broad, and its tip is narrow, so the tip looks into the wind.",
  "The oldest that is known stood on the Tower of the Winds in Athens, and had the shape of Triton.",
  "Cocks came later, on church towers, where everybody could see them.",
  "Who sails, flies or dries hay looks at one before anything else.",
  "It must be balanced, or it points to where its own weight pulls it.",
  "It must turn lightly, or it tells of the wind of yesterday.",
  "Between two hills it is often wrong, because the wind is.",
];

const asksForLength =
  /\bsomething long\b|\blong(?:er)?\s+(?:answer|reply|story|explanation|essay|poem)\b|\b(?:resposta|hist[óo]ria|explica[çc][ãa]o)\s+(?:mais\s+)?longa\b/i;

/** How many words an answer shall have, where the question asks for a long one ("a long answer", "500 words"); else null. */
export function wantedWords(question: string): number | null {
  const [, said] = /(\d[\d.,]*)\s*(?:words|palavras)\b/i.exec(question) ?? [];
  const isLong = asksForLength.test(question);
  if (!isLong && said === undefined) return null;
  const count = said === undefined ? usualWords : Number(said.replaceAll(/\D/g, ""));
  return isLong || count >= wordsOfParagraph ? Math.min(count, mostWords) : null;
}

/** An answer of so many words, in numbered paragraphs, so that a reader sees whether a part is missing. */
export function longReply(model: string, count: number): string {
  const words: string[] = `This is the demo's stand-in for ${model}, and no real model, which talks on and on.`.split(
    " ",
  );
  for (let paragraph = 1; words.length < count; paragraph += 1) {
    const end = words.length + wordsOfParagraph;
    words.push(`\n\n${paragraph}.`);
    for (let index = paragraph; words.length < end; index += 1) {
      words.push(...(sentences[index % sentences.length] ?? "").split(" "));
    }
  }
  return `${words.slice(0, count).join(" ").replaceAll(" \n", "\n").replace(/[,.]$/, "")}.`;
}
