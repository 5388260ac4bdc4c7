import { once } from "node:events";
import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import process from "node:process";
import { pipeline } from "node:stream/promises";
import { setTimeout as delay } from "node:timers/promises";
import { tokensOf, type WantedAnswer, wantedIn } from "./chat-answer.ts";

/** A server with OpenAI's API whose one model writes at a pace. */
export interface ChatModelDescription {
  /** Milliseconds before the first token. */
  firstAfterMs: number;
  /** Null for as fast as it can be read. */
  tokensPerSecond: number | null;
}

/** When an answer was written, in milliseconds since the epoch. */
export interface Written {
  /** Without the sign of a group's. */
  chatId: number;
  firstAt: number;
  lastAt: number;
}

const model = "bench-model";
const head = { id: "chatcmpl-bench", object: "chat.completion.chunk", created: 1_763_700_000, model };
const { firstAfterMs, tokensPerSecond } = JSON.parse(process.argv[2] ?? "{}") as ChatModelDescription;
let written: Written[] = [];

function chunk(delta: Record<string, unknown>, finish: string | null = null): string {
  return `data: ${JSON.stringify({ ...head, choices: [{ index: 0, delta, finish_reason: finish }] })}\n\n`;
}

/** How many tokens are due after so many milliseconds: one that is late does not delay the others. */
function dueAfter(milliseconds: number): number {
  return tokensPerSecond === null ? Number.POSITIVE_INFINITY : 1 + Math.floor((milliseconds * tokensPerSecond) / 1_000);
}

async function* eventsOf(wanted: WantedAnswer): AsyncGenerator<string> {
  const tokens = tokensOf(wanted);
  await delay(firstAfterMs);
  const firstAt = Date.now();
  const start = performance.now();
  for (const [index, content] of tokens.entries()) {
    while (index >= dueAfter(performance.now() - start)) await delay(1_000 / (tokensPerSecond ?? 1_000));
    yield chunk({ content });
  }
  written.push({ chatId: wanted.chatId, firstAt, lastAt: Date.now() });
  const usage = { prompt_tokens: 100, completion_tokens: tokens.length, total_tokens: 100 + tokens.length };
  yield `${chunk({}, "stop")}data: ${JSON.stringify({ ...head, choices: [], usage })}\n\ndata: [DONE]\n\n`;
}

async function answer(body: string, response: ServerResponse): Promise<void> {
  const { messages } = JSON.parse(body) as { messages: { role: string; content: string }[] };
  const question = messages.findLast(({ role }) => role === "user")?.content ?? "";
  response.writeHead(200, { "content-type": "text/event-stream" });
  await pipeline(eventsOf(wantedIn(question)), response);
}

const server = createServer((request, response) => {
  let body = "";
  request.setEncoding("utf8").on("data", (text: string) => {
    body += text;
  });
  request.on("end", () => void answer(body, response));
});

server.listen(0, "127.0.0.1");
await once(server, "listening");
process.on("message", () => {
  process.send?.(written);
  written = [];
});
process.once("disconnect", () => process.exit());
process.send?.({ baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`, model });
