import { rmSync } from "node:fs";
import { mkdir, mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type DemoWorld, startDemoWorld } from "../demo-world.ts";
import { crowdIds } from "./crowd.ts";
import { openBrowser } from "./open-browser.ts";
import { type Page, startPage } from "./page.ts";
import { administratorIds } from "./people.ts";
import { type Program, startProgram } from "./program.ts";

/** Used where the reader names no port, and nobody else has it. */
const usualPort = 8787;

/** About as fast as a large model, so that an answer is seen to grow. */
const tokensPerSecond = 25;

/** Until the program must have asked for messages, and how often that is looked at. */
const longestStartMs = 30_000;
const lookAgainMs = 50;

export interface LiveOptions {
  /** Null: the usual one, or any free one. */
  port: number | null;
  opensBrowser: boolean;
  /** Shows a line to the reader. */
  tell: (line: string) => void;
}

/**
 * Runs the demo page and the real program behind it until Ctrl+C; nothing stays behind. A second Ctrl+C ends the process
 * at once.
 * @throws Error where a part cannot start or the program ends, with a sentence and its last lines.
 */
export async function playLive({ port, opensBrowser, tell }: LiveOptions): Promise<void> {
  const home = await mkdtemp(join(tmpdir(), "modelvane-demo-"));
  let program: Program | null = null;
  const stopped = stopRequest(() => {
    program?.kill();
    rmSync(home, { recursive: true, force: true });
  });
  const world = await startDemoWorld({ tokensPerSecond });
  let page: Page | null = null;
  try {
    page = await startOnFreePort({ world, home, port, tell });
    await writePolicy(home);
    program = startProgram({ home, environment: environmentOf(world, page) });
    const failed = program.ended.then((sentence) => Promise.reject(new Error(sentence)));
    const isStopped = await Promise.race([failed, stopped.then(() => true), firstPoll(page)]);
    if (isStopped) return;
    tell(`Open ${page.url} in a browser. Ctrl+C ends it.`);
    if (opensBrowser) openBrowser(page.url);
    await Promise.race([failed, stopped]);
  } finally {
    // The program first: it ends its last request for messages itself. What it says then is no failure.
    await program?.stop();
    await page?.stop();
    await world.stop();
    rmSync(home, { recursive: true, force: true });
  }
}

/** Resolves at the first signal to end; at the second, tidies up in haste and ends the process. */
function stopRequest(hastily: () => void): Promise<void> {
  return new Promise((resolve) => {
    let isAsked = false;
    for (const name of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
      process.on(name, () => {
        if (isAsked) {
          hastily();
          process.exit(130);
        }
        isAsked = true;
        resolve();
      });
    }
  });
}

/** As a reader has less patience than a night: looks often, tells at any hour, and lets trials end soon. */
const policy = {
  access: "listed",
  chat: { people: crowdIds },
  schedule: { availability: "*/15 * * * * *" },
  watching: { quietHours: null, trialShare: 50 },
};

async function writePolicy(home: string): Promise<void> {
  await mkdir(join(home, "config"), { recursive: true });
  await writeFile(join(home, "config", "policy.json"), JSON.stringify(policy, null, 2));
}

interface StartOptions {
  world: DemoWorld;
  home: string;
  port: number | null;
  tell: (line: string) => void;
}

async function startOnFreePort({ world, home, port, tell }: StartOptions): Promise<Page> {
  const wanted = port ?? usualPort;
  try {
    return await startPage({ world, home, port: wanted });
  } catch (error) {
    if (!(error instanceof Error && "code" in error)) throw error;
    if (port !== null || error.code !== "EADDRINUSE") {
      throw new Error(`Port ${wanted} cannot be used (${error.code}). Choose another one with --port.`, {
        cause: error,
      });
    }
    tell(`Port ${usualPort} is taken, so the page has another one this time.`);
    return await startPage({ world, home, port: 0 });
  }
}

function environmentOf(world: DemoWorld, page: Page): Record<string, string> {
  return {
    ...world.environment,
    BOT_TOKEN: page.telegram.token,
    ADMIN_IDS: administratorIds(),
    TELEGRAM_API_ROOT: page.telegram.url,
  };
}

/** Resolves with false as soon as the program has asked for messages. */
function firstPoll({ telegram }: Page): Promise<false> {
  return new Promise((resolve, reject) => {
    const startedAt = performance.now();
    const timer = setInterval(() => {
      if (telegram.calls.some(({ method }) => method === "getUpdates")) {
        clearInterval(timer);
        resolve(false);
      } else if (performance.now() - startedAt > longestStartMs) {
        clearInterval(timer);
        reject(new Error(`Modelvane has not asked for messages within ${longestStartMs / 1000} seconds.`));
      }
    }, lookAgainMs);
    timer.unref();
  });
}
