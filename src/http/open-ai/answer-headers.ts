import type { Route } from "../../domain/route.ts";
import type { Attempt } from "../../routing/request.ts";
import { routeName } from "./target.ts";

/** Headers hold no letters beyond ASCII, and a model's name may. */
function plain(text: string): string {
  return text.replace(/[^\x21-\x7e]/g, "?");
}

function attemptText(attempt: Attempt): string {
  return `${plain(routeName(attempt))};outcome=${attempt.outcome};ms=${attempt.ms}`;
}

/**
 * The headers by which an answer tells where it comes from: `x-request-id`, and `x-modelvane-model`, such as
 * "huggingface:zai-org/GLM-5@novita".
 */
export function answerHeaders(requestId: string, route: Route | null): Record<string, string> {
  const headers: Record<string, string> = { "x-request-id": requestId };
  if (route !== null) headers["x-modelvane-model"] = plain(routeName(route));
  return headers;
}

/** `x-modelvane-attempts`: each that was made, such as "huggingface:zai-org/GLM-5@novita;outcome=busy;ms=120", in order. */
export function attemptsHeader(attempts: readonly Attempt[]): Record<string, string> {
  return { "x-modelvane-attempts": attempts.map(attemptText).join(", ") };
}
