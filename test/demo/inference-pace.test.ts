import { afterEach, expect, it, vi } from "vitest";
import { startWorld, type World } from "../../demo/world/world.ts";

let world: World;

afterEach(async () => {
  await world.stop();
});

function ask(options: { stream: boolean; signal?: AbortSignal }): Promise<Response> {
  const { stream, ...rest } = options;
  return fetch(`${world.router.url}/v1/chat/completions`, {
    method: "POST",
    headers: { "content-type": "application/json", authorization: `Bearer ${world.token}` },
    body: JSON.stringify({ model: "zai-org/GLM-5", stream, messages: [{ role: "user", content: "Hi" }] }),
    ...rest,
  });
}

it("a stream with a pace comes whole, and can still be cut off", async () => {
  world = await startWorld({ tokensPerSecond: 2_000 });
  world.router.fail({ kind: "truncated", cut: true, after: 5, times: 1 });
  await expect((await ask({ stream: true })).text()).rejects.toThrow("terminated");
  expect(await (await ask({ stream: true })).text()).toMatch(/\[DONE\]\n\n$/);
});

it("a stream with a pace ends as soon as its reader goes away", async () => {
  world = await startWorld({ tokensPerSecond: 0.001 });
  const leaving = new AbortController();
  const response = await ask({ stream: true, signal: leaving.signal });
  const { value } = (await response.body?.getReader().read()) ?? {};
  expect(Buffer.from(value ?? []).toString()).toContain('"role":"assistant"');
  leaving.abort();
  await vi.waitFor(() => expect(world.router.calls).toMatchObject([{ outcome: "cancelled" }]));
});

it("a fault of streams leaves other answers alone", async () => {
  world = await startWorld();
  world.router.fail({ kind: "truncated", cut: true, streamed: true });
  expect(await (await ask({ stream: false })).json()).toHaveProperty("choices");
  await expect((await ask({ stream: true })).text()).rejects.toThrow("terminated");
});
