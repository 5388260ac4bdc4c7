import type { Route } from "../../domain/route.ts";
import type { Clock } from "../../shared/clock.ts";
import { recordOrNull } from "../../shared/foreign-json.ts";
import { brokenAnswer } from "../failure-kind.ts";
import { CallError } from "../invocation.ts";
import type { ReplicateApi } from "./api.ts";
import { replicate } from "./failure.ts";
import { isModelId, wordOrNull } from "./identifiers.ts";
import { type ModelForm, readModelForm } from "./model-form.ts";
import { type ModelRecord, readModel } from "./schema.ts";

/** What is run, and what goes into it. */
export interface RunTarget {
  /** "owner/name". */
  model: string;
  /** Null for a model that is called by its name. */
  version: string | null;
  form: ModelForm;
  hardware: string | null;
}

/** Knows what routes run: it asks Replicate, and remembers the answers for a while. */
export interface Targets {
  /** Rejects with a `CallError`, or the signal's reason. */
  of(route: Route, signal: AbortSignal): Promise<RunTarget>;
  /** What was remembered of the route turned out to be wrong. */
  forget(route: Route): void;
}

/** A form changes with a new version only, which a route names; what a name stands for may change at any time. */
const keptMs = 3_600_000;
const mostKept = 200;

function keyOf({ model, version }: Pick<Route, "model" | "version">): string {
  return `${model}:${version ?? ""}`;
}

async function formOfVersion(
  { model, version }: { model: string; version: string },
  { api, signal }: { api: ReplicateApi; signal: AbortSignal },
): Promise<ModelForm | null> {
  const data = await api.get(`/models/${model}/versions/${version}`, signal);
  return readModelForm(recordOrNull(data)?.openapi_schema);
}

/** A version of one's choice, where the route names one and the model has versions; the latest otherwise. */
async function read(route: Route, { api, signal }: { api: ReplicateApi; signal: AbortSignal }): Promise<RunTarget> {
  const { model } = route;
  const record: ModelRecord | null = readModel(await api.get(`/models/${model}`, signal));
  if (record === null) throw brokenAnswer(replicate, `sent something that is not the record of ${model}`);
  const version = record.isOfficial ? null : (wordOrNull(route.version) ?? record.version);
  const isOlder = version !== null && version !== record.version;
  const form = isOlder ? await formOfVersion({ model, version }, { api, signal }) : record.form;
  if (form === null) throw brokenAnswer(replicate, `does not say what goes into ${model}`);
  return { model, version, form, hardware: record.hardware };
}

export function createTargets({ api, clock }: { api: ReplicateApi; clock: Clock }): Targets {
  const kept = new Map<string, { until: number; target: RunTarget }>();
  return {
    async of(route, signal) {
      const known = kept.get(keyOf(route));
      if (known && clock.now() < known.until) return known.target;
      if (!isModelId(route.model)) {
        throw new CallError('Ids of models on Replicate look like "owner/name".', { kind: "gone", code: null });
      }
      const target = await read(route, { api, signal });
      kept.delete(keyOf(route));
      kept.set(keyOf(route), { until: clock.now() + keptMs, target });
      const [oldest] = kept.keys();
      if (kept.size > mostKept && oldest !== undefined) kept.delete(oldest);
      return target;
    },
    forget: (route) => void kept.delete(keyOf(route)),
  };
}
