import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runNode, type Usage, usageSource } from "./child.ts";
import { makeHome, type Upstream } from "./gateway-process.ts";
import type { TelegramProcess } from "./telegram-process.ts";
import type { WorldProcess } from "./world-process.ts";

/** A bot in a process of its own that fetches updates from a stand-in. */
export interface BotProcess {
  /** User and system time since its start, in milliseconds. */
  cpuMs(): Promise<number>;
  /** Resident memory at its highest since its start, in bytes. */
  peakBytes(): Promise<number>;
  stop(): Promise<void>;
}

/** A stand-in for Telegram that a bot fetches updates from. */
interface BotTelegram {
  environment: TelegramProcess["environment"];
  play(scene: { kind: "arrival" }): Promise<unknown>;
}

/** Started as `npm start` does, with its flag. */
const program = join(import.meta.dirname, "..", "src", "bin", "modelvane.ts");
/** The product's administrator. */
export const administratorId = 1001;

/** Runs in the bot's process and says, when it is asked, what that has used so far. It does not keep it alive. */
const probe = `data:text/javascript,${encodeURIComponent(`${usageSource}
  process.on("message", () => process.send(usage()));
  process.once("disconnect", () => process.kill(process.pid, "SIGTERM"));
  process.channel.unref();
`)}`;

/** Rejects where the process ends before it was asked to, with what it said last. */
async function endUnasked(child: ChildProcess, isAsked: () => boolean): Promise<void> {
  let said = "";
  child.stderr?.setEncoding("utf8").on("data", (text: string) => {
    said = (said + text).slice(-2_000);
  });
  const [code] = await once(child, "exit");
  if (!isAsked()) throw new Error(`A bot of the bench ended by itself (exit ${code}):\n${said}`);
}

/** Starts Node with these words, and waits until the bot fetches updates. @throws Error where it ends by itself. */
async function startBot(
  words: readonly string[],
  telegram: BotTelegram,
  environment: Readonly<Record<string, string>> = {},
): Promise<BotProcess> {
  const child = spawn(process.execPath, ["--import", probe, ...words], {
    env: { ...process.env, ...telegram.environment, ...environment },
    stdio: ["ignore", "ignore", "pipe", "ipc"],
  });
  let isAsked = false;
  const ended = endUnasked(child, () => isAsked);
  await Promise.race([telegram.play({ kind: "arrival" }), ended]);
  // One that ends later would let people wait for ever: nobody handles this, so that it ends the bench.
  void ended.then(() => {});
  async function used(): Promise<Usage> {
    const answer = once(child, "message");
    child.send("used");
    return ((await answer) as [Usage])[0];
  }
  return {
    cpuMs: async () => (await used()).cpuMs,
    peakBytes: async () => (await used()).peakBytes,
    async stop() {
      isAsked = true;
      child.kill("SIGTERM");
      await ended;
    },
  };
}

/** Starts a bot of a few lines that says what it is told. */
export function startEcho(library: "grammy" | "telegraf", telegram: TelegramProcess): Promise<BotProcess> {
  return startBot([join(import.meta.dirname, `echo-${library}.ts`)], telegram);
}

/** Starts the service, as `npm start` does, in a home folder that goes with it; `before` is a command that comes first. */
async function startService(
  home: string,
  before: string,
  { telegram, more = {} }: { telegram: BotTelegram; more?: Readonly<Record<string, string>> },
): Promise<BotProcess> {
  const environment = { ...more, MODELVANE_HOME: home, ADMIN_IDS: String(administratorId) };
  await runNode([program, before], environment);
  const bot = await startBot(["--max-semi-space-size=16", program, "run"], telegram, environment);
  return {
    ...bot,
    async stop() {
      await bot.stop();
      rmSync(home, { recursive: true, force: true });
    },
  };
}

/** Starts the product's service in an empty home folder, after a first update. */
export function startProduct(telegram: BotTelegram, world: WorldProcess): Promise<BotProcess> {
  const home = mkdtempSync(join(tmpdir(), "modelvane-bench-"));
  return startService(home, "update", { telegram, more: world.environment });
}

/** Starts the product's service for everybody who wants to chat with a model of the upstream; its schedule is paused. */
export function startChatBot(telegram: BotTelegram, upstream: Upstream): Promise<BotProcess> {
  return startService(makeHome(upstream, { access: "everyone" }), "pause", { telegram });
}
