import { recordOrNull, recordsIn, textOrNull } from "../../shared/foreign-json.ts";
import { RefusedAnswer } from "../../shared/http-failure.ts";
import { CallError } from "../invocation.ts";

/** How servers name what they do not know in a request that asks for usage. */
const usageNotUnderstood = /stream_options|include_usage/;

/**
 * Where in the request a fault is, in JSON (`"loc": ["body", "stream_options"]`, FastAPI) and as Python writes it within
 * a message (`'loc': ('body', 'stream_options')`, vLLM).
 */
const place = /\\?["']loc\\?["']\s*:\s*[[(]([^\])]*)/g;

/** The part of the request that pydantic shows with a fault. */
const shownInput = /input_value=.*?(?:, input_type=|$)/gs;

function parsedOrNull(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return null;
  }
}

/** What the answer says of its fault; all of it where it is no JSON. */
function wordsOf(body: string): string {
  const answer = recordOrNull(parsedOrNull(body));
  if (answer === null) return body;
  const error = recordOrNull(answer.error);
  const told = [answer.error, error?.message, error?.param, answer.message, answer.param, answer.detail];
  const details = recordsIn(answer.detail).map(({ msg }) => msg);
  return [...told, ...details].map(textOrNull).join("\n");
}

/**
 * Whether a call was refused since the server does not know the question for usage. Many servers show the whole request
 * in their refusal, so only what they say of the fault counts, and where they say that it is.
 */
export function isAboutUsage(error: unknown): boolean {
  if (!(error instanceof CallError) || (error.code !== 400 && error.code !== 422)) return false;
  if (!(error.cause instanceof RefusedAnswer)) return false;
  const { body } = error.cause;
  if (!usageNotUnderstood.test(body)) return false;
  const places = [...body.matchAll(place)];
  if (places.length > 0) return places.some(([, where = ""]) => usageNotUnderstood.test(where));
  return usageNotUnderstood.test(wordsOf(body).replace(shownInput, ""));
}
