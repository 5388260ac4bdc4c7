import { globSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { describe, expect, it } from "vitest";

const root = resolve(import.meta.dirname, "..");

/**
 * The layers, the outermost first: a file may import from its own part and from what stands further down. Parts of one
 * layer do not import one another, but for what `also` allows.
 */
const layers: string[][] = [
  ["src/bin"],
  [
    "src/main.ts",
    "src/composition.ts",
    "src/open-answers.ts",
    "src/open-chat.ts",
    "src/open-providers.ts",
    "src/open-proving.ts",
    "src/open-surfaces.ts",
  ],
  ["src/cli", "src/bot", "src/http"],
  ["src/app.ts", "src/service.ts", "src/surface.ts", "src/surfaces.ts"],
  ["src/notices"],
  ["src/operations"],
  ["src/scheduler"],
  ["src/pipeline", "src/chat"],
  [
    "src/discovery",
    "src/evaluation",
    "src/verification",
    "src/planning",
    "src/model-config",
    "src/history",
    "src/routing",
    "src/learning",
    "src/watching",
  ],
  ["src/local-policy", "src/schemas.ts"],
  ["src/policy-file.ts"],
  ["src/settings.ts", "src/policy.ts", "src/providers/provider.ts", "src/store/store.ts", "src/pictures"],
  ["src/providers/invocation.ts"],
  ["src/shared"],
  ["src/domain"],
];

/** Providers are reached by the registry alone, and the registry by the program's composition alone. */
const providerFolders = ["hugging-face", "openai-compatible", "ollama", "replicate"].map(
  (each) => `src/providers/${each}`,
);
const registry = "src/providers/registry.ts";
/** What providers share among themselves. */
const providerTools = [
  "src/providers/dependencies.ts",
  "src/providers/failure-kind.ts",
  "src/providers/status-meaning.ts",
  "src/providers/open-ai",
];
const contracts = ["src/providers/provider.ts", "src/providers/invocation.ts"];
/** What stands behind a contract: whoever uses it is handed it by the composition. */
const implementations = [...providerFolders, ...providerTools, registry, "src/store"];
const also: Record<string, string[]> = {
  "src/main.ts": ["src/composition.ts"],
  "src/service.ts": ["src/app.ts", "src/surface.ts", "src/surfaces.ts"],
  "src/surfaces.ts": ["src/surface.ts"],
  "src/composition.ts": [
    "src/open-answers.ts",
    "src/open-chat.ts",
    "src/open-providers.ts",
    "src/open-proving.ts",
    "src/store",
    "src/open-surfaces.ts",
    registry,
    ...providerFolders,
    ...providerTools,
    "src/app.ts",
    "src/service.ts",
    "src/surface.ts",
  ],
  "src/open-providers.ts": [registry, ...providerTools, "src/providers/hugging-face/benchmark-cache.ts"],
  "src/open-surfaces.ts": ["src/open-answers.ts"],
  "src/open-proving.ts": ["src/open-answers.ts"],
  "src/open-chat.ts": ["src/open-answers.ts"],
  [registry]: [...providerFolders, ...providerTools, "src/policy.ts", ...contracts, "src/shared", "src/domain"],
  "src/store": ["src/store", "src/shared", "src/domain"],
  ...Object.fromEntries(
    [...providerFolders, ...providerTools].map((part) => [
      part,
      [
        ...contracts,
        ...providerTools,
        "src/settings.ts",
        "src/policy.ts",
        "src/providers/hugging-face/benchmark-cache.ts",
        "src/shared",
        "src/domain",
      ],
    ]),
  ),
};
/** What each part may use of packages that belong to one part only. */
const packageOwners: Record<string, string[]> = {
  commander: ["src/cli"],
  "cli-table3": ["src/cli"],
  ora: ["src/cli"],
  grammy: ["src/bot"],
  "@grammyjs/runner": ["src/bot"],
  "@grammyjs/parse-mode": ["src/bot"],
  marked: ["src/bot/messages/markdown"],
  "fastest-levenshtein": ["src/bot", "src/evaluation/guards"],
  hono: ["src/http"],
  "@hono/node-server": ["src/http"],
  "@resvg/resvg-js": ["src/pictures"],
  "node-schedule": ["src/scheduler"],
  "@huggingface/hub": ["src/providers/hugging-face"],
  "@huggingface/inference": ["src/providers/hugging-face"],
  ollama: ["src/providers/ollama"],
  replicate: ["src/providers/replicate"],
  cockatiel: ["src/routing"],
  "better-sqlite3": ["src/store"],
  kysely: ["src/store"],
  "node:worker_threads": ["src/store", "src/verification"],
  "quickjs-emscripten": ["src/verification"],
  uuid: ["src/routing"],
  "prom-client": ["src/http"],
  mime: ["src/cli", "src/providers/replicate"],
  "eventsource-parser": ["src/shared", "src/providers/replicate"],
  lowdb: ["src/shared"],
  "opus-decoder": ["src/shared"],
  "libopus-wasm": ["src/shared"],
  undici: ["src/shared"],
  "proper-lockfile": ["src/shared"],
};
/** Inner layers that must not touch the outside by themselves. */
const pureParts = ["src/domain", "src/evaluation", "src/planning"];
const forbiddenInPure = /^node:(?!crypto$)/;

interface Import {
  file: string;
  specifier: string;
}

function importsOf(file: string): Import[] {
  const text = readFileSync(join(root, file), "utf8");
  const found = text.matchAll(
    /(?:^|\n)\s*(?:import|export)\b[^;]*?\bfrom\s+"([^"]+)"|\bimport\(\s*"([^"]+)"\s*\)|(?:^|\n)import\s+"([^"]+)"/g,
  );
  return [...found].map((match) => ({ file, specifier: match[1] ?? match[2] ?? match[3] ?? "" }));
}

function isIn(file: string, part: string): boolean {
  return file === part || file.startsWith(`${part}/`);
}

function layerOf(file: string): { level: number; part: string } | null {
  for (const [level, parts] of layers.entries()) {
    const part = parts.find((each) => isIn(file, each));
    if (part) return { level, part };
  }
  return null;
}

/** Why an import is forbidden; null where it is not. */
function faultOf({ file, specifier }: Import): string | null {
  const owner = Object.entries(packageOwners).find(([name]) => specifier === name || specifier.startsWith(`${name}/`));
  if (owner && !owner[1].some((part) => isIn(file, part)))
    return `${file} imports ${specifier}, which belongs to ${owner[1]}`;
  if (pureParts.some((part) => isIn(file, part)) && forbiddenInPure.test(specifier))
    return `${file} is pure, but imports ${specifier}`;
  if (!specifier.startsWith(".")) return null;
  const target = relative(root, resolve(root, dirname(file), specifier));
  if (!isIn(target, "src")) return `${file} imports ${target}, which is outside src`;
  const exceptions = Object.entries(also)
    .filter(([part]) => isIn(file, part))
    .flatMap(([, parts]) => parts);
  if (exceptions.some((part) => isIn(target, part))) return null;
  const own = layerOf(file);
  const others = layerOf(target);
  if (own && others && (own.part === others.part || own.level < others.level)) return null;
  const isOwn = implementations.some((part) => isIn(file, part) && isIn(target, part));
  return isOwn ? null : `${file} imports ${target}`;
}

function files(folder: string): string[] {
  return globSync(`${folder}/**/*.ts`, { cwd: root }).filter((file) => !file.includes("node_modules"));
}

describe("the layers", () => {
  it("know every file of src", () => {
    const homeless = files("src").filter(
      (file) => layerOf(file) === null && !implementations.some((part) => isIn(file, part)),
    );
    expect(homeless).toEqual([]);
  });

  it("are imported from the outside in only", () => {
    const imports = files("src").flatMap(importsOf);
    expect(imports.length).toBeGreaterThan(200);
    expect(imports.map(faultOf).filter((fault) => fault !== null)).toEqual([]);
  });

  it("let the entry load nothing but what an old Node has, before it has looked at the version", () => {
    const entry = readFileSync(join(root, "src/bin/modelvane.ts"), "utf8");
    const atHead = [...entry.matchAll(/^import .* from "([^"]+)";$/gm)].map((match) => match[1]);
    expect(atHead).toEqual(["node:fs", "node:path", "node:process"]);
  });

  it("keep the demo and the product apart", () => {
    const imports = files("demo")
      .flatMap(importsOf)
      .filter(({ specifier }) => specifier.startsWith("."));
    const outside = imports
      .map(({ file, specifier }) => ({ file, target: relative(root, resolve(root, dirname(file), specifier)) }))
      .filter(({ target }) => !isIn(target, "demo"));
    expect(outside).toEqual([]);
  });

  it.each([
    ["a stage that imports another stage", "src/evaluation/score.ts", "../planning/make-plan.ts"],
    ["a stage that imports the pipeline", "src/planning/make-plan.ts", "../pipeline/update.ts"],
    ["a surface that imports a stage's inside", "src/domain/task.ts", "../cli/terminal.ts"],
    ["the domain that imports a helper", "src/domain/task.ts", "../shared/clock.ts"],
    ["a contract that imports its implementation", "src/providers/provider.ts", "./hugging-face/catalogue.ts"],
    ["a pipeline that imports a provider", "src/pipeline/update.ts", "../providers/hugging-face/catalogue.ts"],
    ["the product that imports the demo", "src/main.ts", "../demo/world/world.ts"],
    ["a pure part that reads files", "src/planning/pin.ts", "node:fs"],
    ["a surface that imports another surface", "src/http/server.ts", "../bot/bot.ts"],
    ["a use case that imports a surface", "src/app.ts", "./bot/bot.ts"],
    ["a provider that imports another provider", "src/providers/ollama/provider.ts", "../replicate/provider.ts"],
    ["routing that imports a provider", "src/routing/router.ts", "../providers/ollama/provider.ts"],
    ["a use case that imports the database", "src/app.ts", "./store/open-store.ts"],
    ["a package outside its part", "src/pipeline/update.ts", "commander"],
  ])("forbid %s", (_what, file, specifier) => {
    expect(faultOf({ file, specifier })).not.toBeNull();
  });
});
