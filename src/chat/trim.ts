import type { Turn } from "../domain/conversation.ts";

/** Characters of Latin script to a token, rather too few: what is trimmed has to fit. */
const latinPerToken = 3.5;
/** What stands around a message in a model's own form of a chat. */
const perMessage = 8;

/** About how many tokens a text has at most: a character of another script than Latin may be one by itself. */
export function mostTokensOf(text: string): number {
  let others = 0;
  for (let index = 0; index < text.length; index += 1) if (text.charCodeAt(index) > 0x24f) others += 1;
  return Math.ceil((text.length - others) / latinPerToken) + others + perMessage;
}

/** The newest turns that fit into so many tokens, the oldest first. */
export function newestTurns(turns: readonly Turn[], tokens: number): Turn[] {
  let left = tokens;
  let first = turns.length;
  for (; first > 0; first -= 1) {
    const turn = turns[first - 1];
    if (turn === undefined) break;
    left -= mostTokensOf(turn.question) + mostTokensOf(turn.answer);
    if (left < 0) break;
  }
  return turns.slice(first);
}
