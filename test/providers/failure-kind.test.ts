import { describe, expect, it } from "vitest";
import { connectionFault, kindOfConnectionFault, refusal } from "../../src/providers/failure-kind.ts";

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
