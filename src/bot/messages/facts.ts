import { type CriterionName, criterionNames } from "../../domain/criteria.ts";
import type { ChoiceFacts } from "../../domain/plan.ts";
import type { Texts } from "../languages/texts.ts";

/** What a route costs. Prices are USD micros per million tokens; null is unknown. */
export interface Price {
  inputPrice: number | null;
  outputPrice: number | null;
  isFree: boolean | null;
}

/** How quick a route is; null is unknown. */
export interface Speed {
  firstTokenMs: number | null;
  tokensPerSecond: number | null;
}

/** An amount of money in USD; what is below a cent is shown to so many digits. */
function dollarWords(usd: number, { locale }: Pick<Texts, "locale">, digits: number): string {
  const style = { style: "currency", currency: "USD", currencyDisplay: "narrowSymbol" } as const;
  return new Intl.NumberFormat(locale, { ...style, maximumFractionDigits: digits }).format(usd);
}

function dollars(micros: number | null, texts: Texts): string {
  return micros === null ? texts.common.unknown : dollarWords(micros / 1_000_000, texts, 4);
}

/** Below so many USD nanos, six digits would show less than two of them. */
const smallNanos = 10_000;

/** What calls have cost, of USD nanos. */
export function costWords(nanos: number, texts: Pick<Texts, "locale">): string {
  return dollarWords(nanos / 1_000_000_000, texts, nanos < smallNanos ? 9 : 6);
}

/** How long something takes: "850 ms", "2.4 s". */
export function waitWords(milliseconds: number, texts: Texts): string {
  return milliseconds < 1_000
    ? `${Math.round(milliseconds)} ms`
    : `${new Intl.NumberFormat(texts.locale, { maximumFractionDigits: 1 }).format(milliseconds / 1_000)} s`;
}

export function priceWords({ inputPrice, outputPrice, isFree }: Price, texts: Texts): string {
  if (isFree) return texts.facts.free;
  if (inputPrice === null && outputPrice === null) return texts.facts.priceUnknown;
  return texts.facts.price(dollars(inputPrice, texts), dollars(outputPrice, texts));
}

export function speedWords({ firstTokenMs, tokensPerSecond }: Speed, texts: Texts): string {
  const number = (value: number, digits: number) =>
    new Intl.NumberFormat(texts.locale, { maximumFractionDigits: digits }).format(value);
  const words = [
    ...(firstTokenMs === null ? [] : [texts.facts.firstToken(number(firstTokenMs / 1000, 2))]),
    ...(tokensPerSecond === null ? [] : [texts.facts.speed(number(tokensPerSecond, 0))]),
  ];
  return words.length > 0 ? words.join(", ") : texts.facts.latencyUnknown;
}

/** A number that a person has set, with the language's own decimal sign. */
export function amountWords(amount: number, { locale }: Pick<Texts, "locale">): string {
  return new Intl.NumberFormat(locale, { maximumFractionDigits: 3 }).format(amount);
}

/** A share of 0 to 1, rounded down: 997 of 1,000 are not all, and a lower bound of 20.8 % is none of 21 %. */
export function percentWords(share: number, { locale }: Pick<Texts, "locale">): string {
  return new Intl.NumberFormat(locale, { style: "percent", roundingMode: "floor" }).format(share);
}

/** An amount of money in USD, such as a budget. */
export function budgetWords(usd: number, texts: Pick<Texts, "locale">): string {
  return dollarWords(usd, texts, 6);
}

/** To one decimal, with the language's own decimal sign. */
export function scoreWords(score: number, texts: Texts): string {
  return new Intl.NumberFormat(texts.locale, { minimumFractionDigits: 1, maximumFractionDigits: 1 }).format(score);
}

/** "popularity 71, performance 92 (82 to 97), recency 88, compatibility ?": the ends of the interval where they are known. */
export function componentWords(
  { components, ability }: Pick<ChoiceFacts, "components" | "ability">,
  { facts }: Texts,
): string {
  const words = (name: CriterionName) => {
    const value = components[name];
    const interval = name === "performance" && ability ? ` (${facts.interval(ability.low, ability.high)})` : "";
    return `${facts.criteria[name]} ${value === null ? "?" : Math.round(value)}${interval}`;
  };
  return criterionNames.map(words).join(", ");
}
