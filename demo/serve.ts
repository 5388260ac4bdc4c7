import { parseArgs } from "node:util";
import { readRecordsFile } from "./records-file.ts";
import { startWorld, type WorldOptions } from "./world/world.ts";

const usage = `Runs the demo's miniature internet until Ctrl-C, to try the program on by hand.

  npm run demo:world -- [--data FILE [--created-at FILE] [--as-of DAY] [--assume-licence ID]]
                        [--ollama] [--replicate] [--hub-port N] [--router-port N] [--latency MS]

  --data FILE          the models, as a JSON list of records in the Hub's own shape (default: the demo's table)
  --created-at FILE    a JSON object with the day of creation by model id, for records that lack it
  --as-of DAY          the day on which FILE was true, such as 2026-02-26: models keep the age that they had then
  --assume-licence ID  the licence of records that name none (default: they have none)
  --ollama             Ollama runs in it, with a few models
  --replicate          there is an account at Replicate
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
  console.log("\nPress Ctrl-C to end it.");
  const stop = () => void world.stop();
  process.once("SIGINT", stop);
  process.once("SIGTERM", stop);
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
