import { cpSync, existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { startTelegram, type Telegram } from "../../demo/world/telegram/telegram.ts";
import { startWorld, type World } from "../../demo/world/world.ts";
import { configurationSchema } from "../../src/domain/configuration.ts";
import type { HistoryEntry } from "../../src/domain/history.ts";
import { main } from "../../src/main.ts";
import type { UpdateResult } from "../../src/pipeline/results.ts";
import { systemClock } from "../../src/shared/clock.ts";
import { nodeFileSystem } from "../../src/shared/file-system.ts";
import { startChild } from "../support/child.ts";
import { createFakeTimetable } from "../support/fake-timetable.ts";
import { writeImpatientPolicy } from "../support/impatient-policy.ts";
import { runHere } from "../support/program-process.ts";
import { createTemporaryHome } from "../support/temporary-home.ts";

const personId = 1001;
const updateId = 700_000_001;
const pinned = "Qwen/Qwen3.6-27B";

let world: World;
let root: { home: string; remove(): void };
let planHash = "";
let made = 0;

/** What is done: a command, or a tap on a button with this data. */
type Deed = { text: string } | { data: string };

/** After which change of a file the service dies: patterns of the call's name and path, and the how manieth. */
type Moment = readonly [name: string, path: string, count: number];

function environmentOf(home: string, telegram?: Telegram): Record<string, string> {
  const bot = telegram && {
    BOT_TOKEN: telegram.token,
    ADMIN_IDS: String(personId),
    TELEGRAM_API_ROOT: telegram.url,
  };
  return { ...world.environment, MODELVANE_HOME: home, ...bot };
}

/** The update as Telegram hands it out, each time the same. */
function updateOf(deed: Deed): Record<string, unknown> {
  const from = { id: personId, is_bot: false, first_name: "Ana", language_code: "en" };
  const chat = { id: personId, type: "private", first_name: "Ana" };
  const message = { message_id: 1, date: 1_795_000_000, chat };
  if ("data" in deed)
    return { update_id: updateId, callback_query: { id: "1", from, message, chat_instance: "1", data: deed.data } };
  const length = deed.text.split(" ")[0]?.length ?? 0;
  const entities = [{ type: "bot_command", offset: 0, length }];
  return { update_id: updateId, message: { ...message, from, text: deed.text, entities } };
}

interface Scene {
  home: string;
  telegram: Telegram;
  deed: Deed;
}

async function openScene(deed: Deed): Promise<Scene> {
  made += 1;
  const home = join(root.home, `scene-${made}`);
  cpSync(join(root.home, "template"), home, { recursive: true });
  const telegram = await startTelegram();
  telegram.user(personId, { firstName: "Ana", languageCode: "en", hasStarted: true });
  return { home, telegram, deed };
}

/** A service that is handed the deed and dies at the moment. */
async function die({ home, telegram, deed }: Scene, [name, path, count]: Moment): Promise<void> {
  telegram.inject(updateOf(deed));
  const options = { environment: environmentOf(home, telegram) };
  const child = startChild("serve-and-die", [name, path, String(count)], options);
  // Where the moment never comes, the test says so.
  const patience = setTimeout(() => child.process.kill("SIGTERM"), 40_000);
  expect(await child.ended).toBe("SIGKILL");
  clearTimeout(patience);
}

/** Starts the service again, lets Telegram deliver the update once more, and ends it when all is done. */
async function restart({ home, telegram, deed }: Scene): Promise<void> {
  telegram.inject(updateOf(deed));
  const before = telegram.calls.length;
  const isConfirmed = () =>
    telegram.calls
      .slice(before)
      .some(({ method, payload }) => method === "getUpdates" && Number(payload.offset) > updateId);
  const stopping = new AbortController();
  let log = "";
  const ended = main({
    words: ["run"],
    environment: environmentOf(home, telegram),
    version: "0.0.0-test",
    output: { write: () => {} },
    errorOutput: {
      write(text) {
        log += text;
      },
    },
    signal: stopping.signal,
    clock: systemClock,
    timetable: createFakeTimetable(),
    fileSystem: nodeFileSystem,
  });
  await vi.waitUntil(isConfirmed, { timeout: 10_000 });
  stopping.abort();
  expect(await ended, log).toBe(0);
}

const pathOf = ({ home }: Scene, ...path: string[]) => join(home, ...path);
const readJson = (path: string) => (existsSync(path) ? JSON.parse(readFileSync(path, "utf8")) : null);
const configurationOf = (scene: Scene) => configurationSchema.parse(readJson(pathOf(scene, "config", "models.json")));

/** What the bot has said, as it stands now. */
function said({ telegram }: Scene): string[] {
  return telegram.messages(personId).flatMap(({ from, text }) => (from === "bot" ? [text] : []));
}

function successesOf(scene: Scene): HistoryEntry[] {
  const { entries } = readJson(pathOf(scene, "history", "updates.json")) as { entries: HistoryEntry[] };
  return entries.filter(({ trigger, success }) => success && trigger === `telegram:${personId}`);
}

beforeAll(async () => {
  world = await startWorld();
  root = createTemporaryHome();
  const environment = environmentOf(join(root.home, "template"));
  writeImpatientPolicy(join(root.home, "template"));
  await runHere(["update"], environment);
  const { output } = await runHere(["status", "--json"], environment);
  const { tasks } = JSON.parse(output) as { tasks: { task: string; primary: { host: string } }[] };
  world.closeHost(tasks.find(({ task }) => task === "conversational")?.primary.host ?? "");
  const planned = await runHere(["update", "--dry-run", "--json"], environment);
  planHash = String((JSON.parse(planned.output) as UpdateResult).planHash);
}, 30_000);

afterAll(async () => {
  await world.stop();
  root.remove();
});

const update = { name: "/manual_update", deed: () => ({ text: "/manual_update" }) };
const apply = { name: "Apply", deed: () => ({ data: `plan.apply:${planHash}` }) };
const rollback = { name: "the tap that confirms a rollback", deed: () => ({ data: "rollback.do:1:-:2" }) };
const pin = { name: "/pin", deed: () => ({ text: `/pin summarization ${pinned}` }) };

const revisionStands: Moment = ["rename", "config/models\\.json$", 1];
const historyKnows: Moment = ["rename", "history/updates\\.json$", 1];
const hasBegun: Moment = ["rename", "history/telegram\\.json$", 1];
const intentIsNoted: Moment = ["write", "history/journal\\.jsonl$", 1];

describe.concurrent("a service that is killed after the change", () => {
  it.each([
    { ...update, moment: revisionStands },
    { ...update, moment: historyKnows },
    { ...apply, moment: revisionStands },
    { ...rollback, moment: revisionStands },
    { ...rollback, moment: historyKnows },
    { ...pin, moment: revisionStands },
  ])(
    "has done $name once, and says so: $moment.1",
    async ({ deed, moment }) => {
      const scene = await openScene(deed());
      await die(scene, moment);
      expect(configurationOf(scene).revision).toBe(3);
      const standing = readFileSync(pathOf(scene, "config", "models.json"), "utf8");
      await restart(scene);
      expect(readFileSync(pathOf(scene, "config", "models.json"), "utf8")).toBe(standing);
      expect(successesOf(scene)).toHaveLength(1);
      expect(said(scene)).toEqual([
        expect.stringMatching(/^🔌 I was restarted while .* was under way\.\nIt had been done: /),
      ]);
      await scene.telegram.stop();
    },
    60_000,
  );
});

describe.concurrent("a service that is killed before the change", () => {
  it.each([
    { ...update, moment: hasBegun },
    { ...apply, moment: hasBegun },
    { ...apply, moment: intentIsNoted },
    { ...rollback, moment: hasBegun },
    { ...pin, moment: hasBegun },
    { ...pin, moment: intentIsNoted },
  ])(
    "has written no revision for $name, and says so: $moment.1",
    async ({ name, deed, moment }) => {
      const scene = await openScene(deed());
      await die(scene, moment);
      await restart(scene);
      expect(configurationOf(scene).revision).toBe(2);
      expect(successesOf(scene)).toEqual([]);
      // By the time of the intent the pin stands in the policy, and the next update carries it out.
      const isInPolicy = name === pin.name && moment === intentIsNoted;
      const end = isInPolicy ? /\nIt had been done: 📌 summarization changed\.$/ : /\nNothing of it was done\./;
      expect(said(scene)).toEqual([expect.stringMatching(end)]);
      await scene.telegram.stop();
    },
    60_000,
  );
});

describe.concurrent("a service that is killed while it does /pause", () => {
  const changes = "write|rename|unlink";
  // What else is noted meanwhile, such as somebody's language, comes sooner or later.
  const files = "history/(?:inbox/|telegram\\.json|schedule\\.json|backups/schedule\\.json)";

  it("after any change of a file has done it once or not at all, and what it says is true", async () => {
    const dry = await openScene({ text: "/pause" });
    dry.telegram.inject(updateOf(dry.deed));
    const child = startChild("serve-and-die", [changes, files, "0"], {
      environment: environmentOf(dry.home, dry.telegram),
    });
    const calls: string[] = [];
    while (!calls.at(-1)?.startsWith("unlink")) calls.push(await child.nextLine());
    child.process.kill("SIGKILL");
    await dry.telegram.stop();
    const count = calls.filter((call) => new RegExp(`^(?:${changes}) .*${files}`).test(call)).length;
    expect(count).toBe(11);

    const ends: string[] = [];
    async function dieAt(call: number): Promise<void> {
      const scene = await openScene({ text: "/pause" });
      await die(scene, [changes, files, call]);
      await restart(scene);
      const isPaused = readJson(pathOf(scene, "history", "schedule.json"))?.isPaused ?? false;
      const words = said(scene);
      expect(words.length, `killed after ${call}: ${words.join("\n")}`).toBeGreaterThan(0);
      expect(words.join("\n")).not.toContain("already");
      expect(words.at(-1)).toMatch(isPaused ? /paused/ : /The schedule is on now\./);
      expect(readdirSync(pathOf(scene, "history", "inbox"))).toEqual([]);
      ends[call] = isPaused ? "paused" : "on";
      await scene.telegram.stop();
    }
    let next = 1;
    const worker = async () => {
      while (next <= count) await dieAt(next++);
    };
    await Promise.all([worker(), worker()]);
    // Begun again where it had not begun, left where it had, done where it was done.
    expect(ends.slice(1).join(" ")).toMatch(/^(paused )+(on )+(paused ?)+$/);
  }, 60_000);
});
