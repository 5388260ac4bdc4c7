import type OpenAI from "openai";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { type OpenAiServer, startOpenAiServer } from "../../demo/world/open-ai-server.ts";
import type { RankResult } from "../../src/pipeline/rank.ts";
import { type ServedProgram, serveProgram } from "../support/served-program.ts";

const messages = [{ role: "user" as const, content: "Hello?" }];
const ending = /finds its way back\.$/;

/** Reads a stream to its end: its text, and the models whose names its chunks bear. */
async function read(client: OpenAI, model = "task:conversational"): Promise<{ text: string; models: string[] }> {
  const found = { text: "", models: new Set<string>() };
  for await (const chunk of await client.chat.completions.create({ model, messages, stream: true })) {
    found.text += chunk.choices[0]?.delta.content ?? "";
    found.models.add(chunk.model);
  }
  return { text: found.text, models: [...found.models] };
}

describe("several sources", () => {
  let program: ServedProgram;
  let server: OpenAiServer;

  beforeAll(async () => {
    server = await startOpenAiServer({
      key: "vllm-key",
      models: [{ id: "own-model", facts: { max_model_len: 32_768 } }],
    });
    program = await serveProgram({
      world: { hasOllama: true, hasReplicate: true },
      environment: { VLLM_KEY: "vllm-key" },
      policy: {
        prefer: ["local"],
        fallbacks: 6,
        minimumScore: 40,
        providers: {
          huggingface: {},
          ollama: {},
          replicate: {},
          "my-vllm": { kind: "openai-compatible", baseUrl: server.baseUrl, apiKeyEnv: "VLLM_KEY" },
        },
      },
    });
  }, 30_000);

  afterEach(() => {
    server.heal();
    program.recover();
  });
  afterAll(async () => {
    await program.remove();
    await server.stop();
  });

  const routes = () => {
    const { primary, fallbacks = [] } = program.configuration().tasks.conversational ?? {};
    return [...(primary ? [primary] : []), ...fallbacks];
  };
  const isLocal = (provider: string) => provider === "ollama" || provider === "my-vllm";

  it("compete in one ranking, and the policy prefers what is local", async () => {
    const { ranking } = (await program.json<RankResult>("rank", "--task", "conversational")).document;
    expect([...new Set(ranking.map(({ provider }) => provider))].sort()).toEqual([
      "huggingface",
      "my-vllm",
      "ollama",
      "replicate",
    ]);
    expect(
      routes()
        .slice(0, 2)
        .every(({ provider }) => isLocal(provider)),
    ).toBe(true);
    const { text, models } = await read(program.client);
    expect(models).toEqual([routes()[0]?.model]);
    expect(text).toMatch(ending);
  });

  it("stand in for one another: a local one that dies half-way is gone on with elsewhere", async () => {
    program.world.ollama?.fail({ kind: "truncated", cut: true, when: (url) => url.pathname === "/api/chat" });
    server.fail({ kind: "truncated", cut: true, when: (url) => url.pathname.includes("chat") });
    const { text, models } = await read(program.client);
    expect(models.length).toBeGreaterThan(1);
    expect(routes().find(({ model }) => model === models.at(-1))?.provider).toBe("huggingface");
    expect(text).toMatch(ending);
  });

  it("are each asked for by name", async () => {
    for (const model of ["my-vllm:own-model", "ollama:qwen3:8b", "replicate:meta/meta-llama-3-70b-instruct"]) {
      const { text, models } = await read(program.client, model);
      expect({ model, models }).toEqual({ model, models: [model.slice(model.indexOf(":") + 1)] });
      expect(text).not.toBe("");
    }
  });

  it("harm nothing where they are off: requests go elsewhere, and an update says which it missed", async () => {
    await Promise.all([program.world.ollama?.stop(), server.stop(), program.world.replicate?.stop()]);
    const { models } = await read(program.client);
    expect(routes().find(({ model }) => model === models[0])?.provider).toBe("huggingface");
    const { exitCode, output } = await program.run("update");
    expect(exitCode).toBe(0);
    expect(output).toMatch(/^ollama: off$/m);
    expect((await read(program.client)).text).toMatch(ending);
  });
});

describe("another Modelvane as a source", () => {
  let upstream: ServedProgram;
  let program: ServedProgram;

  beforeAll(async () => {
    upstream = await serveProgram();
    const next = { kind: "openai-compatible", baseUrl: `${upstream.url}/v1`, apiKeyEnv: "NEXT_TOKEN" };
    program = await serveProgram({
      environment: { NEXT_TOKEN: upstream.token },
      policy: { prefer: ["next"], minimumScore: 40, providers: { huggingface: {}, next } },
    });
  }, 30_000);

  afterEach(() => program.recover());
  afterAll(async () => {
    await program.remove();
    await upstream.remove();
  });

  it("answers for the tasks and models that it lists", async () => {
    const before = upstream.world.router.countCalls({ outcome: "answered" });
    const { text, models } = await read(program.client, "next:task:conversational");
    expect(models).toEqual(["task:conversational"]);
    expect(text).toMatch(ending);
    expect(upstream.world.router.countCalls({ outcome: "answered" }) - before).toBe(1);
    const { data } = await program.client.embeddings.create({ model: "next:task:feature-extraction", input: "one" });
    expect(data).toHaveLength(1);
  });

  it("that is the same one, is found out after a few rounds, and the next model answers", async () => {
    const self = { kind: "openai-compatible", baseUrl: `${program.url}/v1`, apiKeyEnv: "HTTP_TOKEN" };
    program.writePolicy({ providers: { huggingface: {}, self } });
    program.edit(({ tasks: { conversational: task } }) => {
      if (task) task.primary = { ...task.primary, provider: "self", model: "task:conversational", host: null };
    });
    await expect
      .poll(async () => (await program.client.models.list()).data.map(({ id }) => id))
      .toContain("self:task:conversational");
    const own = "self:task:summarization";
    program.clock.advance(2_000);
    await expect.poll(async () => (await read(program.client, own).catch(() => null))?.text).toMatch(ending);
    const before = program.world.router.calls.length;
    const { text, models } = await read(program.client);
    expect({ models, asked: program.world.router.calls.length - before }).toEqual({
      models: ["task:conversational"],
      asked: 1,
    });
    expect(text).toMatch(ending);
  });
});
