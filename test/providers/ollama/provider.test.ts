import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Provider } from "../../../src/providers/provider.ts";
import { type OllamaFixture, startOllamaFixture } from "../../support/ollama-fixture.ts";

let fixture: OllamaFixture;

beforeEach(async () => {
  fixture = await startOllamaFixture();
});

afterEach(async () => {
  await fixture.stop();
});

function check({ reachability }: Provider): Promise<string> {
  const [first] = reachability;
  if (!first) throw new Error("there is nothing to reach");
  return first.run(new AbortController().signal);
}

describe("whether Ollama is reached", () => {
  it("is answered with its version", async () => {
    expect(fixture.provider.reachability[0]?.what).toBe(`Ollama at ${fixture.ollama.url}`);
    expect(await check(fixture.provider)).toBe("it answers, version 0.12.6");
  });

  it("is no fault where nobody has said that there is one", async () => {
    expect(await check(fixture.declare({}))).toBe("it is not running, and nothing is taken from it");
  });

  it.each([
    ["the policy", { baseUrl: "http://127.0.0.1:9" }, {}],
    ["the environment", {}, { OLLAMA_HOST: "http://127.0.0.1:9" }],
  ])("is a fault where %s says that there is one", async (_who, declaration, environment) => {
    await expect(check(fixture.declare(declaration, environment))).rejects.toThrow(
      /^Ollama does not answer at http:\/\/127\.0\.0\.1:9\. Start it/,
    );
  });

  it("is a fault where something else answers", async () => {
    fixture.ollama.fail({ kind: "html" });
    await expect(check(fixture.provider)).rejects.toThrow("a web page");
  });
});

describe("the address", () => {
  it("is the policy's before the environment's, and may end in the path of an API", async () => {
    const provider = fixture.declare({ baseUrl: `${fixture.ollama.url}/v1/` }, { OLLAMA_HOST: "http://127.0.0.1:9" });
    expect(await check(provider)).toContain("it answers");
  });

  it("shows nobody's password", () => {
    const { reachability } = fixture.declare({ baseUrl: "http://me:secret@127.0.0.1:9" });
    expect(reachability[0]?.what).toBe("Ollama at http://127.0.0.1:9");
  });

  it.each([
    ["http://127.0.0.1:11434", true],
    ["http://localhost:11434", true],
    ["http://0.0.0.0:11434", true],
    ["http://192.168.1.5:11434", true],
    ["http://172.20.0.3:11434", true],
    ["http://ollama:11434", true],
    ["http://gpu.lan:11434", true],
    ["http://[fd00::5]:11434", true],
    ["http://172.32.0.3:11434", false],
    ["http://8.8.8.8:11434", false],
    ["https://ollama.com", false],
    ["https://10.example.org", false],
  ])("%s is a machine of one's own: %s", (baseUrl, isLocal) => {
    expect(fixture.declare({ baseUrl }).isLocal).toBe(isLocal);
    expect(fixture.declare({ baseUrl, local: !isLocal }).isLocal).toBe(!isLocal);
  });

  it("is asked with the key that the policy names", async () => {
    const provider = fixture.declare(
      { baseUrl: fixture.ollama.url, apiKeyEnv: "OLLAMA_API_KEY" },
      { OLLAMA_API_KEY: "very-secret" },
    );
    await check(provider);
    expect(fixture.ollama.requests.at(-1)?.headers.authorization).toBe("Bearer very-secret");
    expect(provider.usesOwnKey).toBe(true);
    expect(fixture.provider.usesOwnKey).toBe(false);
  });
});
