import type { AnyRoute } from "./direct.ts";
import type { Serving } from "./open-ai/serving.ts";
import { chatCompletionsRoute } from "./routes/chat-completions.ts";
import { embeddingsRoute } from "./routes/embeddings.ts";
import { metricsRoute } from "./routes/metrics.ts";
import { modelRoute, modelsRoute } from "./routes/models.ts";
import { type Readiness, readyzRoute } from "./routes/readyz.ts";
import { createTokenCheck, requireToken, type TokenOptions } from "./token.ts";

/** Without a token everything but `/readyz` answers that it must be set. */
export interface ProgramRoutesOptions extends Omit<Serving, "checkToken">, TokenOptions {
  ready(): Promise<Readiness>;
}

/** The addresses for other programs: OpenAI's below /v1, `/metrics`, and `/readyz`, which is open to all. */
export function programRoutes(options: ProgramRoutesOptions): AnyRoute[] {
  const checkToken = createTokenCheck(options);
  const guard = requireToken(checkToken);
  const serving: Serving = { ...options, checkToken };
  return [
    chatCompletionsRoute(serving),
    embeddingsRoute(serving),
    modelsRoute(guard, serving),
    modelRoute(guard, serving),
    metricsRoute(guard, options.metrics),
    readyzRoute(options.ready),
  ];
}
