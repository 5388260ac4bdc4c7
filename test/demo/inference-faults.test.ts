import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Fault } from "../../demo/world/fault.ts";
import { startWorld, type World } from "../../demo/world/world.ts";

const model = "zai-org/GLM-5";

let world: World;

beforeEach(async () => {
  world = await startWorld();
});

afterEach(async () => {
  await world.stop();
});

function chat(body: Record<string, unknown> = {}, signal?: AbortSignal): Promise<Response> {
  return fetch(`${world.router.url}/v1/chat/completions`, {
    method: "POST",
    headers: { authorization: `Bearer ${world.token}`, "content-type": "application/json" },
    body: JSON.stringify({ model, messages: [{ role: "user", content: "Hello" }], ...body }),
    ...(signal && { signal }),
  });
}

/** Reads so many events, and leaves the rest unread. */
async function readEvents(response: Response, count: number): Promise<string> {
  const reader = response.body?.getReader();
  const decoder = new TextDecoder();
  let text = "";
  while (reader && events(text).length < count) {
    text += decoder.decode((await reader.read()).value, { stream: true });
  }
  return text;
}

const events = (text: string) => text.split("\n\n").filter((part) => part.startsWith("data: "));

describe("a fault of inference", () => {
  it("concerns one model, or one host, as often as is wanted", async () => {
    world.router.fail({ kind: "status", status: 503, host: "novita", times: 2 });
    world.router.fail({ kind: "status", status: 410, model: "openai/gpt-oss-20b" });
    const statuses = async (wanted: string) => (await chat({ model: wanted })).status;
    expect(await statuses(`${model}:together`)).toBe(200);
    expect(await statuses(`${model}:novita`)).toBe(503);
    expect(await statuses("openai/gpt-oss-20b")).toBe(410);
    expect(await statuses("deepseek-ai/DeepSeek-V4-Pro:novita")).toBe(503);
    expect(await statuses(`${model}:novita`)).toBe(200);
    expect(world.router.countCalls({ host: "novita", outcome: "failed" })).toBe(2);
    expect(world.router.countCalls({ outcome: "answered" })).toBe(2);
  });

  it("is lifted by itself, while others stay", async () => {
    const lift = world.router.fail({ kind: "status", status: 503, model });
    world.router.fail({ kind: "status", status: 402 });
    expect((await chat()).status).toBe(503);
    lift();
    expect((await chat()).status).toBe(402);
  });

  it("ends a stream before its end, with and without the connection", async () => {
    world.router.fail({ kind: "truncated", after: 5, times: 1 });
    expect(events(await (await chat({ stream: true })).text())).toHaveLength(5);
    world.router.fail({ kind: "truncated", after: 5, cut: true, times: 1 });
    await expect((await chat({ stream: true })).text()).rejects.toThrow();
    expect(world.router.countCalls({ outcome: "failed" })).toBe(2);
  });

  it.each([0, 3])("keeps a stream standing after %i events until the caller goes away", async (after) => {
    world.router.fail({ kind: "stalled", after });
    const controller = new AbortController();
    const response = await chat({ stream: true }, controller.signal);
    expect(events(await readEvents(response, after))).toHaveLength(after);
    expect(world.router.calls[0]?.outcome).toBe("running");
    controller.abort();
    await vi.waitFor(() => expect(world.router.countCalls({ model, outcome: "cancelled" })).toBe(1));
  });

  it("leaves a call without an answer, and sees the caller go away", async () => {
    world.router.fail({ kind: "silence" });
    const controller = new AbortController();
    const answer = chat({}, controller.signal).catch(() => null);
    await vi.waitFor(() => expect(world.router.countCalls({ outcome: "running" })).toBe(1));
    controller.abort();
    await answer;
    await vi.waitFor(() => expect(world.router.countCalls({ outcome: "cancelled" })).toBe(1));
  });

  it("sends nothing, a web page, another type, another role, and comments", async () => {
    const once = async (fault: Fault, body: Record<string, unknown> = {}) => {
      world.router.fail({ ...fault, times: 1 });
      return chat(body);
    };
    const message = async (response: Response) =>
      ((await response.json()) as { choices: { message: object }[] }).choices[0]?.message;
    expect(await message(await once({ kind: "empty" }))).toEqual({ role: "assistant", content: "" });
    expect((await once({ kind: "html" })).headers.get("content-type")).toContain("text/html");
    expect((await once({ kind: "content-type", type: "text/plain" })).headers.get("content-type")).toBe("text/plain");
    expect(await message(await once({ kind: "role", role: "user" }))).toMatchObject({ role: "user" });
    expect(await (await once({ kind: "role", role: "user" }, { stream: true })).text()).toContain('"role":"user"');
    const empty = await (await once({ kind: "empty" }, { stream: true })).text();
    expect(empty).not.toMatch(/"content":"[^"]/);
    expect(empty).toContain("[DONE]");
    expect(await (await once({ kind: "comments" }, { stream: true })).text()).toMatch(/^: keep-alive$/m);
  });

  it("refuses one parameter, and takes the request without it", async () => {
    world.router.fail({ kind: "reject-parameter", name: "stream_options" });
    expect((await chat({ stream: true, stream_options: { include_usage: true } })).status).toBe(400);
    expect((await chat({ stream: true })).status).toBe(200);
  });
});
