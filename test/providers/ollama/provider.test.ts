import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createOllamaProvider } from "../../../src/providers/ollama/provider.ts";
import type { Provider } from "../../../src/providers/provider.ts";
import { createHttpClient } from "../../../src/shared/http-client.ts";
import { createStreamingPoster } from "../../../src/shared/streaming-post.ts";
import { callModel, chatOf, type OllamaFixture, startOllamaFixture } from "../../support/ollama-fixture.ts";
import { startScriptedServer } from "../../support/scripted-server.ts";

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

describe("whether a model runs on the server itself", () => {
  const asks = (provider: Provider, model: string, signal = new AbortController().signal) =>
    provider.runsItself?.(model, signal);

  it.each([
    ["llama3.2", true],
    ["gpt-oss:120b-cloud", false],
    ["never/installed", false],
  ])("is what it says of it: %s %s", async (model, isItsOwn) => {
    expect(await asks(fixture.provider, model)).toBe(isItsOwn);
  });

  it("is no, of a server elsewhere", async () => {
    const { url: baseUrl } = fixture.ollama;
    expect(await asks(fixture.declare({ baseUrl, local: false }), "llama3.2")).toBe(false);
  });

  it("is no, where something else than a description comes", async () => {
    fixture.ollama.fail({ kind: "status", status: 200, body: { message: { content: "Hello" }, done: true } });
    expect(await asks(fixture.provider, "llama3.2")).toBe(false);
  });

  it("is not known where it does not answer, or not in time", async () => {
    await expect(asks(fixture.declare({}), "llama3.2")).rejects.toThrow("does not answer");
    fixture.ollama.fail({ kind: "silence" });
    await expect(asks(fixture.provider, "llama3.2", AbortSignal.timeout(20))).rejects.toThrow("timeout");
  });
});

describe("a call that needs much context", () => {
  const long = chatOf("word ".repeat(5_000));
  const sent = (): unknown => {
    const request = fixture.ollama.requests.findLast(({ url }) => url === "/api/chat");
    return JSON.parse(request?.body ?? "{}").options;
  };

  it("does not wait for listings that hang", async () => {
    const { clock, ollama } = fixture;
    const [http, streaming] = [
      createHttpClient({ clock, userAgent: "test", concurrency: 1 }),
      createStreamingPoster({ clock }),
    ];
    const silent = await startScriptedServer();
    try {
      const listing = http.getJson(silent.url, { maximumAttempts: 1 }).catch(() => "cut off");
      await expect.poll(() => silent.received).toHaveLength(1);
      const settings = { ollama: { host: ollama.url }, variable: () => null };
      const provider = createOllamaProvider("ollama", { settings, declaration: {}, http, streaming, clock });
      expect((await callModel(provider, { model: "llama3.2", input: long })).error).toBeNull();
      expect(sent()).toEqual({ num_ctx: 16_384 });
      await http.close();
      expect(await listing).toBe("cut off");
    } finally {
      silent.stop();
      await Promise.all([http.close(), streaming.close()]);
    }
  });

  it("goes on without knowing what is loaded, where that is not told soon", async () => {
    fixture.clock.hurry();
    fixture.ollama.fail({ kind: "silence", when: ({ pathname }) => pathname === "/api/ps" });
    expect((await callModel(fixture.provider, { model: "llama3.2", input: long })).error).toBeNull();
    expect(sent()).toEqual({ num_ctx: 16_384 });
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
