import type { InlineKeyboardButton } from "grammy/types";
import type { Candidate, ServedRoute } from "../../domain/candidate.ts";
import { classifyLicence } from "../../domain/licence.ts";
import type { ModelInspection } from "../../pipeline/inspect-model.ts";
import { toTimestamp } from "../../shared/clock.ts";
import type { Texts } from "../languages/texts.ts";
import type { Content } from "../messages/content.ts";
import { priceWords, speedWords } from "../messages/facts.ts";
import { bold, code, dotted, type FormattedString, fmt, lines, paragraphs } from "../messages/formatting.ts";
import type { Moments } from "../messages/moments.ts";
import { modelName } from "../model-names.ts";
import { servesWords } from "./model-tasks.ts";
import { waitingButtons } from "./waiting-content.ts";
import { shareWords } from "./watch/test-words.ts";
import { trialButton } from "./watch/trial-buttons.ts";

export interface ModelWording {
  texts: Texts;
  moments: Moments;
  /** The policy's threshold, in points. */
  minimumScore: number;
  /** What a trial gets, 0 to 1; null where none can be begun. */
  trialShare: number | null;
}

const shownRoutes = 10;
const shownFaults = 2;

/** As the trade writes them in every language: a locale's own "27.8bn" or "27,8 mM" is not how a model is called. */
const units = [
  [1e9, "B"],
  [1e6, "M"],
  [1e3, "k"],
] as const;

function compact(count: number | null, { locale, common }: Texts): string {
  if (count === null) return common.unknown;
  const [size, suffix] = units.find(([least]) => count >= least) ?? [1, ""];
  const digits = count / size < 100 ? 1 : 0;
  return new Intl.NumberFormat(locale, { maximumFractionDigits: digits }).format(count / size) + suffix;
}

function licenceWords(licence: string | null, { model: words }: Texts): string {
  return licence === null ? words.noLicence : words.licence(licence, words.licenceClasses[classifyLicence(licence)]);
}

function gatingWords({ isGated }: Candidate, { model: words }: Texts): string | null {
  if (isGated === null) return words.gatingUnknown;
  return isGated ? words.gated : null;
}

function factWords(candidate: Candidate, { texts, moments }: ModelWording): FormattedString {
  const { model: words } = texts;
  const { licence, isDisabled, parameters, quantization, createdAt, downloads, likes } = candidate;
  return lines(
    fmt`🔎 ${code(candidate.model)}`,
    isDisabled && words.disabled,
    licenceWords(licence, texts),
    gatingWords(candidate, texts),
    dotted(parameters !== null && words.parameters(compact(parameters, texts)), quantization),
    createdAt !== null && words.created(moments.relative(toTimestamp(createdAt))),
    // Who installs models on a machine of their own does not count such things.
    (downloads ?? likes) !== null && words.used(compact(downloads, texts), compact(likes, texts)),
  );
}

/** What is unknown of a route that is not paid by the token is not worth a word. */
function costWords(route: ServedRoute, texts: Texts): string | null {
  const isKnown = route.isFree !== null || route.inputPrice !== null || route.outputPrice !== null;
  return isKnown || route.interface === "chat" ? priceWords(route, texts) : null;
}

function paceWords(route: ServedRoute, texts: Texts): string | null {
  return route.firstTokenMs === null && route.tokensPerSecond === null ? null : speedWords(route, texts);
}

function routeWords(route: ServedRoute, provider: string, texts: Texts): FormattedString {
  const { model: words } = texts;
  const state = words.statuses[route.status];
  return lines(
    fmt`• ${bold(route.host ?? provider)}, ${route.interface}: ${route.isAdapter ? words.adapter : state}`,
    costWords(route, texts),
    paceWords(route, texts),
    dotted(
      route.contextLength !== null && words.context(compact(route.contextLength, texts)),
      route.supportsTools && words.tools,
    ),
  );
}

/** What can be used first, the cheapest of it before the others. */
function compareRoutes(a: ServedRoute, b: ServedRoute): number {
  const standing = ({ status, isAdapter }: ServedRoute) => (status === "live" && !isAdapter ? 0 : 1);
  const price = ({ outputPrice }: ServedRoute) => outputPrice ?? Number.MAX_SAFE_INTEGER;
  return standing(a) - standing(b) || price(a) - price(b);
}

function routesWords({ routes, provider }: Candidate, texts: Texts): FormattedString {
  const { model: words } = texts;
  if (routes.length === 0) return words.noRoutes;
  const shown = [...routes].sort(compareRoutes).slice(0, shownRoutes);
  const more = routes.length - shown.length;
  return lines(
    words.routes,
    ...shown.map((route) => routeWords(route, provider, texts)),
    more > 0 && words.andMore(more),
  );
}

/** What can be done with the model, to be copied by a tap: an id may be longer than a button can carry. */
function commandWords(
  { provider, model, serves, isQuarantined }: ModelInspection,
  { model: words }: Texts,
): FormattedString {
  const best = serves.find(({ pinned }) => !pinned);
  return lines(
    words.commands,
    best && code(`/pin ${best.task} ${modelName({ provider, model })}`),
    isQuarantined && code(`/approve ${model}`),
    code(`/ignore ${model}`),
  );
}

/** *Try on 10%*, for the task that the model would serve best and does not serve already. */
function trialRow(inspection: ModelInspection, { texts, trialShare }: ModelWording): InlineKeyboardButton[][] {
  const best = inspection.serves.find(
    ({ evaluation, isPrimary, pinned }) => evaluation.eligible && !isPrimary && !pinned,
  );
  if (trialShare === null || best === undefined) return [];
  const words = texts.trial.beginFor(best.task, shareWords(trialShare, texts));
  return [[trialButton(best.task, inspection, words)]];
}

/** All that is known of a model, as a person reads it on a phone. */
export function modelContent(inspection: ModelInspection, wording: ModelWording): Content {
  const { candidate, errors, isQuarantined } = inspection;
  const { texts } = wording;
  const faults = errors.slice(0, shownFaults).map((error) => texts.sentence(error));
  return {
    text: paragraphs(
      factWords(candidate, wording),
      routesWords(candidate, texts),
      servesWords(inspection, wording),
      commandWords(inspection, texts),
      faults.length > 0 && lines(texts.model.faults, ...faults),
    ),
    buttons: isQuarantined ? [waitingButtons(inspection, texts, false)] : trialRow(inspection, wording),
  };
}
