import { randomBytes } from "node:crypto";
import type { Mind } from "../knowledge/minds.ts";
import { unknownVersion, usualError } from "./api-error.ts";
import type { RunFault } from "./fault.ts";
import { type DemoModel, versionOf } from "./model.ts";
import type { Product } from "./work.ts";

export type RunStatus = "starting" | "processing" | "succeeded" | "failed" | "canceled" | "aborted";

/** A prediction. */
export interface Run {
  id: string;
  model: DemoModel;
  input: Readonly<Record<string, unknown>>;
  status: RunStatus;
  product: Product;
  fault: RunFault | undefined;
  isStreamed: boolean;
  createdAt: number;
  error: string | null;
  /** `Cancel-After`, as it came; null without it. */
  cancelAfter: string | null;
}

const over: ReadonlySet<RunStatus> = new Set<RunStatus>(["succeeded", "failed", "canceled", "aborted"]);

export function isOver({ status }: Run): boolean {
  return over.has(status);
}

/** Seconds of hardware that a run takes, whatever it does. */
const predictSeconds = 1.5;

export function newRun(options: {
  model: DemoModel;
  input: Record<string, unknown>;
  mind: Mind;
  fault: RunFault | undefined;
  now: number;
  cancelAfter: string | null;
}): Run {
  const { model, input, mind, fault, now, cancelAfter } = options;
  const missing = model.required.filter((name) => input[name] === undefined);
  if (missing.length > 0) {
    throw usualError(422, { detail: missing.map((name) => `- input: ${name} is required\n`).join("") });
  }
  return {
    id: randomBytes(16).toString("hex").slice(0, 26),
    model,
    input,
    status: "starting",
    product: model.work({ model: model.id, input, mind }),
    fault,
    isStreamed: model.isStreaming,
    createdAt: now,
    error: null,
    cancelAfter,
  };
}

/** Ends a run as it would end by itself. */
export function finish(run: Run): void {
  const { fault } = run;
  if (isOver(run) || fault?.kind === "run-hangs") return;
  if (fault?.kind === "run-fails" || fault?.kind === "stream-error") {
    run.status = "failed";
    run.error = fault.kind === "run-fails" ? fault.error : fault.detail;
  } else {
    run.status = fault?.kind === "run-ends" ? fault.status : "succeeded";
  }
}

/** One step further: whoever looks at a run finds it a step on, so that nothing here takes time. */
export function advance(run: Run): void {
  if (run.status === "starting") run.status = "processing";
  else finish(run);
}

/** The run's file lies at the address that `delivery` names. */
function outputOf(run: Run, delivery: string): unknown {
  if (run.status !== "succeeded" || run.fault?.kind === "run-empty") return null;
  const { product } = run;
  if (product.kind === "json") return product.value;
  if (product.kind === "text") return run.model.output.type === "array" ? product.pieces : product.pieces.join("");
  const address = `${delivery}/${run.id}/output.${product.extension}`;
  return product.isList ? [address] : address;
}

function metricsOf(run: Run): Record<string, number> {
  const time = { predict_time: predictSeconds, total_time: predictSeconds + 0.2 };
  if (run.product.kind !== "text") return time;
  const tokens = run.product.pieces.length;
  const inTokens = JSON.stringify(run.input).length >> 2;
  return {
    ...time,
    input_token_count: inTokens,
    output_token_count: tokens,
    tokens_per_second: tokens / predictSeconds,
  };
}

/** A prediction's record. `root` is the stand-in's address, without a slash at its end. */
export function wireRun(run: Run, root: string): Record<string, unknown> {
  const address = `${root}/v1/predictions/${run.id}`;
  const stamp = (milliseconds: number) => new Date(milliseconds).toISOString();
  return {
    id: run.id,
    model: run.model.id,
    version: run.model.isOfficial ? "hidden" : versionOf(run.model),
    input: run.input,
    logs: "",
    output: outputOf(run, `${root}/delivery`),
    data_removed: false,
    error: run.error,
    source: "api",
    status: run.status,
    created_at: stamp(run.createdAt),
    ...(run.status !== "starting" && { started_at: stamp(run.createdAt) }),
    ...(isOver(run) && { completed_at: stamp(run.createdAt), metrics: metricsOf(run) }),
    urls: {
      web: `https://replicate.com/p/${run.id}`,
      get: address,
      cancel: `${address}/cancel`,
      ...(run.isStreamed && { stream: `${root}/stream/v1/predictions/${run.id}` }),
    },
  };
}

/** The model of a version's id, or of "owner/name:version" and "owner/name", which the API takes as well. */
export function modelOfVersion(models: readonly DemoModel[], version: unknown): DemoModel {
  const text = typeof version === "string" ? version : "";
  const [name, id] = text.includes(":") ? text.split(":") : text.includes("/") ? [text] : [undefined, text];
  const found = models.find((each) =>
    id === undefined ? each.id === name : versionOf(each) === id && (name === undefined || each.id === name),
  );
  if (!found) throw unknownVersion();
  return found;
}
