import { join } from "node:path";

/**
 * The environment of a program that is run from its sources: what was compiled of them is kept for the next run of the
 * tests, while that of bundles goes with them.
 */
export function sourceEnvironment(): NodeJS.ProcessEnv {
  const folder = join(import.meta.dirname, "../../node_modules/.cache/modelvane-test-programs");
  return { ...process.env, NODE_COMPILE_CACHE: folder };
}
