import { createInterface } from "node:readline";
import { parseArgs } from "node:util";
import { readRecordsFile } from "./records-file.ts";
import { startWorld, type World, type WorldOptions } from "./world/world.ts";

const usage = `Runs the demo's miniature internet until Ctrl-C, to try the program on by hand.

  npm run demo:world -- [--data FILE [--created-at FILE] [--as-of DAY] [--assume-licence ID]]
                        [--ollama] [--replicate] [--hub-port N] [--router-port N] [--latency MS]

  --data FILE          the models, as a JSON list of records in the Hub's own shape (default: the demo's table)
  --created-at FILE    a JSON object with the day of creation by model id, for records that lack it
  --as-of DAY          the day on which FILE was true, such as 2026-02-26: models keep the age that they had then
  --assume-licence ID  the licence of records that name none (default: they have none)
  --ollama             Ollama runs in it, with a few models
  --replicate          there is an account at Replicate

While it runs, type "close HOST" to let one of Hugging Face's hosts close (such as "close ovhcloud"), and "open HOST".
`;

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      data: { type: "string" },
      "created-at": { type: "string" },
      "as-of": { type: "string" },
      "assume-licence": { type: "string" },
      ollama: { type: "boolean", default: false },
      replicate: { type: "boolean", default: false },
      "hub-port": { type: "string" },
      "router-port": { type: "string" },
      latency: { type: "string" },
      help: { type: "boolean" },
    },
  });
  if (values.help) {
    console.log(usage);
    return;
  }
  const options: WorldOptions = {
    hasOllama: values.ollama,
    hasReplicate: values.replicate,
    latencyMs: numberOption("latency", values.latency),
    ports: {
      hub: numberOption("hub-port", values["hub-port"]),
      router: numberOption("router-port", values["router-port"]),
    },
  };
  if (values.data !== undefined) {
    options.records = readRecordsFile({
      file: values.data,
      now: Date.now(),
      ...(values["created-at"] !== undefined && { createdAtFile: values["created-at"] }),
      ...(values["as-of"] !== undefined && { asOf: values["as-of"] }),
      ...(values["assume-licence"] !== undefined && { assumedLicence: values["assume-licence"] }),
    });
  }
  const world = await startWorld(options);
  console.log("The miniature internet is running. Put this into another terminal's environment:\n");
  const environment = { ...world.environment, HF_TOKEN: world.token };
  for (const [name, value] of Object.entries(environment)) console.log(`export ${name}=${value}`);
  console.log('\nType "close HOST" or "open HOST", such as "close ovhcloud". Press Ctrl-C to end it.');
  const lines = createInterface({ input: process.stdin });
  lines.on("line", (line) => console.log(obey(line, world)));
  const stop = () => {
    lines.close();
    void world.stop();
  };
  process.once("SIGINT", stop);
  process.once("SIGTERM", stop);
}

/** Does what a person has typed; answers what to show. */
function obey(line: string, world: World): string {
  const [verb, host] = line.trim().split(/\s+/);
  if (host === undefined || (verb !== "close" && verb !== "open")) return 'Type "close HOST" or "open HOST".';
  if (verb === "open") {
    world.reopenHost(host);
    return `${host} is open.`;
  }
  const models = world.closeHost(host);
  return models === 0 ? `No model is served on ${host}.` : `${host} is closed: it served ${models} models.`;
}

function numberOption(name: string, text: string | undefined): number {
  const value = Number(text ?? 0);
  if (!Number.isInteger(value) || value < 0) throw new Error(`--${name} wants a whole number, not "${text}".`);
  return value;
}

try {
  await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  console.error(`\n${usage}`);
  process.exitCode = 2;
}
