import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer, type Server, type ServerResponse } from "node:http";
import OpenAI from "openai";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { programPath } from "../../demo/command-line.ts";
import { startWorld } from "../../demo/world/world.ts";
import type { Choice } from "../../src/domain/route.ts";
import type { StatsReport } from "../../src/store/store.ts";
import { runHere } from "../support/program-process.ts";
import { type ServedProgram, serveProgram } from "../support/served-program.ts";
import { createTemporaryHome } from "../support/temporary-home.ts";

const messages = [{ role: "user" as const, content: "Hello?" }];

/** A server whose only model says two words, and the rest when the test says so. */
async function startSlowServer(): Promise<{ baseUrl: string; server: Server; finish(): void }> {
  const waiting: ServerResponse[] = [];
  const chunk = (content: string, finish: string | null) =>
    `data: ${JSON.stringify({ choices: [{ index: 0, delta: { content }, finish_reason: finish }] })}\n\n`;
  const server = createServer((request, response) => {
    if (request.method === "GET") {
      response.end(JSON.stringify({ object: "list", data: [{ id: "slow", object: "model" }] }));
      return;
    }
    response.writeHead(200, { "content-type": "text/event-stream" });
    response.write(chunk("Two words", null));
    waiting.push(response);
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  const address = server.address();
  return {
    baseUrl: `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}/v1`,
    server,
    finish() {
      for (const response of waiting.splice(0)) response.end(`${chunk(", and the rest.", "stop")}data: [DONE]\n\n`);
    },
  };
}

describe("the configuration and the policy, as the service follows them,", () => {
  let program: ServedProgram;
  let slow: Awaited<ReturnType<typeof startSlowServer>>;
  let first: string;

  beforeAll(async () => {
    slow = await startSlowServer();
    const policy = { providers: { huggingface: {}, mine: { kind: "openai-compatible", baseUrl: slow.baseUrl } } };
    program = await serveProgram({ policy });
    first = program.configuration().tasks.conversational?.primary.model ?? "";
  }, 30_000);

  afterEach(() => program.recover());
  afterAll(async () => {
    await program.remove();
    slow.server.closeAllConnections();
    slow.server.close();
  });

  /** Who answers now. */
  async function answering(): Promise<string> {
    return (await program.client.chat.completions.create({ model: "task:conversational", messages })).model;
  }

  /** The first choice for conversation that the service goes by: "huggingface:zai-org/GLM-5@novita". */
  async function followed(): Promise<string> {
    const task = await program.client.models.retrieve("task:conversational");
    return String((task as unknown as { modelvane: { primary: string } }).modelvane.primary);
  }

  const choose = (model: string, facts: Partial<Choice>) =>
    program.edit(({ tasks: { conversational: task } }) => {
      if (task) Object.assign(task.primary, { model, ...facts });
    });

  it("are changed by hand while an answer runs, which ends with what it began", async () => {
    const { provider = "", host = null } = program.configuration().tasks.conversational?.primary ?? {};
    choose("slow", { provider: "mine", host: null });
    await expect.poll(followed).toBe("mine:slow");
    const stream = await program.client.chat.completions.create({
      model: "task:conversational",
      messages,
      stream: true,
    });
    const chunks = stream[Symbol.asyncIterator]();
    let text = "";
    while (text === "") text += (await chunks.next()).value?.choices[0]?.delta.content ?? "";
    choose(first, { provider, host });
    await expect.poll(followed).toContain(first);
    expect(await answering()).toBe(first);
    slow.finish();
    const models = new Set<string>();
    for (let next = await chunks.next(); !next.done; next = await chunks.next()) {
      text += next.value.choices[0]?.delta.content ?? "";
      models.add(next.value.model);
    }
    expect({ text, models: [...models] }).toEqual({ text: "Two words, and the rest.", models: ["slow"] });
  });

  it("are changed by a rollback and by an update of another process", async () => {
    expect(await program.run("rollback")).toMatchObject({ exitCode: 0 });
    const seed = program.configuration().tasks.conversational?.primary.model ?? "";
    expect(seed).not.toBe(first);
    await expect.poll(answering).toBe(seed);
    program.clock.advance(31 * 86_400_000);
    expect(await program.run("update")).toMatchObject({ exitCode: 0 });
    const updated = program.configuration().tasks.conversational?.primary.model ?? "";
    expect(updated).not.toBe(seed);
    await expect.poll(answering).toBe(updated);
  });

  it("bring back a model that was gone, where a revision names it anew", async () => {
    const { model = "", host = null } = program.configuration().tasks.conversational?.primary ?? {};
    program.world.router.fail({ kind: "status", status: 404, model, ...(host !== null && { host }) });
    const second = await answering();
    expect(second).not.toBe(model);
    program.world.router.heal();
    expect(await answering()).toBe(second);
    program.edit((configuration) => Object.assign(configuration, { note: "It is served again." }));
    await expect.poll(answering).toBe(model);
  });

  it("bring back a model whose provider was declared with a wrong address", async () => {
    const declare = (baseUrl: string) => {
      program.writePolicy({ providers: { huggingface: {}, mine: { kind: "openai-compatible", baseUrl } } });
      program.clock.advance(2_000);
    };
    const question = { model: "mine:slow", messages, stream: true } as const;
    const begins = async () =>
      await program.client.chat.completions.create(question).then(
        (stream) => {
          stream.controller.abort();
          return "begun";
        },
        (error: unknown) => String(error),
      );
    declare(`${program.world.router.url}/v1`);
    await expect.poll(begins).toContain("refused the key");
    declare(slow.baseUrl);
    await expect.poll(begins).toBe("begun");
  });

  it("go on as they were where a file is not valid, and the log says so once", async () => {
    const before = await answering();
    const good = program.configuration();
    program.edit((configuration) => Object.assign(configuration, { tasks: 7 }));
    const warnings = () => program.told().split("The last good configuration goes on serving").length - 1;
    await expect.poll(warnings).toBe(1);
    expect(await answering()).toBe(before);
    const [next] = good.tasks.conversational?.fallbacks ?? [];
    program.edit((configuration) => Object.assign(configuration, good));
    choose(next?.model ?? "", { host: next?.host ?? null });
    await expect.poll(answering).toBe(next?.model);
    expect(warnings()).toBe(1);
  });

  it("of a provider that is turned off, the next request goes elsewhere", async () => {
    const before = await answering();
    program.writePolicy({ providers: { huggingface: { enabled: false } } });
    program.clock.advance(2_000);
    const message = async () =>
      await answering().then(
        () => "",
        (error: unknown) => String(error),
      );
    await expect.poll(message).toContain("the provider huggingface is not turned on");
    program.writePolicy({ providers: {}, nonsense: 1 });
    program.clock.advance(2_000);
    await expect.poll(async () => `${await message()}${program.told()}`).toContain("The last good policy goes on");
    program.writePolicy({});
    program.clock.advance(2_000);
    await expect.poll(async () => await answering().catch(() => "")).toBe(before);
  });
});

describe("a service that is killed", () => {
  it("has what is older than a second in its statistics", async () => {
    const world = await startWorld();
    const { home, remove } = createTemporaryHome();
    const environment = { ...world.environment, MODELVANE_HOME: home, HF_TOKEN: "hf_demo" };
    const total = async () =>
      (JSON.parse((await runHere(["stats", "--json"], environment)).output) as StatsReport).total;
    await runHere(["ask", "Hello"], environment);
    const service = spawn(process.execPath, [programPath, "run"], {
      env: { ...process.env, ...environment, HTTP_PORT: "0", HTTP_TOKEN: "token" },
      stdio: ["ignore", "ignore", "pipe"],
    });
    try {
      let told = "";
      service.stderr.on("data", (text) => {
        told += text;
      });
      const url = await vi.waitUntil(() => /HTTP: (http:\S+)/.exec(told)?.[1], { timeout: 20_000 });
      const client = new OpenAI({ baseURL: `${url}/v1`, apiKey: "token", maxRetries: 0 });
      await client.chat.completions.create({ model: "task:conversational", messages });
      await client.chat.completions.create({ model: "task:conversational", messages });
      // Another process reads while the service runs.
      await expect.poll(total, { interval: 200 }).toBe(3);
      service.kill("SIGKILL");
      await once(service, "exit");
      expect(await total()).toBe(3);
    } finally {
      service.kill("SIGKILL");
      await world.stop();
      remove();
    }
  }, 40_000);
});
