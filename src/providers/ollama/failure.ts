import { recordOrNull, textOrNull } from "../../shared/foreign-json.ts";
import { RefusedAnswer } from "../../shared/http-failure.ts";
import { reportedFault } from "../failure-kind.ts";
import { CallError, type FailureKind } from "../invocation.ts";
import { type Endpoint, secretsOf } from "../open-ai/endpoint.ts";

/** The model is of another sort altogether (`"nomic-embed-text" does not support chat`). */
const otherSort = /does not support (?:chat|generate|completion|embed)/i;

/**
 * It lacks what this one request wants: tools, pictures, thinking. Neither is the request wrong, nor the model gone for
 * others: the next route is tried.
 */
const lacks = /does not support|is not supported (?:for|by) this model|missing data required for image input/i;

/** The machine's memory is full for the moment: another model is loaded, or other programs run. */
const memory = /\bmemory\b|cudaMalloc|\bVRAM\b/i;

/** What Ollama's own words say of the kind; null where the status alone decides. */
function kindOfText(status: number, text: string): FailureKind | null {
  if (otherSort.test(text)) return "gone";
  if (lacks.test(text)) return "broken";
  return status >= 500 && memory.test(text) ? "busy" : null;
}

function adviceFor(code: CallError["code"], model: string): string {
  if (code === 404) return ` Install the model with "ollama pull ${model}", or choose another.`;
  return code === "ECONNREFUSED" ? ' Start it with "ollama serve".' : "";
}

/** The error with the kind that Ollama's words mean, and what a person can do. */
export function withOllamasMeaning(error: unknown, model: string): unknown {
  if (!(error instanceof CallError)) return error;
  const { code, retryAfterMs, cause } = error;
  const told = cause instanceof RefusedAnswer ? cause.body : error.message;
  const kind = (typeof code === "number" ? kindOfText(code, told) : null) ?? error.kind;
  return new CallError(error.message + adviceFor(code, model), { kind, code, retryAfterMs, cause });
}

/** An error within a stream: `{ "error": "…" }`, and in newer versions its status. */
export function faultWithin(endpoint: Endpoint, line: Readonly<Record<string, unknown>>): CallError {
  const fault = reportedFault({ who: endpoint.who, error: line.error, secrets: secretsOf(endpoint) });
  const text = textOrNull(line.error) ?? textOrNull(recordOrNull(line.error)?.message) ?? "";
  const kind = kindOfText(500, text) ?? fault.kind;
  return new CallError(fault.message, { kind, code: fault.code, cause: fault });
}
