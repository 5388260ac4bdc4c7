import type { InferenceProviderMappingEntry } from "@huggingface/inference";
import type { Clock } from "../../../shared/clock.ts";
import { recordOrNull, textOrNull } from "../../../shared/foreign-json.ts";
import { CallError } from "../../invocation.ts";
import { type Exchange, jsonOf } from "./exchange.ts";

/** How a model is called: what its hosts call it, and how it marks a missing word. */
export interface HubMapping {
  /** In the account's order of preference. */
  hosts: readonly HostMapping[];
  /** "[MASK]"; null where the model has none, or the Hub does not tell. */
  maskToken: string | null;
}

export interface HostMapping {
  host: string;
  /** The host's own name of the model. */
  id: string;
  task: string;
  isLive: boolean;
  /** The path of an adapter's weights in the model's repository; null where it is no adapter. */
  adapterWeights: string | null;
}

export interface HubMappings {
  find(model: string, signal: AbortSignal): Promise<HubMapping>;
  /** The next `find` asks the Hub again. */
  forget(model: string): void;
}

/**
 * How long an answer of the Hub is trusted. Hosts are checked every six hours there, and a mapping that has failed comes
 * back within one.
 */
const trustedMs = 10 * 60_000;
/** Any caller may name any model. */
const mostKept = 500;

const who = "The Hugging Face Hub";

/**
 * Reads from the Hub how models are called. It takes the place of the official client's own memory of it, which never
 * forgets: a host that came later, or came back, would stay unknown for as long as the program runs.
 */
export function createHubMappings(options: {
  endpoint: string;
  /** Without a token. */
  isAnonymous: boolean;
  exchange: Exchange;
  clock: Pick<Clock, "now">;
}): HubMappings {
  const { endpoint, isAnonymous, exchange, clock } = options;
  const kept = new Map<string, { at: number; mapping: HubMapping }>();

  async function ask(model: string, signal: AbortSignal): Promise<HubMapping> {
    const path = model.split("/").map(encodeURIComponent).join("/");
    const url = `${endpoint}/api/models/${path}?expand=inferenceProviderMapping&expand=mask_token`;
    const reply = await exchange({ url, who, isTrusted: true, signal });
    return toHubMapping(jsonOf(reply, who));
  }

  function keep(model: string, mapping: HubMapping): void {
    kept.delete(model);
    kept.set(model, { at: clock.now(), mapping });
    const [oldest] = kept.keys();
    if (kept.size > mostKept && oldest !== undefined) kept.delete(oldest);
  }

  return {
    async find(model, signal) {
      const known = kept.get(model);
      if (known && clock.now() - known.at < trustedMs) return known.mapping;
      try {
        const mapping = await ask(model, signal);
        keep(model, mapping);
        return mapping;
      } catch (error) {
        // What was true a while ago is better than nothing while the Hub is ill.
        if (known && error instanceof CallError && error.kind !== "gone") return known.mapping;
        throw toUnknownModel(error, model, isAnonymous);
      }
    },
    forget: (model) => void kept.delete(model),
  };
}

/** To readers without a token, a model that is not there looks like one that they may not see: 401. */
function toUnknownModel(error: unknown, model: string, isAnonymous: boolean): unknown {
  const isUnknown = error instanceof CallError && (error.code === 404 || (error.code === 401 && isAnonymous));
  if (!isUnknown) return error;
  const message = `The Hugging Face Hub does not show ${model}: it is gone, or private.`;
  return new CallError(message, { kind: "gone", code: error.code, cause: error });
}

function toHubMapping(answer: unknown): HubMapping {
  const record = recordOrNull(answer);
  const hosts = Object.entries(recordOrNull(record?.inferenceProviderMapping) ?? {});
  return {
    hosts: hosts.flatMap(([host, value]) => toHostMapping(host, value) ?? []),
    maskToken: textOrNull(record?.mask_token),
  };
}

function toHostMapping(host: string, value: unknown): HostMapping | null {
  const entry = recordOrNull(value);
  const id = textOrNull(entry?.providerId);
  const task = textOrNull(entry?.task);
  if (!entry || id === null || task === null) return null;
  const adapterWeights = entry.adapter === "lora" ? textOrNull(entry.adapterWeightsPath) : null;
  return { host, id, task, isLive: entry.status === "live", adapterWeights };
}

/** The mapping as the official client has it. */
export function toOfficialMapping(
  model: string,
  { host, id, isLive, adapterWeights }: HostMapping,
): Omit<InferenceProviderMappingEntry, "task"> {
  return {
    hfModelId: model,
    provider: host,
    providerId: id,
    status: isLive ? "live" : "staging",
    ...(adapterWeights !== null && { adapter: "lora", adapterWeightsPath: adapterWeights }),
  };
}
