import { describe, expect, it } from "vitest";
import { createProviders, type ProviderDependencies } from "../../src/providers/registry.ts";
import { parseSettings } from "../../src/settings.ts";
import { createHttpClient } from "../../src/shared/http-client.ts";
import { policyWith } from "../support/candidates.ts";
import { createFakeClock } from "../support/fake-clock.ts";
import { createMemoryBenchmarkCache } from "../support/memory-benchmark-cache.ts";

const clock = createFakeClock();
const dependencies: ProviderDependencies = {
  settings: parseSettings({}),
  http: createHttpClient({ clock, userAgent: "modelvane-test" }),
  benchmarks: createMemoryBenchmarkCache(),
  clock,
  logger: { info() {}, warn() {} },
};

function declared(providers?: Record<string, unknown>) {
  const made = createProviders(policyWith(providers && { providers }), dependencies);
  return { names: made.providers.map(({ catalogue }) => catalogue.name), unknown: made.unknown };
}

describe("the providers that a policy declares", () => {
  it("are by default those that there are, without a word about those to come", () => {
    expect(declared()).toEqual({ names: ["huggingface"], unknown: [] });
  });

  it("have their own names, and may be turned off", () => {
    expect(declared({ mirror: { kind: "huggingface" }, huggingface: { enabled: false } })).toEqual({
      names: ["mirror"],
      unknown: [],
    });
  });

  it("are reported where nothing is known of their kind", () => {
    const unknown = ["hugginface", "constructor", "toString"];
    const providers = {
      hugginface: {},
      mine: { kind: "constructor" },
      toString: {},
      off: { kind: "x", enabled: false },
    };
    expect(declared(providers)).toEqual({ names: [], unknown });
  });
});
