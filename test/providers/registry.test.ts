import { describe, expect, it } from "vitest";
import type { SharedDependencies } from "../../src/providers/dependencies.ts";
import { createProviders } from "../../src/providers/registry.ts";
import { parseSettings } from "../../src/settings.ts";
import { createHttpClient } from "../../src/shared/http-client.ts";
import { createStreamingPoster } from "../../src/shared/streaming-post.ts";
import { policyWith } from "../support/candidates.ts";
import { createFakeClock } from "../support/fake-clock.ts";
import { createMemoryBenchmarkCache } from "../support/memory-benchmark-cache.ts";

const clock = createFakeClock();
const dependencies: SharedDependencies = {
  settings: parseSettings({}),
  http: createHttpClient({ clock, userAgent: "modelvane-test" }),
  streaming: createStreamingPoster({ clock }),
  benchmarks: createMemoryBenchmarkCache(),
  clock,
  logger: { info() {}, warn() {} },
};

function declared(providers?: Record<string, unknown>) {
  const made = createProviders(policyWith(providers && { providers }), dependencies);
  return { names: made.providers.map(({ name }) => name), unknown: made.unknown };
}

describe("the providers that a policy declares", () => {
  it("are by default those that there are", () => {
    expect(declared()).toEqual({ names: ["huggingface", "ollama", "replicate"], unknown: [] });
  });

  it("have their own names, in the catalogue too, and may be turned off", () => {
    const providers = {
      mirror: { kind: "huggingface" },
      mine: { kind: "openai-compatible", baseUrl: "http://127.0.0.1:8000/v1" },
      huggingface: { enabled: false },
    };
    expect(declared(providers)).toEqual({ names: ["mirror", "mine"], unknown: [] });
    const { providers: made } = createProviders(policyWith({ providers }), dependencies);
    expect(made.map(({ catalogue }) => catalogue.name)).toEqual(["mirror", "mine"]);
  });

  it("exist even where their declaration lacks something, which they tell when they are asked", () => {
    expect(declared({ mine: { kind: "openai-compatible" } })).toEqual({ names: ["mine"], unknown: [] });
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
