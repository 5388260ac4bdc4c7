import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { calling, callOf, chat, pipeline, type ReplicateFixture, startFixture } from "./fixture.ts";

let fixture: ReplicateFixture;

beforeEach(async () => {
  fixture = await startFixture();
});
afterEach(() => fixture.stop());

const statuses = () => fixture.standIn.runs().map(({ status }) => status);

describe("a call on Replicate that is left", () => {
  it("is called off where the caller goes away in the middle of a stream", async () => {
    fixture.standIn.fail({ kind: "stream-stops", after: 3, ending: "hang" });
    const controller = new AbortController();
    const texts: string[] = [];
    await expect(async () => {
      for await (const event of calling(fixture.provider, chat("Hi"), { signal: controller.signal })) {
        if (event.type === "text") texts.push(event.text);
        if (texts.length === 3) controller.abort(new Error("gone away"));
      }
    }).rejects.toThrow("gone away");
    await vi.waitFor(() => expect(statuses()).toEqual(["canceled"]));
  });

  it("is called off where nobody reads on", async () => {
    for await (const event of calling(fixture.provider, chat("Hi"))) if (event.type === "text") break;
    await vi.waitFor(() => expect(statuses()).toEqual(["canceled"]));
  });

  it("is called off while it is waited for", async () => {
    fixture.standIn.fail({ kind: "run-hangs" });
    const controller = new AbortController();
    const options = { model: "minimax/video-01", interface: "text-to-video", signal: controller.signal };
    await expect(async () => {
      for await (const { type } of calling(fixture.provider, pipeline("Waves"), options)) {
        if (type === "life") controller.abort();
      }
    }).rejects.toThrow("aborted");
    await vi.waitFor(() => expect(statuses()).toEqual(["canceled"]));
  });

  it("is called off where it has begun and the answer to that is still under way", async () => {
    const release = fixture.standIn.fail({ kind: "late", when: ({ method }) => method === "POST", times: 1 });
    const controller = new AbortController();
    const call = callOf(fixture.provider, chat("Hi"), { signal: controller.signal });
    await vi.waitFor(() => expect(statuses()).toEqual(["starting"]));
    controller.abort();
    await expect(call).rejects.toBe(controller.signal.reason);
    release();
    await vi.waitFor(() => expect(statuses()).toEqual(["canceled"]));
  });

  it("is not even begun where the caller has gone before", async () => {
    await expect(callOf(fixture.provider, chat("Hi"), { signal: AbortSignal.abort() })).rejects.toThrow("aborted");
    expect(fixture.standIn.requests).toEqual([]);
  });

  it("is left alone at its end", async () => {
    await callOf(fixture.provider, chat("Hi"));
    expect(statuses()).toEqual(["succeeded"]);
    expect(fixture.standIn.requests.some(({ url }) => url.endsWith("/cancel"))).toBe(false);
  });
});
