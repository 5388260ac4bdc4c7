/** How an answer of the bench looks: some of everything, one paragraph, or one block of code. */
export type Shape = "mixed" | "paragraph" | "code";

export interface WantedAnswer {
  /** The chat that it is for; no other has its words. */
  chatId: number;
  /** One word each, with what stands around it. */
  tokens: number;
  shape: Shape;
}

/** After so many words, the Markdown of a mixed answer begins anew. */
const round = 60;
const wordsInLine = 10;

function markMixed(word: string, place: number): string {
  if (place === 0) return `\n\n## ${word}`;
  if (place < 15) return markProse(word, place);
  if (place < 30) return place % 5 === 0 ? `${place === 15 ? "\n\n" : "\n"}- ${word}` : ` ${word}`;
  if (place < 45) return markCode(word, place - 30, 15);
  return markCell(word, place - 45);
}

function markProse(word: string, place: number): string {
  if (place === 1) return `\n\n${word}`;
  if (place === 5) return ` **${word}`;
  if (place === 7) return ` ${word}**`;
  return place === 9 ? ` \`${word}\`` : ` ${word}`;
}

function markCode(word: string, place: number, words: number): string {
  const before = place === 0 ? "\n\n```ts\n" : place % wordsInLine === 0 ? "\n" : " ";
  return before + word + (place === words - 1 ? "\n```" : "");
}

/** Three in a row. */
function markCell(word: string, place: number): string {
  if (place % 3 === 0) return `${place === 0 ? "\n\n" : "\n"}| ${word} |`;
  return ` ${word} |${place === 2 ? "\n|---|---|---|" : ""}`;
}

function wordOf(chatId: number, index: number): string {
  return `p${Math.abs(chatId)}w${index}`;
}

/** The answer, token by token. */
export function tokensOf({ chatId, tokens, shape }: WantedAnswer): string[] {
  return Array.from({ length: tokens }, (_, index) => {
    const word = wordOf(chatId, index);
    if (shape === "mixed") return markMixed(word, index % round);
    return shape === "code" ? markCode(word, index, tokens) : `${index === 0 ? "" : " "}${word}`;
  });
}

/** The words of answers that a text holds, whatever stands around them. */
export function wordsIn(text: string): string[] {
  return text.match(/p\d+w\d+/g) ?? [];
}

/** Whether a text holds all words of an answer, each once and in their order, and none of another. */
export function isWhole(text: string, { chatId, tokens }: Pick<WantedAnswer, "chatId" | "tokens">): boolean {
  const words = wordsIn(text);
  return words.length === tokens && words.every((word, index) => word === wordOf(chatId, index));
}

/** What a person asks to get an answer of so many tokens. */
export function questionFor({ chatId, tokens }: Pick<WantedAnswer, "chatId" | "tokens">): string {
  return `Tell me something nice about p${Math.abs(chatId)}, in ${tokens} words please.`;
}

/** What is wanted by a question. @throws Error where it is none of `questionFor`. */
export function wantedIn(question: string): WantedAnswer {
  const [, chatId, tokens] = /about p(\d+), in (\d+) words/.exec(question) ?? [];
  if (chatId === undefined || tokens === undefined) throw new Error(`The bench asks no such question: ${question}`);
  return { chatId: Number(chatId), tokens: Number(tokens), shape: "mixed" };
}
