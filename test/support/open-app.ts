import type { App } from "../../src/app.ts";
import { compose } from "../../src/composition.ts";
import { parseSettings } from "../../src/settings.ts";
import { nodeFileSystem } from "../../src/shared/file-system.ts";
import { createHttpClient } from "../../src/shared/http-client.ts";
import { createLogger } from "../../src/shared/logger.ts";
import { createStreamingPoster } from "../../src/shared/streaming-post.ts";
import type { TestProgram } from "./program.ts";

export interface OpenedApp {
  app: App;
  /** What was logged as a warning or worse, a JSON line each. */
  warnings: string[];
  close(): Promise<void>;
}

/** The use cases over a test program's home and world, as a surface that is not the command line calls them. */
export async function openApp({ environment, clock, timetable }: TestProgram): Promise<OpenedApp> {
  const warnings: string[] = [];
  const output = { write: (line: string) => void warnings.push(line) };
  const logger = await createLogger({ level: "warn", format: "json", output, secrets: [] });
  const http = createHttpClient({ clock, logger, userAgent: "modelvane/0.0.0-test" });
  const settings = parseSettings(environment);
  const streaming = createStreamingPoster({ clock });
  const program = compose({
    settings,
    clock,
    timetable,
    fileSystem: nodeFileSystem,
    http,
    streaming,
    logger,
    version: "0.0.0-test",
    staysUp: false,
  });
  return {
    app: program.app,
    warnings,
    async close() {
      await program.close();
      await streaming.close();
      await http.close();
    },
  };
}

/** An update's request as a person makes it in a chat. */
export function requestOf(facts: { dryRun?: boolean; trigger?: string } = {}) {
  return { dryRun: false, tasks: [], trigger: "telegram:1", signal: new AbortController().signal, ...facts };
}
