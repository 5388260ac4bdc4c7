import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { ReplicateFault } from "../../../demo/world/replicate/fault.ts";
import { callOf, chat, chatModel, faultOf, pipeline, type ReplicateFixture, startFixture, textOf } from "./fixture.ts";

let fixture: ReplicateFixture;

beforeEach(async () => {
  fixture = await startFixture();
});
afterEach(() => fixture.stop());

const isStart = ({ method, path }: { method: string; path: string }) =>
  method === "POST" && path.endsWith("/predictions");

describe("a refusal of Replicate's", () => {
  it.each([
    [400, undefined, "bad-request"],
    [401, undefined, "refused"],
    [402, undefined, "no-credit"],
    [403, undefined, "refused"],
    [404, undefined, "gone"],
    [410, undefined, "gone"],
    [422, undefined, "bad-request"],
    [422, "The specified version does not exist (or perhaps you don't have permission to use it?)", "gone"],
    [429, undefined, "busy"],
    [500, undefined, "broken"],
    [503, undefined, "busy"],
  ] as const)("%s %s is of the kind %3$s", async (status, detail, kind) => {
    fixture.standIn.fail({ kind: "status", status, when: isStart, ...(detail !== undefined && { detail }) });
    const fault = await faultOf(fixture.provider, chat("Hi"));
    expect([fault.kind, fault.code]).toEqual([kind, status]);
    expect(fault.message).toMatch(/^Replicate .+\.$/);
    expect(fixture.standIn.requests.filter(({ method }) => method === "POST")).toHaveLength(1);
  });

  it.each([
    ["- input: prompt is required\n", true],
    ["- input.num_outputs: Must be less than or equal to 4\n", true],
    ["- input is required\n", false],
    ["Input validation of another kind", false],
  ])("with 422 says by %j whether it is this model alone that does not take it", async (detail, othersMay) => {
    fixture.standIn.fail({ kind: "status", status: 422, detail, when: isStart });
    const fault = await faultOf(fixture.provider, chat("Hi"));
    expect([fault.kind, fault.othersMay]).toEqual(["bad-request", othersMay]);
  });

  it("says when it wants to be asked again", async () => {
    fixture.standIn.fail({ kind: "status", status: 429, retry_after: 5, when: isStart });
    expect((await faultOf(fixture.provider, chat("Hi"))).retryAfterMs).toBe(5_000);
  });

  it("says what to check, and never shows the token", async () => {
    await fixture.stop();
    fixture = await startFixture({ environment: { REPLICATE_API_TOKEN: "r8_wrong_token" } });
    const fault = await faultOf(fixture.provider, chat("Hi"));
    expect(fault.kind).toBe("refused");
    expect(fault.message).toContain("Check REPLICATE_API_TOKEN");
    expect(fault.message).not.toContain("r8_wrong_token");
  });

  it("is ours where there is no token", async () => {
    await fixture.stop();
    fixture = await startFixture({ environment: { REPLICATE_API_TOKEN: "" } });
    const fault = await faultOf(fixture.provider, chat("Hi"));
    expect([fault.kind, fault.message]).toEqual(["refused", expect.stringContaining("set REPLICATE_API_TOKEN")]);
  });

  it("says that a model is gone", async () => {
    fixture.standIn.removeModel(chatModel);
    expect((await faultOf(fixture.provider, chat("Hi"))).kind).toBe("gone");
  });

  it("of a model that is gone since its form was read is not remembered", async () => {
    await callOf(fixture.provider, chat("Hi"));
    const lift = fixture.standIn.fail({ kind: "status", status: 404, when: isStart });
    expect((await faultOf(fixture.provider, chat("Hi"))).kind).toBe("gone");
    lift();
    await callOf(fixture.provider, chat("Hi"));
    expect(fixture.standIn.requests.filter(({ url }) => url === `/v1/models/${chatModel}`)).toHaveLength(2);
  });
});

describe("an answer of Replicate's that is none", () => {
  it.each<[string, ReplicateFault, string]>([
    ["a closed connection", { kind: "closed", when: isStart }, "busy"],
    ["a web page", { kind: "html", when: isStart }, "broken"],
    ["JSON that is cut short", { kind: "truncated", when: isStart }, "broken"],
    ["nothing", { kind: "run-empty" }, "broken"],
    ["a stream that ends too soon", { kind: "stream-stops", after: 3, ending: "end" }, "broken"],
    ["a stream that is cut off", { kind: "stream-stops", after: 3, ending: "cut" }, "broken"],
    ["an error within a stream", { kind: "stream-error", after: 3, detail: "CUDA error" }, "broken"],
    ["a model that fails", { kind: "run-fails", error: "CUDA out of memory" }, "broken"],
    ["a run that Replicate ends", { kind: "run-ends", status: "canceled" }, "broken"],
    [
      "a picture that is not shown",
      { kind: "run-fails", error: "NSFW content detected. Try a different prompt." },
      "bad-request",
    ],
    [
      "a request that is flagged",
      { kind: "run-fails", error: "The input or output was flagged as sensitive. (E005)" },
      "bad-request",
    ],
    [
      "a model that is asked too much",
      { kind: "run-fails", error: "Service is currently unavailable due to high demand. (E003)" },
      "busy",
    ],
    [
      "a run that is interrupted",
      { kind: "run-fails", error: "Prediction interrupted; please retry (code: PA)" },
      "busy",
    ],
  ])("%s is told as such", async (_, fault, kind) => {
    fixture.standIn.fail(fault);
    const error = await faultOf(fixture.provider, chat("Hi"));
    expect(error.kind).toBe(kind);
    expect(error.message).toMatch(/\.$/);
  });

  it.each([
    ["Invalid input: width must be a multiple of 8. (E006)", true],
    ["NSFW content detected. Try a different prompt.", false],
  ])("says by %j whether another model may take it", async (error, othersMay) => {
    fixture.standIn.fail({ kind: "run-fails", error });
    const fault = await faultOf(fixture.provider, chat("Hi"));
    expect([fault.kind, fault.othersMay]).toEqual(["bad-request", othersMay]);
  });

  it("is told in the model's own words, shortened", async () => {
    fixture.standIn.fail({ kind: "run-fails", error: `It broke.\n${"x".repeat(1_000)}` });
    const { message } = await faultOf(fixture.provider, pipeline("A lighthouse"), {
      model: "black-forest-labs/flux-schnell",
      interface: "text-to-image",
    });
    expect(message).toContain("It broke. xxx");
    expect(message.length).toBeLessThan(300);
  });

  it("counts for a run that never began as well", async () => {
    fixture.standIn.fail({ kind: "run-ends", status: "aborted" });
    const fault = await faultOf(fixture.provider, pipeline("Waves"), {
      model: "minimax/video-01",
      interface: "text-to-video",
    });
    expect([fault.kind, fault.code]).toEqual(["broken", "aborted"]);
  });

  it("calls off a run whose stream died", async () => {
    fixture.standIn.fail({ kind: "stream-stops", after: 2, ending: "cut" });
    await faultOf(fixture.provider, chat("Hi"));
    await vi.waitFor(() => expect(fixture.standIn.runs()[0]?.status).toBe("canceled"));
  });
});

describe("a hang of Replicate's", () => {
  it.each<[string, ReplicateFault, number]>([
    ["before the run begins", { kind: "silence", when: isStart }, 2],
    ["while the form is read", { kind: "silence", when: ({ method }) => method === "GET" }, 1],
    ["within a stream", { kind: "stream-stops", after: 2, ending: "hang" }, 3],
    ["of the model", { kind: "run-hangs" }, 3],
  ])("%s ends with the caller's deadline", async (_, fault, requests) => {
    fixture.standIn.fail(fault);
    const controller = new AbortController();
    const call = callOf(fixture.provider, chat("Hi"), { signal: controller.signal });
    await Promise.race([call, vi.waitFor(() => expect(fixture.standIn.requests).toHaveLength(requests))]);
    controller.abort(new DOMException("The time is up.", "TimeoutError"));
    await expect(call).rejects.toBe(controller.signal.reason);
  });
});

describe("a moment's fault while a run is waited for", () => {
  const media = { model: "black-forest-labs/flux-schnell", interface: "text-to-image" };
  const isPoll = ({ method, path }: { method: string; path: string }) =>
    method === "GET" && /^\/v1\/predictions\/\w+$/.test(path);

  it("does not lose the run", async () => {
    fixture.standIn.fail({ kind: "status", status: 503, when: isPoll, times: 2 });
    fixture.standIn.fail({ kind: "status", status: 429, retry_after: 9, when: isPoll, times: 1 });
    const events = await callOf(fixture.provider, pipeline("A lighthouse"), media);
    expect(events.some(({ type }) => type === "file")).toBe(true);
    expect(fixture.clock.waits).toContain(9_000);
  });

  it("loses it where it does not pass, and calls it off", async () => {
    fixture.standIn.fail({ kind: "status", status: 503, when: isPoll });
    expect((await faultOf(fixture.provider, pipeline("A lighthouse"), media)).kind).toBe("busy");
    await vi.waitFor(() => expect(fixture.standIn.runs()[0]?.status).toBe("canceled"));
  });

  it("costs a streamed answer its counters only", async () => {
    fixture.standIn.fail({ kind: "status", status: 500, when: isPoll });
    const events = await callOf(fixture.provider, chat("Hi"));
    expect(textOf(events)).toContain("Hi");
    expect(events.at(-1)).toMatchObject({ type: "usage", usage: { outputTokens: null } });
  });

  it("passes over comments in a stream", async () => {
    fixture.standIn.fail({ kind: "stream-comments" });
    expect(textOf(await callOf(fixture.provider, chat("Hi")))).toContain("Hi");
  });
});
