import { english } from "./english/english.ts";
import type { LanguageCode } from "./language.ts";
import { portuguese } from "./portuguese/portuguese.ts";

/** Everything that the bot says, in one language. English has the shape, and every other one must have it too. */
export type Texts = typeof english;

const byLanguage: Record<LanguageCode, Texts> = { en: english, pt: portuguese };

export function textsOf(language: LanguageCode): Texts {
  return byLanguage[language];
}
