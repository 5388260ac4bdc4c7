import { expect, it } from "vitest";
import { startForked } from "../../bench/forked.ts";
import { createGatewayClient } from "../../bench/gateway-client.ts";
import { direct, type Upstream } from "../../bench/gateway-process.ts";
import { withOpened } from "../../bench/opened.ts";

it("the bench's chats are answered whole and in streams by its stand-in for a server of models", async () => {
  await withOpened(async (open) => {
    const { first } = await open(startForked<Upstream>("serve-upstream.ts", {}));
    const client = createGatewayClient(direct(first), 4);
    for (const stream of [true, false]) expect(await client.askAll(20, { stream })).toBeGreaterThan(0);
    expect(await client.firstWord()).toBeGreaterThan(0);
    await client.close();
    const lost = createGatewayClient({ ...direct(first), origin: "http://127.0.0.1:1" }, 1);
    await expect(lost.askAll(1, { stream: true })).rejects.toThrow();
    await lost.close();
  });
});
