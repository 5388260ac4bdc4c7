import type { Answer } from "../answer.ts";
import { objectOf } from "../open-ai/json.ts";

/** How the content of a chat's answer goes wrong, while the connection is well. */
export type OllamaFault = { model?: string; times?: number } & (
  | /** It begins and ends, and holds nothing. */ { kind: "empty-answer" }
  | /** It speaks in this role. */ { kind: "other-role"; role: string }
  | /** One of its lines is no JSON. */ { kind: "no-json" }
);

/** The answer as the fault spoils it. Answers that are no chat stay as they are. */
export function spoilt(answer: Answer, fault: OllamaFault): Answer {
  if (answer.events) return { ...answer, events: answer.events.map((event, place) => spoiltPart(event, fault, place)) };
  return "message" in objectOf(answer.body) ? { ...answer, body: spoiltPart(answer.body, fault, 1) } : answer;
}

function spoiltPart(part: unknown, fault: OllamaFault, place: number): unknown {
  if (fault.kind === "no-json") return place === 1 ? "<oops>" : part;
  const message = objectOf(objectOf(part).message);
  const role = fault.kind === "other-role" ? fault.role : message.role;
  const content = fault.kind === "empty-answer" ? { content: "" } : message;
  return { ...objectOf(part), message: { ...content, role } };
}
