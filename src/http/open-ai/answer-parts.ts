import type { AnswerData, CallUsage, FinishReason } from "../../domain/answer.ts";
import type { MediaFile } from "../../domain/input.ts";

/** Tokens in OpenAI's words; null where the provider did not say both, for its clients take no unknown numbers. */
export function usageBody(usage: CallUsage | null): Record<string, unknown> | null {
  if (usage === null || usage.inputTokens === null || usage.outputTokens === null) return null;
  const { inputTokens, outputTokens, reasoningTokens } = usage;
  return {
    prompt_tokens: inputTokens,
    completion_tokens: outputTokens,
    total_tokens: inputTokens + outputTokens,
    ...(reasoningTokens !== null && { completion_tokens_details: { reasoning_tokens: reasoningTokens } }),
  };
}

/** A file beside the text; OpenAI has no such field, so this one is ours. */
export function fileBody({ bytes, mediaType, name }: MediaFile): Record<string, unknown> {
  return { type: "file", media_type: mediaType, name, data: Buffer.from(bytes).toString("base64") };
}

/** What is no text (labels, entities, vectors) as the text of an answer: JSON. */
export function dataText(data: AnswerData): string {
  return JSON.stringify(data);
}

/** Some providers end with "stop" although tools are called; callers go by the reason. */
export function finishReason(reason: FinishReason, callsTools: boolean): FinishReason {
  return callsTools && reason === "stop" ? "tool_calls" : reason;
}
