import { usualError } from "./api-error.ts";
import { type DemoModel, versionOf, wireModel, wireVersion } from "./model.ts";
import { demoCollections } from "./models.ts";
import type { Route } from "./route.ts";
import { modelOf } from "./state.ts";

function page(results: unknown[], next: string | null = null) {
  return { previous: null, next, results };
}

/** Models in which every word of the query stands, somewhere. */
function matching(models: readonly DemoModel[], query: string): DemoModel[] {
  const words = query.toLowerCase().split(/\W+/).filter(Boolean);
  const textOf = ({ id, description, tags }: DemoModel) => [id, description, ...tags].join(" ").toLowerCase();
  return models.filter((model) => words.every((word) => textOf(model).includes(word)));
}

/** The account, the collections, the models and their versions. */
export const catalogueRoutes: readonly Route[] = [
  {
    method: "GET",
    path: /^\/v1\/account$/,
    answer: () => ({ type: "user", username: "demo", name: "Demo User", github_url: "https://github.com/demo" }),
  },
  {
    method: "GET",
    path: /^\/v1\/hardware$/,
    answer: () => [
      { name: "CPU", sku: "cpu" },
      { name: "Nvidia T4 GPU", sku: "gpu-t4" },
      { name: "Nvidia A100 (80GB) GPU", sku: "gpu-a100-large" },
    ],
  },
  {
    method: "GET",
    path: /^\/v1\/collections$/,
    answer: () => page(Object.entries(demoCollections).map(([slug, facts]) => ({ slug, ...facts }))),
  },
  {
    method: "GET",
    path: /^\/v1\/collections\/([\w-]+)$/,
    answer({ state, parts: [slug = ""] }) {
      const facts = Object.hasOwn(demoCollections, slug) ? demoCollections[slug] : undefined;
      if (!facts) throw usualError(404);
      const models = state.models.filter(({ collections }) => collections.includes(slug));
      return { slug, ...facts, full_description: null, models: models.map(wireModel) };
    },
  },
  {
    method: "QUERY",
    path: /^\/v1\/models$/,
    answer: ({ state, body }) => page(matching(state.models, body.toString("utf8")).map(wireModel)),
  },
  {
    method: "GET",
    path: /^\/v1\/search$/,
    answer({ state, url }) {
      const query = url.searchParams.get("query");
      if (!query) throw usualError(400, { detail: 'Query parameter "query" is required' });
      const found = matching(state.models, query).slice(0, Number(url.searchParams.get("limit") ?? 20));
      const models = found.map((model) => ({
        model: wireModel(model),
        metadata: { generated_description: model.description, tags: model.tags, score: 1 },
      }));
      return { query, models, collections: [], pages: [] };
    },
  },
  {
    method: "GET",
    path: /^\/v1\/models$/,
    answer({ state, url, root }) {
      const sorted = state.models.toSorted((a, b) => b.createdAt.localeCompare(a.createdAt));
      const from = Number(Buffer.from(url.searchParams.get("cursor") ?? "", "base64url").toString() || 0);
      const end = from + state.pageSize;
      const cursor = Buffer.from(String(end)).toString("base64url");
      const next = end < sorted.length ? `${root}/v1/models?cursor=${cursor}` : null;
      return page(sorted.slice(from, end).map(wireModel), next);
    },
  },
  {
    method: "GET",
    path: /^\/v1\/models\/([\w.-]+\/[\w.-]+)$/,
    answer: ({ state, parts: [id = ""] }) => wireModel(modelOf(state, id)),
  },
  {
    method: "GET",
    path: /^\/v1\/models\/([\w.-]+\/[\w.-]+)\/versions$/,
    answer: ({ state, parts: [id = ""] }) => page([wireVersion(modelOf(state, id))]),
  },
  {
    method: "GET",
    path: /^\/v1\/models\/([\w.-]+\/[\w.-]+)\/versions\/([\w-]+)$/,
    answer({ state, parts: [id = "", version] }) {
      const model = modelOf(state, id);
      if (versionOf(model) !== version) throw usualError(404);
      return wireVersion(model);
    },
  },
];
