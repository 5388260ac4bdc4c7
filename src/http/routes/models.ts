import type { MiddlewareHandler } from "hono";
import { findModel, listModels } from "../open-ai/model-list.ts";
import { errorBody } from "../open-ai/refusal.ts";
import type { Serving } from "../open-ai/serving.ts";
import { unknownModel } from "../open-ai/target.ts";
import type { Route } from "../route.ts";

type ModelServing = Pick<Serving, "configuration">;

/** `GET /v1/models`: the tasks and the configured models, in OpenAI's shape. */
export function modelsRoute(guard: MiddlewareHandler, { configuration }: ModelServing): Route {
  return {
    method: "GET",
    path: "/v1/models",
    handlers: [guard, (context) => context.json({ object: "list", data: listModels(configuration()) })],
  };
}

/** `GET /v1/models/{id}`: one of them, by the id of the listing or by a model's bare id. */
export function modelRoute(guard: MiddlewareHandler, { configuration }: ModelServing): Route {
  return {
    method: "GET",
    // Ids hold slashes.
    path: "/v1/models/:id{.+}",
    handlers: [
      guard,
      (context) => {
        const id = context.req.param("id") ?? "";
        const model = findModel(id, configuration());
        if (model !== null) return context.json(model);
        return context.json(errorBody(unknownModel(id, configuration()).refusal), 404);
      },
    ],
  };
}
