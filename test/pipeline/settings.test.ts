import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { UsageError } from "../../src/domain/errors.ts";
import { SettingsChangedError, UndoRefusedError } from "../../src/local-policy/errors.ts";
import type { PolicyChange } from "../../src/local-policy/policy-history.ts";
import type { Policy } from "../../src/policy.ts";
import { type OpenedApp, openApp } from "../support/open-app.ts";
import { createTestProgram, type TestProgram } from "../support/program.ts";

let program: TestProgram;
let opened: OpenedApp;

beforeEach(async () => {
  program = await createTestProgram();
  opened = await openApp(program);
});

afterEach(async () => {
  await opened.close();
  await program.remove();
});

const who = "telegram:1";
const local = () => join(program.home, "config", "policy.local.json");
const written = () => JSON.parse(readFileSync(local(), "utf8"));

describe("a change of the settings", () => {
  it("counts at once, is told by the keys that it changed, and leaves people's own file alone", async () => {
    program.writePolicy({ minimumScore: 65 });
    const change = await opened.app.changeSettings({ minimumScore: 70, weights: { recency: 0 } }, who);
    expect(change).toMatchObject({
      trigger: who,
      at: "2026-11-21T03:00:00.000Z",
      changes: [
        { path: "minimumScore", from: 65, to: 70 },
        { path: "weights.recency", from: 15, to: 0 },
      ],
    });
    expect(await opened.app.settings()).toMatchObject({ minimumScore: 70, weights: { recency: 0, popularity: 30 } });
    expect(JSON.parse(program.readText("config", "policy.json"))).toEqual({
      steadiness: { misses: 1 },
      minimumScore: 65,
    });
  });

  it("is refused with a sentence that speaks of the value, where that is wrong, and nothing is written", async () => {
    const refused = opened.app.changeSettings({ minimumScore: 500 }, who);
    await expect(refused).rejects.toThrow(UsageError);
    await expect(refused).rejects.toThrow(/^What was asked for is not valid:\n {2}minimumScore: .*500/);
    await expect(opened.app.changeSettings({ minimumScor: 50 }, who)).rejects.toThrow(
      "minimumScor: is not a known key",
    );
    expect(existsSync(local())).toBe(false);
    expect(await opened.app.settingsHistory(null)).toEqual([]);
  });

  it("is refused where it is only wrong together with what people's own file says", async () => {
    program.writePolicy({ weights: { popularity: 0, performance: 0, recency: 0 } });
    await expect(opened.app.changeSettings({ weights: { compatibility: 0 } }, who)).rejects.toThrow(
      "expected at least one weight above 0",
    );
    expect((await opened.app.settings()).weights.compatibility).toBe(20);
  });

  it("that changes nothing is not written and not recorded", async () => {
    expect((await opened.app.changeSettings({ minimumScore: 60 }, who)).changes).toEqual([]);
    expect(existsSync(local())).toBe(false);
    expect(await opened.app.settingsHistory(null)).toEqual([]);
  });

  it("says what is wrong with people's own file, where something is, and writes nothing", async () => {
    program.writePolicy({ margin: "much" });
    await expect(opened.app.changeSettings({ minimumScore: 70 }, who)).rejects.toThrow(
      /policy\.json is not valid:\n {2}margin/,
    );
    expect(existsSync(local())).toBe(false);
  });

  it("is refused where it cannot be recorded, and nothing is written", async () => {
    mkdirSync(join(program.home, "history", "policy.json"), { recursive: true });
    await expect(opened.app.changeSettings({ minimumScore: 70 }, who)).rejects.toThrow(
      /policy\.json could not be .*: there is a folder of that name\. Move it away\./,
    );
    expect(existsSync(local())).toBe(false);
  });

  it("is refused where the settings are not as they were expected, and nothing is written", async () => {
    const isExpected = ({ margin }: Policy) => margin === 4;
    await expect(opened.app.changeSettings({ margin: 5 }, who, { isExpected })).rejects.toThrow(SettingsChangedError);
    expect(existsSync(local())).toBe(false);
    await opened.app.changeSettings({ margin: 4 }, who);
    await opened.app.changeSettings({ margin: 5 }, who, { isExpected });
    expect(written()).toEqual({ margin: 5 });
  });

  it.each(["*/14 * * * *", "* * * * *", "0,5 3 1 * *", "*/30 * * * * *"])(
    "is refused where updates would run more often than every 15 minutes: %s",
    async (update) => {
      const refused = opened.app.changeSettings({ schedule: { update } }, who);
      await expect(refused).rejects.toThrow(UsageError);
      await expect(refused).rejects.toThrow(`The schedule "${update}" runs more often than every 15 minutes`);
      expect(existsSync(local())).toBe(false);
    },
  );

  it("is refused where updates would never run", async () => {
    const refused = opened.app.changeSettings({ schedule: { update: "0 0 31 2,4 *" } }, who);
    await expect(refused).rejects.toThrow('The schedule "0 0 31 2,4 *" never comes true.');
    expect(existsSync(local())).toBe(false);
  });

  it.each(["*/15 * * * *", "0 3 29 2 *", "7,37 * * * 1-5"])("may set the schedule %s", async (update) => {
    await opened.app.changeSettings({ schedule: { update } }, who);
    expect((await opened.app.settings()).schedule.update).toBe(update);
  });

  it("leaves a schedule that people's own file sets as often as they like", async () => {
    program.writePolicy({ schedule: { update: "*/5 * * * *" } });
    await opened.app.changeSettings({ schedule: { timeZone: "Europe/Lisbon" } }, who);
    expect((await opened.app.settings()).schedule).toMatchObject({ update: "*/5 * * * *", timeZone: "Europe/Lisbon" });
  });

  it("is made by one of several who expect the same at the same time, in whatever process", async () => {
    const other = await openApp(program);
    const isExpected = ({ margin }: Policy) => margin === 3;
    const wishes = [5, 6, 7, 8].map((margin, index) =>
      (index % 2 === 0 ? opened : other).app.changeSettings({ margin }, who, { isExpected }),
    );
    const ends = await Promise.allSettled(wishes);
    await other.close();
    expect(ends.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(await opened.app.settingsHistory(null)).toHaveLength(1);
  });
});

describe("the history of the settings", () => {
  it("holds pins, ignored models and settings alike, newest first, as many as asked for", async () => {
    await opened.app.changeSettings({ margin: 4 }, who);
    await opened.app.ignore({ model: "maker/bad", task: null, trigger: who });
    const pin = { provider: "huggingface", model: "maker/good", host: null };
    await opened.app.pin({ task: "translation", pin, trigger: "telegram:2" });
    await opened.app.unpin("translation", who);
    const history = await opened.app.settingsHistory(null);
    expect(history.map(({ changes }) => changes)).toEqual([
      [{ path: "tasks.translation.pin", from: pin, to: null }],
      [{ path: "tasks.translation.pin", from: null, to: pin }],
      [{ path: "ignore", from: [], to: ["maker/bad"] }],
      [{ path: "margin", from: 3, to: 4 }],
    ]);
    expect(history[1]).toMatchObject({ trigger: "telegram:2" });
    expect(await opened.app.settingsHistory(1)).toEqual(history.slice(0, 1));
  });

  it("keeps the last hundred", async () => {
    for (let margin = 0; margin <= 100; margin += 1) await opened.app.changeSettings({ margin: margin / 2 }, who);
    await opened.app.changeSettings({ margin: 99 }, who);
    const history = await opened.app.settingsHistory(null);
    expect(history).toHaveLength(100);
    expect(history[0]?.changes).toEqual([{ path: "margin", from: 50, to: 99 }]);
  });
});

describe("taking a change back", () => {
  it("puts the file back as it was, as a change that can itself be taken back", async () => {
    const first = await opened.app.changeSettings({ margin: 4 }, who);
    const second = await opened.app.changeSettings({ margin: 5 }, who);
    const undone = await opened.app.undoSettings(second.id, who);
    expect(undone.changes).toEqual([{ path: "margin", from: 5, to: 4 }]);
    expect(written()).toEqual({ margin: 4 });
    await opened.app.undoSettings(first.id, who);
    expect((await opened.app.settings()).margin).toBe(3);
    const [last] = await opened.app.settingsHistory(1);
    await opened.app.undoSettings(String(last?.id), who);
    expect(written()).toEqual({ margin: 4 });
  });

  it("leaves what else was changed since, and what was not there is not there again", async () => {
    await opened.app.changeSettings({ weights: { popularity: 40 } }, who);
    const { id } = await opened.app.changeSettings({ minimumScore: 70, weights: { recency: 0 } }, who);
    await opened.app.changeSettings({ margin: 4, schedule: { runOnStart: true } }, who);
    const undone = await opened.app.undoSettings(id, who);
    expect(undone.changes).toEqual([
      { path: "minimumScore", from: 70, to: 60 },
      { path: "weights.recency", from: 0, to: 15 },
    ]);
    expect(written()).toEqual({ weights: { popularity: 40 }, margin: 4, schedule: { runOnStart: true } });
  });

  it("leaves no empty section behind, in whatever order the changes of it are taken back", async () => {
    const first = await opened.app.changeSettings({ weights: { popularity: 40 } }, who);
    const second = await opened.app.changeSettings({ weights: { recency: 0 } }, who);
    await opened.app.undoSettings(first.id, who);
    expect(written()).toEqual({ weights: { recency: 0 } });
    await opened.app.undoSettings(second.id, who);
    expect(written()).toEqual({});
  });

  it("takes a list and a pin as one, whatever was ignored or pinned for other tasks since", async () => {
    const ignored = await opened.app.ignore({ model: "maker/bad", task: null, trigger: who });
    const pin = { provider: "huggingface", model: "maker/good", host: null };
    await opened.app.pin({ task: "translation", pin, trigger: who });
    const [pinned] = await opened.app.settingsHistory(1);
    await opened.app.ignore({ model: "maker/worse", task: "translation", trigger: who });
    await opened.app.undoSettings(String(pinned?.id), who);
    expect(written()).toEqual({ ignore: ["maker/bad"], tasks: { translation: { ignore: ["maker/worse"] } } });
    await opened.app.ignore({ model: "maker/other", task: null, trigger: who });
    await expect(opened.app.undoSettings(ignored.id, who)).rejects.toMatchObject({ paths: ["ignore"] });
    expect(written().ignore).toEqual(["maker/bad", "maker/other"]);
  });

  it("is refused whole where one of its own keys was changed again, or the change is not known", async () => {
    const { id } = await opened.app.changeSettings({ margin: 4, weights: { recency: 0 } }, who);
    writeFileSync(local(), '{ "margin": 4, "weights": { "recency": 5 }, "fallbacks": 1 }');
    const refused = opened.app.undoSettings(id, who);
    await expect(refused).rejects.toThrow(UndoRefusedError);
    await expect(refused).rejects.toMatchObject({
      message: "What that change set has been changed again since, so it was not taken back. Change it anew.",
      paths: ["weights.recency"],
    });
    expect(written()).toEqual({ margin: 4, weights: { recency: 5 }, fallbacks: 1 });
    await expect(opened.app.undoSettings("nope", who)).rejects.toThrow("no longer recorded");
    rmSync(local());
  });

  it("is done once where it is asked for twice at the same time", async () => {
    const { id } = await opened.app.changeSettings({ margin: 4 }, who);
    const ends = await Promise.allSettled([
      opened.app.undoSettings(id, who),
      opened.app.undoSettings(id, "telegram:2"),
    ]);
    expect(ends.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(await opened.app.settingsHistory(null)).toHaveLength(2);
  });
});

describe("a start", () => {
  it("notes an edit by hand that was made meanwhile, and goes well where that cannot be noted", async () => {
    await opened.app.changeSettings({ margin: 4 }, who);
    writeFileSync(local(), '{ "margin": 6 }');
    await opened.app.recover();
    const { changes } = JSON.parse(program.readText("history", "policy.json")) as { changes: PolicyChange[] };
    expect(changes.map(({ trigger }) => trigger)).toEqual(["person", who]);
    rmSync(join(program.home, "history", "policy.json"));
    mkdirSync(join(program.home, "history", "policy.json"));
    expect(await opened.app.recover()).toEqual({ sentences: [], configurationRestored: false });
    expect(opened.warnings.join()).toContain("policy.json could not be read");
  });
});
