import type { HubMapping } from "../world/hub-record.ts";
import { objectIdOf } from "../world/record-store.ts";
import { known, numberOf, type Row, readTable } from "./table.ts";

const hostColumns = [
  "model",
  "host",
  "task",
  "status",
  "kind",
  "inputPrice",
  "outputPrice",
  "context",
  "firstToken",
  "tokensPerSecond",
  "request",
  "tools",
] as const;
type HostRow = Row<(typeof hostColumns)[number]>;

/** The hosts of each model of a table, by the model's id. */
export function readHosts(file: string): ReadonlyMap<string, HubMapping[]> {
  const rows = Map.groupBy(readTable(file, hostColumns), ({ model }) => model ?? "");
  return new Map([...rows].map(([model, hosts]) => [model, hosts.map(mappingOf)]));
}

function mappingOf(row: HostRow): HubMapping {
  const { model = "", host = "", task = "", status = "live" } = row;
  const isAdapter = row.kind === "adapter";
  return known<HubMapping>({
    _id: objectIdOf(`${host}:${model}:${task}`),
    provider: host,
    providerId: isAdapter ? `${host}/lora` : model.toLowerCase(),
    status,
    task,
    type: isAdapter ? "tag-filter" : "single-model",
    isModelAuthor: model.startsWith(`${host}/`),
    adapter: isAdapter ? "lora" : undefined,
    adapterWeightsPath: isAdapter ? "pytorch_lora_weights.safetensors" : undefined,
    features:
      row.tools === undefined ? undefined : { toolCalling: row.tools === "yes", structuredOutput: row.tools === "yes" },
    performance: performanceOf(row),
    providerDetails: detailsOf(row),
    previousStatus: status === "error" ? "live" : undefined,
  });
}

function performanceOf(row: HostRow): HubMapping["performance"] {
  return unlessEmpty(
    known<NonNullable<HubMapping["performance"]>>({
      requestLatencyMs: numberOf(row.request),
      firstTokenLatencyMs: numberOf(row.firstToken),
      tokensPerSecond: numberOf(row.tokensPerSecond),
    }),
  );
}

function detailsOf(row: HostRow): HubMapping["providerDetails"] {
  const input = numberOf(row.inputPrice);
  const output = numberOf(row.outputPrice);
  return unlessEmpty(
    known<NonNullable<HubMapping["providerDetails"]>>({
      context_length: numberOf(row.context),
      pricing: input === undefined || output === undefined ? undefined : { input, output },
    }),
  );
}

function unlessEmpty<T extends object>(fields: T): T | undefined {
  return Object.keys(fields).length > 0 ? fields : undefined;
}
