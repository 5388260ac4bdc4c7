import { describe, expect, it } from "vitest";
import type { SharedDependencies } from "../../src/providers/dependencies.ts";
import { createProviders } from "../../src/providers/registry.ts";
import { parseSettings } from "../../src/settings.ts";
import { policyWith } from "../support/candidates.ts";
import { createFakeClock } from "../support/fake-clock.ts";

/** What each provider lacks in an environment. */
function lacks(environment: Record<string, string>, providers: Record<string, unknown> = {}) {
  const shared = { settings: parseSettings(environment), clock: createFakeClock() } as unknown as SharedDependencies;
  const declared = { huggingface: {}, ollama: {}, replicate: {}, ...providers };
  const made = createProviders(policyWith({ providers: declared }), shared).providers;
  return Object.fromEntries(made.map(({ name, lacks: what }) => [name, what ?? null]));
}

describe("what a provider lacks to be called", () => {
  it("is a token, where none is set", () => {
    expect(lacks({})).toEqual({
      huggingface: "no HF_TOKEN is set, so Hugging Face cannot be asked",
      ollama: null,
      replicate: "no REPLICATE_API_TOKEN is set, so Replicate cannot be asked",
    });
  });

  it("is nothing, where there is one", () => {
    const tokens = { HF_TOKEN: "hf_x", REPLICATE_API_TOKEN: "r8_x" };
    expect(lacks(tokens)).toEqual({ huggingface: null, ollama: null, replicate: null });
  });

  it("is the key or the address that a declaration names", () => {
    const keyed = { kind: "openai-compatible", baseUrl: "http://127.0.0.1:8000/v1", apiKeyEnv: "VLLM_KEY" };
    const open = { kind: "openai-compatible", baseUrl: "http://127.0.0.1:8000/v1" };
    const nowhere = { kind: "openai-compatible", apiKeyEnv: "VLLM_KEY" };
    expect(lacks({}, { keyed, open, nowhere })).toMatchObject({
      keyed: "no VLLM_KEY is set, so keyed cannot be asked",
      open: null,
      nowhere: "no address of nowhere is set, so nowhere cannot be asked",
    });
    expect(lacks({ VLLM_KEY: "secret-key" }, { keyed }).keyed).toBeNull();
  });
});
