import { parseMultipart } from "../telegram/multipart.ts";
import { usualError } from "./api-error.ts";
import type { DemoModel } from "./model.ts";
import type { Route, RouteContext } from "./route.ts";
import { advance, finish, isOver, modelOfVersion, newRun, wireRun } from "./runs.ts";
import { modelOf, runOf, storeFile, wireFile } from "./state.ts";

type Json = Record<string, unknown>;

function jsonOf(body: Buffer): Json {
  try {
    const value: unknown = JSON.parse(body.toString("utf8"));
    if (typeof value === "object" && value !== null && !Array.isArray(value)) return value as Json;
  } catch {
    // Falls through to the error.
  }
  throw usualError(400);
}

function start({ state, headers, root }: RouteContext, model: DemoModel, body: Json): unknown {
  const input = body.input;
  if (typeof input !== "object" || input === null) throw usualError(422, { detail: "- input is required\n" });
  const run = newRun({
    model,
    input: input as Json,
    mind: state.minds.of(model.id, null),
    fault: state.runFaults.take((fault) => fault.model === undefined || fault.model === model.id),
    now: state.now(),
    cancelAfter: headers["cancel-after"]?.toString() ?? null,
  });
  state.runs.set(run.id, run);
  // A request that waits is answered at the end.
  if (headers.prefer?.toString().startsWith("wait")) finish(run);
  return wireRun(run, root);
}

/** Predictions and files. */
export const runRoutes: readonly Route[] = [
  {
    method: "POST",
    path: /^\/v1\/predictions$/,
    status: 201,
    answer(context) {
      const body = jsonOf(context.body);
      return start(context, modelOfVersion(context.state.models, body.version), body);
    },
  },
  {
    method: "POST",
    path: /^\/v1\/models\/([\w.-]+\/[\w.-]+)\/predictions$/,
    status: 201,
    answer(context) {
      const model = modelOf(context.state, context.parts[0] ?? "");
      // By their names, only official models are called.
      if (!model.isOfficial) throw usualError(404);
      return start(context, model, jsonOf(context.body));
    },
  },
  {
    method: "GET",
    path: /^\/v1\/predictions$/,
    answer: ({ state, root }) => ({
      previous: null,
      next: null,
      results: [...state.runs.values()].reverse().map((run) => wireRun(run, root)),
    }),
  },
  {
    method: "GET",
    path: /^\/v1\/predictions\/([\w-]+)$/,
    answer({ state, root, parts: [id] }) {
      const run = runOf(state, id);
      advance(run);
      return wireRun(run, root);
    },
  },
  {
    method: "POST",
    path: /^\/v1\/predictions\/([\w-]+)\/cancel$/,
    answer({ state, root, parts: [id] }) {
      const run = runOf(state, id);
      if (!isOver(run)) run.status = "canceled";
      return wireRun(run, root);
    },
  },
  {
    method: "POST",
    path: /^\/v1\/files$/,
    status: 201,
    answer({ state, root, headers, body }) {
      const form = parseMultipart(body, headers["content-type"] ?? "");
      const content = form?.uploads.get("content");
      if (!form || !content) throw usualError(400, { detail: "Missing content" });
      const metadata = form.uploads.get("metadata")?.bytes.toString("utf8") ?? form.fields.metadata ?? "{}";
      const file = {
        name: content.name,
        type: content.contentType,
        bytes: content.bytes,
        metadata: JSON.parse(metadata),
      };
      return wireFile(storeFile(state, file), root);
    },
  },
  {
    method: "GET",
    path: /^\/v1\/files$/,
    answer: ({ state, root }) => ({
      previous: null,
      next: null,
      results: [...state.files.values()].map((file) => wireFile(file, root)),
    }),
  },
  {
    method: "GET",
    path: /^\/v1\/files\/([\w-]+)$/,
    answer({ state, root, parts: [id = ""] }) {
      const file = state.files.get(id);
      if (!file) throw usualError(404);
      return wireFile(file, root);
    },
  },
  {
    method: "DELETE",
    path: /^\/v1\/files\/([\w-]+)$/,
    status: 204,
    answer({ state, parts: [id = ""] }) {
      if (!state.files.delete(id)) throw usualError(404);
    },
  },
];
