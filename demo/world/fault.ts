/** Which requests go wrong: those that `when` accepts (all, without it), `times` times (for ever, without it). */
interface FaultScope {
  when?: (url: URL) => boolean;
  times?: number;
}

export type FaultKind =
  /** Another status, with headers and a body of the test's choice. */
  | { kind: "status"; status: number; headers?: Record<string, string>; body?: unknown }
  /** Status 200 with a web page. */
  | { kind: "html" }
  /** The answer ends in its middle; with `cut`, it does so before the length that its headers promise. */
  | { kind: "truncated"; cut?: boolean }
  /** The request is taken, and never answered. */
  | { kind: "silence" }
  /** The connection is closed without an answer. */
  | { kind: "closed" }
  /** A list without entries, and without a next page. */
  | { kind: "empty" }
  /** A null, a text and a record without an id among the good records. */
  | { kind: "malformed-record" }
  /** Status 400 for this one name of `expand`, with a body that lists the others; other requests are answered. */
  | { kind: "reject-expand"; field: string }
  /** An object where the list belongs. */
  | { kind: "wrong-shape" };

export type Fault = FaultScope & FaultKind;
