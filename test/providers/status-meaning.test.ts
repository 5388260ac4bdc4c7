import { describe, expect, it } from "vitest";
import { meaningOfStatus } from "../../src/providers/status-meaning.ts";

describe("a status", () => {
  it.each([
    [204, "broken"],
    [301, "broken"],
    [400, "bad-request"],
    [401, "refused"],
    [402, "no-credit"],
    [403, "refused"],
    [404, "gone"],
    [405, "broken"],
    [408, "busy"],
    [409, "broken"],
    [410, "gone"],
    [422, "bad-request"],
    [424, "broken"],
    [425, "busy"],
    [429, "busy"],
    [451, "broken"],
    [500, "broken"],
    [502, "busy"],
    [503, "busy"],
    [504, "busy"],
    [529, "busy"],
  ])("of %i is %s where no words say otherwise", (status, kind) => {
    expect(meaningOfStatus(status, "")).toEqual({ kind, othersMay: false });
  });

  it.each([413, 415])("of %i is said of this server: another may take the request", (status) => {
    expect(meaningOfStatus(status, "")).toEqual({ kind: "bad-request", othersMay: true });
  });

  it("of 429 is an account without credit where the words say so", () => {
    expect(meaningOfStatus(429, '{"error":{"code":"insufficient_quota"}}').kind).toBe("no-credit");
  });
});

describe("a refusal's words", () => {
  it.each([
    "The requested model 'X/Y-2.5' is not supported by any provider you have enabled.",
    "Model X is not supported by provider hf-inference.",
    "Model not supported by provider together",
    "Model X/Y is not supported for task conversational",
    "The model `X` does not exist or you do not have access to it.",
    "The model X.Y-2 does not exist",
    "Model with id X does not exist",
    "model 'X' not found",
    'model "llama3.2:3b" not found, try pulling it first',
    "X is not a valid model ID",
    "The model `X` has been decommissioned and is no longer supported.",
    '{"code":"model_not_supported"}',
  ])("say that the model is not served: %s", (body) => {
    expect(meaningOfStatus(400, body)).toEqual({ kind: "gone", othersMay: false });
  });

  it.each([
    [400, "The model's maximum context length is 8192 tokens."],
    [400, '{"error":{"code":"context_length_exceeded"}}'],
    [400, "At most 0 image(s) may be provided in one request."],
    [400, '"auto" tool choice requires --enable-auto-tool-choice and --tool-call-parser to be set'],
    [404, "No endpoints found that support tool use."],
    [404, "No endpoints found that support image input"],
    [400, "`logprobs` is not supported with this model"],
    [400, "For this model, the parameter 'logprobs' is not supported"],
    [400, "qwen does not support tools"],
    [422, "This model does not support response_format"],
  ])("say with %i that another model may take it: %s", (status, body) => {
    expect(meaningOfStatus(status, body)).toEqual({ kind: "bad-request", othersMay: true });
  });

  it.each([
    [400, "Tool weather not found in the request."],
    [400, "The model could not read the request: image URL not found"],
    [400, "Invalid model input, tool_choice: function 'foo' not found"],
    [422, "messages: field required"],
    [403, "Your chosen model requires moderation and your input was flagged for violence"],
    [400, '{"code":"content_policy_violation"}'],
  ])("speak with %i of the request, and not of the model: %s", (status, body) => {
    expect(meaningOfStatus(status, body)).toEqual({ kind: "bad-request", othersMay: false });
  });
});
