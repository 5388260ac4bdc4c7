import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Readable } from "node:stream";
import { startWorld, type World, type WorldOptions } from "../../demo/world/world.ts";
import type { Configuration } from "../../src/domain/configuration.ts";
import { main } from "../../src/main.ts";
import type { FileSystem } from "../../src/shared/file-system.ts";
import { nodeFileSystem } from "../../src/shared/file-system.ts";
import { createFakeClock, type FakeClock } from "./fake-clock.ts";
import { createFakeTimetable, type FakeTimetable } from "./fake-timetable.ts";
import { createTemporaryHome } from "./temporary-home.ts";

export interface CommandOutput {
  exitCode: number;
  output: string;
  errorOutput: string;
}

/** A home folder, a world for it to look at, and the command line in front of both, on a clock that does not wait. */
export interface TestProgram {
  home: string;
  world: World;
  clock: FakeClock;
  timetable: FakeTimetable;
  environment: Record<string, string>;
  /** What is piped into the commands; null where nothing is. */
  piped: string | Readable | null;
  /** Runs one command as the shell would. */
  run(...words: string[]): Promise<CommandOutput>;
  /** Runs one command with --json and reads its document. */
  json<T>(...words: string[]): Promise<CommandOutput & { document: T }>;
  /** Starts one command that goes on; `stop` is what Ctrl+C does. `soFar` is on standard error, `printed` on output. */
  start(...words: string[]): { ended: Promise<CommandOutput>; stop(): void; soFar(): string; printed(): string };
  /** Writes config/policy.json; what is missing from one listing is gone, unless the policy says otherwise. */
  writePolicy(policy: unknown): void;
  /** config/models.json as it stands. */
  configuration(): Configuration;
  /** A file under the home, as text. */
  readText(...path: string[]): string;
  remove(): Promise<void>;
}

export interface TestProgramOptions {
  world?: WorldOptions;
  environment?: Record<string, string>;
  fileSystem?: FileSystem;
  /** Both outputs are a terminal of so many columns. */
  terminalColumns?: number;
}

/** Of most tests, the first update is to notice that something is gone. */
function withoutPatience(policy: unknown): unknown {
  const isObject = typeof policy === "object" && policy !== null && !Array.isArray(policy);
  return isObject ? { steadiness: { misses: 1 }, ...policy } : policy;
}

export async function createTestProgram(options: TestProgramOptions = {}): Promise<TestProgram> {
  const clock = createFakeClock();
  const timetable = createFakeTimetable();
  const world = await startWorld({ now: clock.now, ...options.world });
  const { home, remove } = createTemporaryHome();
  const environment = { ...world.environment, MODELVANE_HOME: home, ...options.environment };
  const pipe: Pick<TestProgram, "piped"> = { piped: null };

  function start(...words: string[]) {
    const stopping = new AbortController();
    const written = { output: "", errorOutput: "" };
    const terminal = options.terminalColumns === undefined ? {} : { isTTY: true, columns: options.terminalColumns };
    const into = (name: keyof typeof written) => ({
      ...terminal,
      write(text: string) {
        written[name] += text;
      },
      cursorTo: () => true,
      clearLine: () => true,
      moveCursor: () => true,
    });
    const ended = main({
      words,
      environment,
      version: "0.0.0-test",
      input: typeof pipe.piped === "string" ? Readable.from([pipe.piped]) : (pipe.piped ?? undefined),
      output: into("output"),
      errorOutput: into("errorOutput"),
      signal: stopping.signal,
      clock,
      timetable,
      fileSystem: options.fileSystem ?? nodeFileSystem,
    }).then((exitCode) => ({ exitCode, ...written }));
    return {
      ended,
      stop: () => stopping.abort(new Error("Stopped by the test.")),
      soFar: () => written.errorOutput,
      printed: () => written.output,
    };
  }

  function writePolicy(policy: unknown): void {
    mkdirSync(join(home, "config"), { recursive: true });
    writeFileSync(join(home, "config", "policy.json"), JSON.stringify(withoutPatience(policy)));
  }
  writePolicy({});
  const run = (...words: string[]) => start(...words).ended;
  const readText = (...path: string[]) => readFileSync(join(home, ...path), "utf8");
  return Object.assign(pipe, {
    home,
    world,
    clock,
    timetable,
    environment,
    run,
    start,
    readText,
    async json<T>(...words: string[]) {
      const result = await run(...words, "--json");
      return { ...result, document: JSON.parse(result.output) as T };
    },
    writePolicy,
    configuration: () => JSON.parse(readText("config", "models.json")) as Configuration,
    async remove() {
      await world.stop();
      remove();
    },
  });
}
