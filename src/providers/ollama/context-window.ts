import { type Endpoint, headersOf, readJson } from "../open-ai/endpoint.ts";
import type { ChatRequest } from "./chat-request.ts";
import { readLoadedModels } from "./schema.ts";

/**
 * The context in tokens that Ollama gives a model on a small machine where nobody says otherwise (its documentation,
 * "How can I specify the context window size?"). What does not fit is left out without a word.
 */
const leastDefault = 4_096;
/** Room for the answer where the request does not limit it, in tokens. */
const usualAnswer = 1_024;
/** What a picture takes of the context, in tokens: most models make it 256 to 1,600. */
const tokensPerPicture = 1_024;
/** So long may the server take to say what is loaded, in milliseconds: it knows it by heart. */
const loadedMs = 1_000;
/** Bytes of text to a token: of English it is about 4, of code and of other scripts fewer. */
const bytesPerToken = 3;

/** The tokens that a request and its answer need, by a careful guess. */
export function tokensNeeded({ messages, tools, options }: ChatRequest): number {
  let pictures = 0;
  const text = JSON.stringify([messages, tools], (key, value: unknown) => {
    if (key !== "images" || !Array.isArray(value)) return value;
    pictures += value.length;
    return undefined;
  });
  const answer = typeof options.num_predict === "number" ? options.num_predict : usualAnswer;
  return Math.ceil(Buffer.byteLength(text) / bytesPerToken) + pictures * tokensPerPicture + answer;
}

/** The context in tokens with which the model is in memory; 0 where it is not, or where that is not told in time. */
async function loadedContext(model: string, { endpoint, signal }: { endpoint: Endpoint; signal: AbortSignal }) {
  const either = AbortSignal.any([signal, endpoint.clock.deadline(loadedMs)]);
  try {
    // A part of the call, so it goes the call's way: listings may keep their own busy for as long as they take.
    const options = { headers: headersOf(endpoint), signal: either };
    const answer = await endpoint.poster.get(`${endpoint.baseUrl}/api/ps`, options);
    return readLoadedModels(await readJson(endpoint, answer, either)).get(model) ?? 0;
  } catch {
    // Then it is not known to be loaded; whether the server is there at all, the call itself will tell.
    signal.throwIfAborted();
    return 0;
  }
}

/**
 * The context to ask for; null where the request fits into any, or into that with which the model is loaded: to ask for
 * another would load it anew. In powers of two, so that a conversation that grows does not do so with every message.
 * More than the model was trained for does no harm: Ollama takes what it has.
 */
export async function contextWindowFor(
  request: ChatRequest,
  { endpoint, model, signal }: { endpoint: Endpoint; model: string; signal: AbortSignal },
): Promise<number | null> {
  const needed = tokensNeeded(request);
  if (needed <= leastDefault) return null;
  if ((await loadedContext(model, { endpoint, signal })) >= needed) return null;
  return 2 ** Math.ceil(Math.log2(needed));
}
