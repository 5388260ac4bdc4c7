import { defineConfig } from "vitest/config";
import { bundledStoreThread } from "./test/support/bundles.ts";

export default defineConfig({
  plugins: [bundledStoreThread()],
  test: {
    include: ["test/**/*.test.ts"],
    testTimeout: 30_000,
    globalSetup: ["test/support/memory-folder.ts", "test/support/bundles.ts"],
    // A busy machine must not fail a test that waits for something that does come.
    expect: { poll: { timeout: 10_000 } },
    pool: "forks",
    // The processors have enough to do: V8's threads beside each test's own would take an eighth of the time, and collecting
    // garbage often some more.
    execArgv: ["--single-threaded", "--min-semi-space-size=16", "--max-semi-space-size=64"],
    // One more than the two processors that are reckoned with: tests wait for processes and servers a quarter of the time.
    maxWorkers: 3,
    // Files share their modules, which spares a third of the time; no module keeps state that a test could find.
    isolate: false,
    coverage: { provider: "v8", include: ["src/**"] },
  },
});
