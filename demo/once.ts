import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type CommandLine, createCommandLine } from "./command-line.ts";
import { type DemoWorld, startDemoWorld } from "./demo-world.ts";
import { showKeptPromises } from "./kept-promises.ts";
import { type Service, startService } from "./service.ts";
import { showWhoIsChosen } from "./who-is-chosen.ts";

/** It takes some fifteen seconds; a child that hangs on a busy machine is cut off before a reader loses patience. */
const longestRunMs = 90_000;

const question = "What does a weathervane do?";

interface Stage {
  world: DemoWorld;
  home: string;
  modelvane: CommandLine;
  /** Starts `modelvane run`; it ends with the demo. */
  startService(): Promise<Service>;
}

async function play({ world, home, modelvane, startService }: Stage): Promise<void> {
  tell(`Modelvane keeps a file, config/models.json, that says which AI model to use for which task, and keeps it true.
Here it lives for a moment in a miniature internet on this machine: a model hub with real models' facts, at
${world.environment.HF_ENDPOINT}, and an inference router. Nothing leaves this machine, nothing of yours is touched.`);

  heading("1. A dry-run: what would it do?");
  tell(`It looks at every model that a host serves today, scores them, asks the best a question whose answer it knows, and
only tells its plan. For three tasks:`);
  await modelvane("update", "--dry-run", ...tasks("conversational", "translation", "text-to-speech"));

  heading("2. An update: write it down");
  tell(`Now for all tasks, and the file is written: checked, backed up, and replaced in one step. It starts from a small
built-in table, so that a bot has something to read from its first second:`);
  await modelvane("update");

  const best = await readBestChatModel(home);
  const served = world.closeHost(best.host);
  heading("3. A host closes");
  tell(`The best chat model just now is ${best.model}, served by ${best.host}.
Now ${best.host} closes, as hosts do, and ${served} models lose it. A bot with a hard-coded address would be silent
from here on. The next update notices by itself; for three tasks:`);
  await modelvane("update", ...tasks("conversational", "code-generation", "translation"));
  const next = await readBestChatModel(home);
  tell(`Chats go to ${next.model} on ${next.host} now.`);

  heading("4. The host is back: rollback");
  world.reopenHost(best.host);
  tell(`An hour later ${best.host} answers again. Every state of the file was kept, so one command restores the one before
(as a new revision: nothing is lost):`);
  await modelvane("rollback");

  heading("5. A question, and a host that dies meanwhile");
  tell("The models can be asked as well, here and by other programs over HTTP:");
  await modelvane("ask", question);
  const service = await startService();
  const { asked, answered } = await service.ask("conversational", question, 40);
  world.closeHost(best.host);
  tell(`So do other programs, over HTTP, while the service runs (modelvane run): ${answered} of ${asked} people were answered just now.

Now ${best.host} closes again, and no update has noticed yet. Whoever asks still gets an answer, by the next model:`);
  await modelvane("ask", question);

  heading("6. Who is chosen, who is not, and why");
  await showWhoIsChosen({ world, modelvane, tell });

  heading("7. What was chosen keeps its promise");
  await showKeptPromises({ world, modelvane, service, host: best.host, tell });
}

function tasks(...names: string[]): string[] {
  return names.flatMap((name) => ["--task", name]);
}

async function readBestChatModel(home: string): Promise<{ model: string; host: string }> {
  const configuration: unknown = JSON.parse(await readFile(join(home, "config", "models.json"), "utf8"));
  const primary = ["tasks", "conversational", "primary"].reduce(memberOf, configuration);
  const [model, host] = [memberOf(primary, "model"), memberOf(primary, "host")];
  if (typeof model === "string" && typeof host === "string") return { model, host };
  throw new Error("config/models.json names no chat model with a host.");
}

function memberOf(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null ? Object.entries(value).find(([key]) => key === name)?.[1] : null;
}

function heading(text: string): void {
  console.log(`\n=== ${text} ===`);
}

function tell(text: string): void {
  console.log(`\n${text}\n`);
}

/**
 * Plays the demo once, without a browser and without questions, and ends by itself; its folder is gone then.
 * @throws Error where a command fails, or Ctrl+C or the time limit has cut it short.
 */
export async function playOnce(): Promise<void> {
  const interrupted = new AbortController();
  process.once("SIGINT", () => interrupted.abort());
  const signal = AbortSignal.any([interrupted.signal, AbortSignal.timeout(longestRunMs)]);
  const home = await mkdtemp(join(tmpdir(), "modelvane-demo-"));
  const world = await startDemoWorld();
  const surroundings = { home, environment: world.environment, signal };
  const services: Service[] = [];
  try {
    await play({
      world,
      home,
      modelvane: createCommandLine(surroundings),
      async startService() {
        const service = await startService(surroundings);
        services.push(service);
        return service;
      },
    });
    tell(`That was the demo; its folder is gone again. To try it on the real Hugging Face Hub, where a dry-run changes nothing:

    npm run -s modelvane -- update --dry-run`);
  } finally {
    for (const service of services) await service.stop();
    await world.stop();
    await rm(home, { recursive: true, force: true });
  }
}
