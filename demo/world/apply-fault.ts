import type { ServerResponse } from "node:http";
import { type Answer, type Question, writeAnswer, writeHalf } from "./answer.ts";
import { unknownExpandAnswer } from "./expand.ts";
import type { Fault } from "./fault.ts";

const webPage = "<!doctype html><html><head><title>One moment</title></head><body>We will be right back.</body></html>";

interface FaultySituation {
  fault: Fault;
  question: Question;
  response: ServerResponse;
  /** What a healthy server would say. */
  answer: (question: Question) => Answer;
}

/** Answers a request as the fault wants it, or leaves it without an answer. */
export function applyFault({ fault, question, response, answer }: FaultySituation): void {
  switch (fault.kind) {
    case "silence":
      return;
    case "closed":
      response.destroy();
      return;
    case "truncated":
      writeHalf(response, answer(question), fault.cut ?? false);
      return;
    default:
      writeAnswer(response, faultyAnswer(fault, answer(question)), question.method);
  }
}

function faultyAnswer(fault: Exclude<Fault, { kind: "silence" | "closed" | "truncated" }>, healthy: Answer): Answer {
  switch (fault.kind) {
    case "status":
      return { status: fault.status, headers: { ...fault.headers }, body: fault.body ?? { error: "Something broke." } };
    case "html":
      return { status: 200, headers: {}, body: webPage };
    case "reject-expand":
      return unknownExpandAnswer({ name: fault.field, withheld: fault.field, headers: withoutLink(healthy.headers) });
    case "empty":
      return { ...healthy, headers: withoutLink(healthy.headers), body: withList(healthy.body, () => []) };
    case "malformed-record":
      return { ...healthy, body: withList(healthy.body, spoil) };
    case "wrong-shape":
      return { ...healthy, headers: withoutLink(healthy.headers), body: withList(healthy.body, () => ({ models: 0 })) };
  }
}

/** Changes the list that an answer is (the Hub) or holds as `data` (the router). */
function withList(body: unknown, change: (list: unknown[]) => unknown): unknown {
  if (Array.isArray(body)) return change(body);
  if (isObject(body) && Array.isArray(body.data)) return { ...body, data: change(body.data) };
  return body;
}

function spoil(list: unknown[]): unknown[] {
  const [first, ...others] = list;
  const nameless = isObject(first) ? { ...first, id: undefined } : {};
  return [null, ...(first === undefined ? [] : [first]), "not a record", nameless, ...others];
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}

function withoutLink({ Link: _, ...headers }: Record<string, string>): Record<string, string> {
  return headers;
}
