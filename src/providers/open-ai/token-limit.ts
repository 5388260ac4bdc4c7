import type { ChatInput } from "../../domain/input.ts";
import { amountOrNull } from "../../shared/foreign-json.ts";

/** The most tokens that an answer may have by the caller's word, under OpenAI's names for it; null where it sets none. */
export function tokenLimitOf(options: ChatInput["options"]): number | null {
  return amountOrNull(options.max_completion_tokens) ?? amountOrNull(options.max_tokens);
}
