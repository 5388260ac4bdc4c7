import { chmodSync, mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { env } from "node:process";
import { pathToFileURL } from "node:url";
import { build, type Plugin } from "rolldown";
import { childScripts } from "./child-scripts.ts";

const root = join(import.meta.dirname, "../..");
const storeThread = "store-thread";
const startsStoreThread = join(root, "src/store/job-thread.ts");
const storeThreadUrl = 'new URL(import.meta.url.endsWith(".ts") ? "./worker.ts" : "./worker.js", import.meta.url)';
/** Asked for as the module runs: what Vitest makes of a module is kept for later runs, whose bundles lie elsewhere. */
const bundledUrl = `new URL(\`file://\${process.env.MODELVANE_TEST_BUNDLES}/${storeThread}.js\`)`;

/** What finds files of its own beside itself stays where it is; so does what Node would warn of if it were ours. */
const unbundled = /^(?:better-sqlite3|@resvg\/|quickjs-emscripten|@jitl\/|libopus-wasm|opus-decoder|pino|node-fetch)/;

/** Lets the store start its thread from the bundle; to be used where its module is read. */
export function bundledStoreThread() {
  return {
    name: "bundled-store-thread",
    enforce: "pre" as const,
    transform(code: string, id: string) {
      if (id.split("?")[0] !== startsStoreThread) return null;
      if (!code.includes(storeThreadUrl)) throw new Error(`${id} no longer says which file its thread runs.`);
      return code.replace(storeThreadUrl, bundledUrl);
    },
  };
}

/** Modules find what stands beside their source, wherever they are bundled to. */
const asFromSource: Plugin = {
  name: "as-from-source",
  transform(code, id) {
    if (!code.includes("import.meta.")) return null;
    return code
      .replaceAll("import.meta.url", JSON.stringify(pathToFileURL(id)))
      .replaceAll("import.meta.dirname", JSON.stringify(dirname(id)));
  },
};

/**
 * Bundles the scripts that tests run in processes of their own, and the store's thread: Node takes five times as long to
 * find and load their thousand modules as to load one file. Answers what removes the bundles.
 */
export async function setup(): Promise<() => void> {
  const folder = mkdtempSync(join(tmpdir(), "modelvane-test-bundles-"));
  // Some are run by another user.
  chmodSync(folder, 0o755);
  symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));
  env.MODELVANE_TEST_BUNDLES = folder;
  env.NODE_COMPILE_CACHE = join(folder, "compiled");
  const scripts = childScripts.map((name) => [name, join(import.meta.dirname, `${name}.ts`)]);
  await build({
    input: { ...Object.fromEntries(scripts), [storeThread]: join(root, "src/store/worker.ts") },
    platform: "node",
    external: unbundled,
    plugins: [bundledStoreThread(), asFromSource],
    output: { dir: folder, entryFileNames: "[name].js" },
    logLevel: "warn",
  });
  // A process that is just ending may still write its compiled code there.
  return () => rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 });
}
