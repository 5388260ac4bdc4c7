import { AnswerBrokenError } from "../../routing/errors.ts";
import { readWholeAnswer } from "../../routing/whole-answer.ts";
import { type DirectRoute, sendJson } from "../direct.ts";
import { answerHeaders, attemptsHeader } from "../open-ai/answer-headers.ts";
import { watchAnswer } from "../open-ai/answer-watch.ts";
import { embeddingList } from "../open-ai/embedding-list.ts";
import { parseEmbeddingRequest } from "../open-ai/embedding-request.ts";
import { askRouter, type Call, createPostRoute } from "../open-ai/post-route.ts";
import type { Serving } from "../open-ai/serving.ts";
import { orUnserved } from "../open-ai/target.ts";

async function answerEmbeddings(call: Call, text: string, serving: Serving): Promise<void> {
  const { model, input, encoding, person } = parseEmbeddingRequest(text);
  const asked = await askRouter({ model, ask: input, person }, call, serving);
  const watch = watchAnswer(asked, call, serving);
  try {
    const whole = await readWholeAnswer(asked.answer.events, watch.see);
    const attempts = asked.answer.attempts();
    const vectors = whole.data?.kind === "embeddings" ? whole.data.vectors : [];
    if (vectors.length !== input.texts.length) {
      const sentence = `The model gave ${vectors.length} vectors for ${input.texts.length} texts. Ask another one.`;
      throw new AnswerBrokenError(sentence, { attempts });
    }
    const outflow = { outgoing: call.outgoing, clock: serving.clock };
    sendJson(outflow, {
      status: 200,
      headers: { ...answerHeaders(call.requestId, whole.route), ...attemptsHeader(attempts) },
      body: embeddingList({ vectors, encoding, model: whole.route?.model ?? model, usage: whole.usage }),
    });
  } catch (error) {
    throw orUnserved(error, asked.target);
  } finally {
    watch.end();
  }
}

/** `POST /v1/embeddings`, in OpenAI's shapes. */
export function embeddingsRoute(serving: Serving): DirectRoute {
  return createPostRoute("/v1/embeddings", serving, (call, body) => answerEmbeddings(call, body, serving));
}
