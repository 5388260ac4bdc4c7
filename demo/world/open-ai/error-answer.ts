import { type Answer, jsonAnswer } from "../answer.ts";

/** An error in OpenAI's shape. */
export function openAiError(options: {
  status: number;
  message: string;
  code?: string | null;
  param?: string | null;
}): Answer {
  const { status, message, code = null, param = null } = options;
  const type = status >= 500 ? "server_error" : "invalid_request_error";
  return jsonAnswer({ error: { message, type, param, code } }, status);
}
