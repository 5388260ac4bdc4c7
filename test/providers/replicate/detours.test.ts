import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { ReplicateFault } from "../../../demo/world/replicate/fault.ts";
import { calling, callOf, chat, faultOf, pipeline, type ReplicateFixture, startFixture, textOf } from "./fixture.ts";

let fixture: ReplicateFixture;

beforeEach(async () => {
  fixture = await startFixture();
});
afterEach(() => fixture.stop());

interface Asked {
  method: string;
  path: string;
}
const isStream = ({ path }: Asked) => path.startsWith("/stream/");
const isFile = ({ path }: Asked) => path.startsWith("/delivery/");
const isPoll = ({ method, path }: Asked) => method === "GET" && /^\/v1\/predictions\/\w+$/.test(path);
const statuses = () => fixture.standIn.runs().map(({ status }) => status);

describe("a stream that cannot be read", () => {
  it.each<[string, ReplicateFault]>([
    ["is not there", { kind: "status", status: 404, when: isStream }],
    ["is refused", { kind: "status", status: 403, when: isStream }],
    ["is busy", { kind: "status", status: 503, retry_after: 3_600, when: isStream }],
    ["hangs up", { kind: "closed", when: isStream }],
    ["is a web page", { kind: "html", when: isStream }],
    ["ends at once", { kind: "stream-stops", after: 0, ending: "end" }],
    ["is cut off at once", { kind: "stream-stops", after: 0, ending: "cut" }],
  ])("and %s leaves the run to be waited for", async (_, fault) => {
    fixture.standIn.fail(fault);
    const events = await callOf(fixture.provider, chat("Hi"));
    expect(textOf(events)).toContain('You said: "Hi".');
    expect(statuses()).toEqual(["succeeded"]);
  });

  it("says what the run's end was where the model failed", async () => {
    fixture.standIn.fail({ kind: "stream-error", after: 0, detail: "CUDA out of memory" });
    const fault = await faultOf(fixture.provider, chat("Hi"));
    expect([fault.kind, fault.message]).toEqual(["broken", expect.stringContaining("CUDA out of memory")]);
  });
});

describe("a file that cannot be fetched", () => {
  const media = { model: "black-forest-labs/flux-schnell", interface: "text-to-image" };

  it.each<[string, ReplicateFault]>([
    ["is not there yet", { kind: "status", status: 404, when: isFile, times: 1 }],
    ["has a store that is busy", { kind: "status", status: 503, when: isFile, times: 1 }],
    ["comes over a connection that is lost", { kind: "closed", when: isFile, times: 1 }],
  ])("since it %s is asked for once more", async (_, fault) => {
    fixture.standIn.fail(fault);
    const events = await callOf(fixture.provider, pipeline("A lighthouse"), media);
    expect(events.some(({ type }) => type === "file")).toBe(true);
  });

  it.each([
    [404, "broken"],
    [410, "broken"],
    [401, "broken"],
    [402, "broken"],
    [403, "broken"],
    [500, "broken"],
    [429, "busy"],
    [503, "busy"],
  ])("with %s is not the model's doing, but %s", async (status, kind) => {
    fixture.standIn.fail({ kind: "status", status, retry_after: 3_600, when: isFile });
    const fault = await faultOf(fixture.provider, pipeline("A lighthouse"), media);
    expect([fault.kind, fault.retryAfterMs]).toEqual([kind, null]);
    expect(fault.message).toBe("Replicate made a file that could not be fetched.");
    expect(fixture.standIn.requests.filter(({ url }) => url.startsWith("/delivery/"))).toHaveLength(2);
    expect(Math.max(...fixture.clock.waits)).toBeLessThan(10_000);
  });
});

describe("a run whose record is not there", () => {
  const media = { model: "minimax/video-01", interface: "text-to-video" };

  it("is asked after again", async () => {
    fixture.standIn.fail({ kind: "status", status: 404, when: isPoll, times: 2 });
    const events = await callOf(fixture.provider, pipeline("Waves"), media);
    expect(events.some(({ type }) => type === "file")).toBe(true);
  });

  it("does not make its model one that is gone", async () => {
    fixture.standIn.fail({ kind: "status", status: 404, when: isPoll });
    const fault = await faultOf(fixture.provider, pipeline("Waves"), media);
    expect([fault.kind, fault.message]).toEqual(["broken", "Replicate has lost the run."]);
    await vi.waitFor(() => expect(statuses()).toEqual(["canceled"]));
  });
});

describe("the counters of a streamed answer", () => {
  it("are not waited for before the answer's end is told", async () => {
    const release = fixture.standIn.fail({ kind: "late", when: isPoll });
    const types: string[] = [];
    for await (const { type } of calling(fixture.provider, chat("Hi"))) {
      types.push(type);
      if (type === "finish") release();
    }
    expect(types.slice(-2)).toEqual(["finish", "usage"]);
    expect(statuses()).toEqual(["succeeded"]);
  });

  it.each([
    ["of any length", {}, ["finish", "usage"]],
    ["of limited length, whose end they would tell", { max_tokens: 5_000 }, ["usage", "finish"]],
  ])("are done without where they do not come: of an answer %s", async (_, options, last) => {
    fixture.clock.hurry();
    fixture.standIn.fail({ kind: "silence", when: isPoll });
    const events = await callOf(fixture.provider, chat("Hi", options));
    expect(textOf(events)).toContain("Hi");
    expect(events.slice(-2).map(({ type }) => type)).toEqual(last);
    expect(events).toContainEqual({ type: "usage", usage: expect.objectContaining({ outputTokens: null }) });
    expect(events).toContainEqual({ type: "finish", reason: "stop" });
    expect(fixture.standIn.requests.some(({ url }) => url.endsWith("/cancel"))).toBe(false);
  });

  it("are not asked for when the caller has gone", async () => {
    fixture.standIn.fail({ kind: "silence", when: isPoll });
    const controller = new AbortController();
    await expect(async () => {
      for await (const { type } of calling(fixture.provider, chat("Hi"), { signal: controller.signal })) {
        if (type === "finish") setImmediate(() => controller.abort(new Error("gone away")));
      }
    }).rejects.toThrow("gone away");
  });
});
