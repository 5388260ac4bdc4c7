import { describe, expect, it } from "vitest";
import { connectionFault, kindOfConnectionFault, kindOfStatus, refusal } from "../../src/providers/failure-kind.ts";

describe("the kind of a refusal", () => {
  it.each([
    [400, "", "bad-request"],
    [401, "", "refused"],
    [402, "", "no-credit"],
    [403, "", "refused"],
    [404, "", "gone"],
    [405, "", "bad-request"],
    [408, "", "busy"],
    [410, "", "gone"],
    [413, "", "bad-request"],
    [422, "", "bad-request"],
    [425, "", "busy"],
    [429, "", "busy"],
    [500, "", "broken"],
    [502, "", "busy"],
    [503, "", "busy"],
    [504, "", "busy"],
    [529, "", "busy"],
    [301, "", "broken"],
    [204, "", "broken"],
    [429, '{"error":{"code":"insufficient_quota"}}', "no-credit"],
    [400, "The requested model 'X/Y-2.5' is not supported by any provider you have enabled.", "gone"],
    [400, "Model X is not supported by provider hf-inference.", "gone"],
    [400, "The model `X` does not exist or you do not have access to it.", "gone"],
    [400, "model 'X' not found", "gone"],
    [400, "X is not a valid model ID", "gone"],
    [400, "The model `X` has been decommissioned and is no longer supported.", "gone"],
    [400, '{"code":"model_not_supported"}', "gone"],
    [400, "The model's maximum context length is 8192 tokens.", "bad-request"],
    [400, "Tool weather not found in the request.", "bad-request"],
  ])("of %i %s is %s", (status, body, kind) => {
    expect(kindOfStatus(status, body)).toBe(kind);
  });
});

describe("the kind of a failed connection", () => {
  it.each([
    ["ECONNREFUSED", false, "busy"],
    ["ENOTFOUND", false, "busy"],
    ["UND_ERR_SOCKET", false, "busy"],
    [null, false, "busy"],
    ["ERR_INVALID_URL", false, "broken"],
    ["CERT_HAS_EXPIRED", false, "broken"],
    ["UND_ERR_SOCKET", true, "broken"],
  ])("%s, within the answer: %s, is %s", (code, isWithinAnswer, kind) => {
    expect(kindOfConnectionFault(code, isWithinAnswer)).toBe(kind);
  });

  it("is read from the error's cause, as fetch hides it", () => {
    const cause = Object.assign(new Error("connect"), { code: "ECONNREFUSED" });
    const error = new TypeError("fetch failed", { cause });
    const fault = connectionFault({ who: "Ollama", error, isWithinAnswer: false });
    expect(fault).toMatchObject({ kind: "busy", code: "ECONNREFUSED", cause: error });
    expect(fault.message).toBe("Ollama could not be reached, or hung up (ECONNREFUSED).");
  });
});

describe("a refusal", () => {
  it("is a sentence with the explanation, the advice for its kind, and no secret", () => {
    const body = JSON.stringify({ error: { message: "Bad token the-secret-token." } });
    const options = { who: "Replicate", status: 401, body, secrets: ["the-secret-token"], retryAfterMs: 5 };
    const error = refusal({ ...options, advice: { refused: "Check REPLICATE_API_TOKEN.", gone: "x" } });
    expect(error.message).toBe(
      'Replicate answered 401: the key was not accepted, or may not use the model ("Bad token [secret]"). Check REPLICATE_API_TOKEN.',
    );
    expect(error).toMatchObject({ kind: "refused", code: 401, retryAfterMs: 5 });
  });
});
