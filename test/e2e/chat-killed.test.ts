import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { startTelegram, type Telegram } from "../../demo/world/telegram/telegram.ts";
import { startWorld, type World } from "../../demo/world/world.ts";
import { main } from "../../src/main.ts";
import { systemClock } from "../../src/shared/clock.ts";
import { nodeFileSystem } from "../../src/shared/file-system.ts";
import { startChild } from "../support/child.ts";
import { createFakeTimetable } from "../support/fake-timetable.ts";
import { nextDraft } from "../support/next-draft.ts";
import { runHere } from "../support/program-process.ts";
import { createTemporaryHome } from "../support/temporary-home.ts";

/** Nobody's administrator: the policy lets everyone chat. */
const personId = 9001;

let world: World;
let telegram: Telegram;
let home: { home: string; remove(): void };
let environment: Record<string, string>;

beforeAll(async () => {
  world = await startWorld();
  telegram = await startTelegram();
  home = createTemporaryHome();
  environment = {
    ...world.environment,
    HF_TOKEN: world.token,
    MODELVANE_HOME: home.home,
    BOT_TOKEN: telegram.token,
    ADMIN_IDS: "1001",
    TELEGRAM_API_ROOT: telegram.url,
  };
  await runHere(["update", "--json"], environment);
  writeFileSync(join(home.home, "config", "policy.json"), JSON.stringify({ access: "everyone" }));
}, 30_000);

afterAll(async () => {
  await telegram.stop();
  await world.stop();
  home.remove();
});

it("a question whose answer was cut off by a crash is answered after the next start, once", async () => {
  const sam = telegram.user(personId, { firstName: "Sam", languageCode: "en", hasStarted: true });
  world.router.fail({ kind: "stalled", after: 8, times: 1 });
  const child = startChild("serve-and-die", ["never", "never", "0"], { environment });
  sam.send("What does a weathervane do?");
  await nextDraft(telegram, personId, ({ text }) => text.includes("stand-in"));
  child.process.kill("SIGKILL");
  expect(await child.ended).toBe("SIGKILL");
  expect(telegram.messages(personId)).toHaveLength(1);

  const stopping = new AbortController();
  const ended = main({
    words: ["run"],
    environment,
    version: "0.0.0-test",
    output: { write: () => {} },
    errorOutput: { write: () => {} },
    signal: stopping.signal,
    clock: systemClock,
    timetable: createFakeTimetable(),
    fileSystem: nodeFileSystem,
  });
  await vi.waitUntil(() => telegram.messages(personId).length > 1, { timeout: 10_000 });
  stopping.abort();
  expect(await ended).toBe(0);
  const [, answer, ...others] = telegram.messages(personId);
  expect(answer?.text).toContain("What does a weathervane do?");
  expect(others).toEqual([]);
}, 30_000);
