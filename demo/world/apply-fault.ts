import type { ServerResponse } from "node:http";
import { type Answer, type Question, startEvents, writeAnswer, writeHalf } from "./answer.ts";
import { unknownExpandAnswer } from "./expand.ts";
import type { Fault, FaultKind } from "./fault.ts";
import { emptied, underRole } from "./open-ai/spoil.ts";

const webPage = "<!doctype html><html><head><title>One moment</title></head><body>We will be right back.</body></html>";

interface FaultySituation {
  fault: Fault;
  question: Question;
  response: ServerResponse;
  /** What a healthy server would say. */
  answer: (question: Question) => Answer;
}

type UnfinishedKind = "truncated" | "stalled" | "error-event" | "comments";
type Unfinished = Extract<FaultKind, { kind: UnfinishedKind }>;
type Wrong = Exclude<FaultKind, { kind: UnfinishedKind | "silence" | "closed" }>;

/** Answers a request as the fault wants it, or leaves it without an answer. */
export function applyFault({ fault, question, response, answer }: FaultySituation): void {
  switch (fault.kind) {
    case "silence":
      return;
    case "closed":
      response.destroy();
      return;
    case "truncated":
    case "stalled":
    case "error-event":
    case "comments":
      writeUnfinished(fault, answer(question), response);
      return;
    default:
      writeAnswer(response, faultyAnswer(fault, answer(question)), question.method);
  }
}

function writeUnfinished(fault: Unfinished, healthy: Answer, response: ServerResponse): void {
  const { events } = healthy;
  if (!events) writePart(fault, healthy, response);
  else if (fault.kind === "comments") startEvents(response, healthy, { comments: true });
  else {
    const after = fault.after ?? Math.floor(events.length / 2);
    if (fault.kind === "error-event") {
      const error = fault.error ?? { message: "The model broke down.", type: "server_error", code: null };
      startEvents(response, { ...healthy, events: [...events.slice(0, after), { error }] });
      return;
    }
    const ending = fault.kind === "stalled" ? "hang" : fault.cut ? "cut" : "end";
    startEvents(response, healthy, { stop: { after, ending } });
  }
}

function writePart(fault: Unfinished, healthy: Answer, response: ServerResponse): void {
  if (fault.kind === "truncated") writeHalf(response, healthy, fault.cut ? "cut" : "short");
  else if (fault.kind === "stalled") writeHalf(response, healthy, "hang");
  else writeAnswer(response, healthy);
}

function faultyAnswer(fault: Wrong, healthy: Answer): Answer {
  switch (fault.kind) {
    case "status":
      return { status: fault.status, headers: { ...fault.headers }, body: fault.body ?? { error: "Something broke." } };
    case "html":
      return { status: 200, headers: {}, body: webPage };
    case "content-type":
      return { ...healthy, headers: { ...healthy.headers, "content-type": fault.type } };
    case "role":
      return underRole(healthy, fault.role);
    case "reject-parameter": {
      const message = `Unrecognized request argument supplied: ${fault.name}`;
      const body = { error: { message, type: "invalid_request_error", param: null, code: null } };
      return { status: 400, headers: {}, body };
    }
    case "reject-expand":
      return unknownExpandAnswer({ name: fault.field, withheld: fault.field, headers: withoutLink(healthy.headers) });
    case "empty":
      return emptied({ ...healthy, headers: withoutLink(healthy.headers), body: withList(healthy.body, () => []) });
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
