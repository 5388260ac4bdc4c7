export const languageCodes = ["en", "pt"] as const;
export type LanguageCode = (typeof languageCodes)[number];

/** Each language in its own words. */
export const languageNames: Record<LanguageCode, string> = { en: "English", pt: "Português" };

/** The language for a Telegram `language_code` ("pt-br"): English where there is none of ours. */
export function languageOf(code: string | undefined): LanguageCode {
  const [primary = ""] = (code ?? "").toLowerCase().split("-");
  return languageCodes.find((each) => each === primary) ?? "en";
}
