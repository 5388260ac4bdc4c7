import { writeFileSync } from "node:fs";
import { join } from "node:path";
import OpenAI from "openai";
import { expect, vi } from "vitest";
import type { Configuration } from "../../src/domain/configuration.ts";
import { createTestProgram, type TestProgram, type TestProgramOptions } from "./program.ts";

const hourMs = 3_600_000;

/** A test program whose service runs, with its address for other programs. */
export interface ServedProgram extends TestProgram {
  /** Without a slash at the end. */
  url: string;
  token: string;
  /** The official client, which asks once. */
  client: OpenAI;
  /** What the service has told on standard error. */
  told(): string;
  /** Writes the configuration as somebody would by hand; it is followed from one of the next requests on. */
  edit(change: (configuration: Configuration) => void): void;
  /** Heals the world, and lets all rests of routes pass. */
  recover(): void;
}

/** Updates, and starts the service on a free port. `remove` stops it. */
export async function serveProgram(options: TestProgramOptions & { policy?: unknown } = {}): Promise<ServedProgram> {
  const token = "token-of-the-tests";
  const settings = { HF_TOKEN: "hf_demo", HTTP_PORT: "0", HTTP_TOKEN: token };
  const program = await createTestProgram({ ...options, environment: { ...settings, ...options.environment } });
  if (options.policy !== undefined) program.writePolicy(options.policy);
  expect(await program.run("update")).toMatchObject({ exitCode: 0 });
  const service = program.start("run");
  const address = () => /HTTP: (http:\S+)/.exec(service.soFar())?.[1] ?? null;
  const url = await vi.waitUntil(address, { timeout: 10_000, interval: 10 });
  return {
    ...program,
    url,
    token,
    client: new OpenAI({ baseURL: `${url}/v1`, apiKey: token, maxRetries: 0 }),
    told: service.soFar,
    edit(change) {
      const configuration = program.configuration();
      change(configuration);
      writeFileSync(join(program.home, "config", "models.json"), JSON.stringify(configuration, null, 2));
    },
    recover() {
      for (const upstream of [program.world.router, program.world.ollama, program.world.replicate]) upstream?.heal();
      // Longer than any rest.
      program.clock.advance(7 * hourMs);
    },
    async remove() {
      service.stop();
      await service.ended;
      await program.remove();
    },
  };
}
