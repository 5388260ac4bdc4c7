import type { Question } from "./answer.ts";
import type { CallTarget } from "./call.ts";
import { readObject } from "./open-ai/json.ts";

/**
 * Which requests go wrong: those that `when` accepts, and of calls of models those of this model, by this host (all,
 * without them); `times` times (for ever, without it).
 */
interface FaultScope {
  when?: (url: URL) => boolean;
  model?: string;
  host?: string;
  /** Only requests that want their answer as a stream. */
  streamed?: true;
  times?: number;
}

export type FaultKind =
  /** Another status, with headers and a body of the test's choice. */
  | { kind: "status"; status: number; headers?: Record<string, string>; body?: unknown }
  /** Status 200 with a web page. */
  | { kind: "html" }
  /** The healthy answer under another content type. */
  | { kind: "content-type"; type: string }
  /**
   * The answer ends in its middle; with `cut`, it does so before the length that its headers promise, or, of a stream,
   * by the connection. `after` is how many events of a stream are sent; half of them, without it.
   */
  | { kind: "truncated"; cut?: boolean; after?: number }
  /** The answer begins, and stands still in its middle. `after` as above. */
  | { kind: "stalled"; after?: number }
  /** A stream says in its middle, by an event, that it failed, and ends. `after` as above. */
  | { kind: "error-event"; after?: number; error?: unknown }
  /** The request is taken, and never answered. */
  | { kind: "silence" }
  /** The connection is closed without an answer. */
  | { kind: "closed" }
  /** A list without entries and without a next page; a chat's answer, or a file, without anything in it. */
  | { kind: "empty" }
  /** Comment lines between the events of a stream: nothing wrong, but not every reader knows them. */
  | { kind: "comments" }
  /** A chat's answer under the name of this role. */
  | { kind: "role"; role: string }
  /** Status 400 for requests whose JSON has this parameter; others are answered. */
  | { kind: "reject-parameter"; name: string }
  /** A null, a text and a record without an id among the good records. */
  | { kind: "malformed-record" }
  /** Status 400 for this one name of `expand`, with a body that lists the others; other requests are answered. */
  | { kind: "reject-expand"; field: string }
  /** An object where the list belongs. */
  | { kind: "wrong-shape" };

export type Fault = FaultScope & FaultKind;

/** Whether a request meets the fault. */
export function concerns(fault: Fault, question: Question, target: CallTarget | null): boolean {
  if (fault.when && !fault.when(question.url)) return false;
  if (fault.model !== undefined && fault.model !== target?.model) return false;
  if (fault.host !== undefined && fault.host !== target?.host) return false;
  if (fault.streamed && readObject(question.body)?.stream !== true) return false;
  if (fault.kind === "reject-parameter") return hasParameter(question, fault.name);
  if (fault.kind !== "reject-expand") return true;
  const { searchParams } = question.url;
  return [...searchParams.getAll("expand"), ...searchParams.getAll("expand[]")].includes(fault.field);
}

function hasParameter({ body }: Question, name: string): boolean {
  return body.includes(`"${name}"`);
}
