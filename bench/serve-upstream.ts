import { once } from "node:events";
import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import process from "node:process";
import { setImmediate as nextTurn } from "node:timers/promises";

/** A server with OpenAI's API that answers at once, and always the same: what is measured is what stands before it. */
export interface UpstreamDescription {
  /** The pieces of a stream are sent one by one, as models make them, and not all together. */
  onePieceAtATime?: boolean;
}

const model = "bench-model";
const words = ["The", " weathervane", " turns", " with", " the", " wind", " of", " models."];
const usage = { prompt_tokens: 12, completion_tokens: words.length, total_tokens: 12 + words.length };
const head = { id: "chatcmpl-bench", created: 1_763_700_000, model };

function chunk(delta: Record<string, unknown>, finish: string | null): string {
  const choices = [{ index: 0, delta, finish_reason: finish }];
  return `data: ${JSON.stringify({ ...head, object: "chat.completion.chunk", choices })}\n\n`;
}

const events = [
  chunk({ role: "assistant", content: "" }, null),
  ...words.map((content) => chunk({ content }, null)),
  chunk({}, "stop"),
  `data: ${JSON.stringify({ ...head, object: "chat.completion.chunk", choices: [], usage })}\n\n`,
  "data: [DONE]\n\n",
];
const stream = events.join("");

const whole = JSON.stringify({
  ...head,
  object: "chat.completion",
  choices: [{ index: 0, message: { role: "assistant", content: words.join("") }, finish_reason: "stop" }],
  usage,
});

const { onePieceAtATime = false } = JSON.parse(process.argv[2] ?? "{}") as UpstreamDescription;

/** Each piece in a packet of its own. */
async function sendEvents(response: ServerResponse): Promise<void> {
  for (const event of events) {
    response.write(event);
    await nextTurn();
  }
  response.end();
}

function answer(body: string, response: ServerResponse): void {
  const isStreamed = body.includes('"stream":true');
  response.writeHead(200, { "content-type": isStreamed ? "text/event-stream" : "application/json" });
  if (isStreamed && onePieceAtATime) void sendEvents(response);
  else response.end(isStreamed ? stream : whole);
}

const server = createServer((request, response) => {
  let body = "";
  request.setEncoding("utf8").on("data", (text: string) => {
    body += text;
  });
  request.on("end", () => answer(body, response));
});

server.listen(0, "127.0.0.1");
await once(server, "listening");
process.once("disconnect", () => process.exit());
process.send?.({ baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`, model });
