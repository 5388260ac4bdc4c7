import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    testTimeout: 30_000,
    // A busy machine must not fail a test that waits for something that does come.
    expect: { poll: { timeout: 10_000 } },
    pool: "forks",
    maxWorkers: 2,
    // Files share their modules, which spares a third of the time; no module keeps state that a test could find.
    isolate: false,
    coverage: { provider: "v8", include: ["src/**"] },
  },
});
