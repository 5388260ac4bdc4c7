import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "vitest";
import { type DemoWorld, startDemoWorld } from "../../demo/demo-world.ts";
import { type Page, startPage } from "../../demo/page/page.ts";

/** The demo's page with its world, without a bot: tests play the bot by its API, and the browser by HTTP. */
export interface PageStage {
  page: Page;
  world: DemoWorld;
  home: string;
  /** Asks with any headers, Host among them. */
  ask(path: string, headers: Record<string, string>): Promise<RawAnswer>;
  /** Posts as the page does. */
  post(path: string, body: unknown): Promise<JsonAnswer>;
  /** A call of the bot's. */
  call(method: string, payload: object | FormData): Promise<unknown>;
  /** Opens the page: reads what it is told. */
  watch(): Promise<Watcher>;
  /** Writes config/models.json with one task, served by the host. */
  writeConfiguration(host: string): Promise<void>;
  stop(): Promise<void>;
}

export async function startPageStage(): Promise<PageStage> {
  const home = await mkdtemp(join(tmpdir(), "page-test-"));
  const world = await startDemoWorld();
  const page = await startPage({ world, home, port: 0 });
  return {
    page,
    world,
    home,
    ask: (path, headers) => ask(page, path, headers),
    post: (path, body) => post(page, path, body),
    call: (method, payload) => call(page, method, payload),
    watch: () => watch(page),
    writeConfiguration: (host) => writeConfiguration(home, host),
    async stop() {
      await page.stop();
      await world.stop();
      await rm(home, { recursive: true });
    },
  };
}

interface RawAnswer {
  status: number;
  body: string;
}

interface JsonAnswer {
  status: number;
  body: Record<string, unknown>;
}

/** Unlike fetch, sends any Host. */
function ask({ url }: Page, path: string, headers: Record<string, string>): Promise<RawAnswer> {
  return new Promise((resolve, reject) => {
    const asked = request(`${url}${path}`, { headers }, (response) => {
      let body = "";
      response.setEncoding("utf8").on("data", (text: string) => {
        body += text;
      });
      response.once("end", () => resolve({ status: response.statusCode ?? 0, body }));
    });
    asked.once("error", reject);
    asked.end();
  });
}

async function post(page: Page, path: string, body: unknown): Promise<JsonAnswer> {
  const response = await fetch(`${page.url}${path}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

async function call(page: Page, method: string, payload: object | FormData): Promise<unknown> {
  const isForm = payload instanceof FormData;
  const response = await fetch(`${page.url}/bot${page.telegram.token}/${method}`, {
    method: "POST",
    headers: isForm ? {} : { "content-type": "application/json" },
    body: isForm ? payload : JSON.stringify(payload),
  });
  const answer = (await response.json()) as { ok: boolean; result: unknown };
  expect(answer).toMatchObject({ ok: true });
  return answer.result;
}

export interface Watcher {
  /** The data of the next event of this name. */
  next(name: string): Promise<unknown>;
  close(): void;
}

async function watch(page: Page): Promise<Watcher> {
  const ending = new AbortController();
  const response = await fetch(`${page.url}/events`, { signal: ending.signal });
  expect(response.headers.get("content-type")).toContain("text/event-stream");
  const blocks = blocksOf(response);
  return {
    async next(name) {
      for (;;) {
        const { value } = await blocks.next();
        if (value === undefined) throw new Error(`The events ended before "${name}".`);
        const [, event, data = ""] = /^event: (\w+)\ndata: (.*)$/.exec(value) ?? [];
        if (event === name) return JSON.parse(data);
      }
    },
    close: () => ending.abort(),
  };
}

async function* blocksOf(response: Response): AsyncGenerator<string, undefined> {
  let text = "";
  for await (const part of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
    text += part;
    const blocks = text.split("\n\n");
    text = blocks.pop() ?? "";
    yield* blocks;
  }
}

async function writeConfiguration(home: string, host: string): Promise<void> {
  const primary = { model: "Qwen/Qwen3.6-27B", host, score: 90.5 };
  const document = {
    revision: 2,
    generatedAt: "2026-11-21T03:00:00.000Z",
    tasks: { conversational: { primary, reason: "The best." } },
  };
  await mkdir(join(home, "config"), { recursive: true });
  await writeFile(join(home, "config", "models.json"), JSON.stringify(document));
}
