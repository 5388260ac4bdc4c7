import { mkdirSync, readdirSync, readFileSync, unlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openIntents, parseJournal } from "../../src/model-config/journal.ts";
import { systemClock } from "../../src/shared/clock.ts";
import { nodeFileSystem } from "../../src/shared/file-system.ts";
import { startChild } from "../support/child.ts";
import { modelOf, setUpConfiguration } from "../support/configuration-setup.ts";
import { createTemporaryHome } from "../support/temporary-home.ts";
import { systemError, watchFileSystem } from "../support/watched-file-system.ts";

let home: string;
let remove: () => void;
const file = () => join(home, "config", "models.json");
const configFiles = () => readdirSync(join(home, "config"));
const open = () => openIntents(parseJournal(readFileSync(join(home, "history", "journal.jsonl"), "utf8")));

beforeEach(() => {
  ({ home, remove } = createTemporaryHome());
});
afterEach(() => remove());

describe("a start", () => {
  it("has nothing to say where all is in order", async () => {
    const { repository, commitModel } = setUpConfiguration({ home });
    expect(await repository.recover()).toEqual({ sentences: [], configurationRestored: false });
    await commitModel("a/first");
    expect(await repository.recover()).toEqual({ sentences: [], configurationRestored: false });
  });

  it("only looks, and takes no lock, where all is in order, however often it is asked", async () => {
    await setUpConfiguration({ home }).commitModel("a/first");
    const calls: string[] = [];
    const fileSystem = watchFileSystem(nodeFileSystem, { before: (call) => void calls.push(call.name) });
    const { repository, warnings } = setUpConfiguration({ home, fileSystem });
    const holder = startChild("hold-lock", [join(home, "history", "commit.lock"), "change of the configuration"]);
    expect(await holder.nextLine()).toBe("held");
    const before = readFileSync(join(home, "history", "commit.lock.holder.json"), "utf8");
    for (let count = 0; count < 3; count += 1) {
      expect(await repository.recover()).toEqual({ sentences: [], configurationRestored: false });
    }
    expect(readFileSync(join(home, "history", "commit.lock.holder.json"), "utf8")).toBe(before);
    expect(new Set(calls)).toEqual(new Set(["list", "readText"]));
    expect(calls.length).toBeLessThan(20);
    expect(warnings).toEqual([]);
    holder.process.kill("SIGKILL");
    await holder.ended;
  });

  it("mends a file that is damaged later, in the same process, once and under the name of what asked for it", async () => {
    const { repository, commitModel, history } = setUpConfiguration({ home });
    await commitModel("a/first");
    await repository.recover();
    for (const damage of ["torn", "torn again"]) {
      writeFileSync(file(), damage);
      expect(await repository.recover("schedule")).toMatchObject({ configurationRestored: true });
      expect(await repository.recover("schedule")).toEqual({ sentences: [], configurationRestored: false });
    }
    expect(modelOf((await repository.read())?.configuration)).toBe("a/first");
    expect((await history.list()).filter((entry) => entry.kind === "recovery")).toMatchObject([
      { trigger: "schedule" },
      { trigger: "schedule" },
    ]);
    expect(configFiles()).toHaveLength(3);
  });

  it("gives a person's editor the time to finish before it calls a file corrupt", async () => {
    const { commitModel } = setUpConfiguration({ home });
    await commitModel("a/first");
    const whole = readFileSync(file(), "utf8").replace("a/first", "a/saved");
    writeFileSync(file(), whole.slice(0, 100));
    const sleep = async () => writeFileSync(file(), whole);
    const { repository } = setUpConfiguration({ home, clock: { ...systemClock, sleep } });
    expect(await repository.recover()).toEqual({ sentences: [], configurationRestored: false });
    expect(readFileSync(file(), "utf8")).toBe(whole);
    expect(configFiles()).toEqual(["models.json"]);
  });

  it("sets a corrupt configuration aside and puts the newest valid backup in its place", async () => {
    const { repository, commitModel, history } = setUpConfiguration({ home });
    for (const model of ["a/1", "a/2", "a/3"]) await commitModel(model);
    writeFileSync(join(home, "history", "backups", "000003.json"), "also torn");
    writeFileSync(file(), '{ "revision": 3, "tas');
    const { sentences, configurationRestored } = await repository.recover();
    expect(configurationRestored).toBe(true);
    expect(sentences[0]).toMatch(/models\.json is not valid.*set aside as .*models\.json\.corrupt-.*Revision 2/);
    expect(modelOf((await repository.read())?.configuration)).toBe("a/2");
    const aside = configFiles().find((name) => name.startsWith("models.json.corrupt-"));
    expect(readFileSync(join(home, "config", aside ?? ""), "utf8")).toBe('{ "revision": 3, "tas');
    expect((await history.list())[0]).toMatchObject({ kind: "recovery", outcome: "applied", revision: 2 });
    expect(open()).toEqual([]);
    expect(await commitModel("a/4")).toMatchObject({ revision: 4, previousRevision: 2 });
  });

  it("puts the backup in place when the former start was killed after it had set the file aside", async () => {
    const { repository, commitModel, history } = setUpConfiguration({ home });
    await commitModel("a/first");
    writeFileSync(file(), "torn");
    let hasDied = false;
    const fileSystem = watchFileSystem(nodeFileSystem, {
      before() {
        if (hasDied) throw systemError("EIO");
      },
      after(call) {
        if (call.name === "rename" && call.path.includes(".corrupt-")) hasDied = true;
      },
    });
    await setUpConfiguration({ home, fileSystem }).repository.recover();
    expect(await repository.read()).toBeNull();
    expect(await repository.recover()).toMatchObject({ configurationRestored: true });
    expect(modelOf((await repository.read())?.configuration)).toBe("a/first");
    expect((await history.list()).filter((entry) => entry.kind === "recovery")).toHaveLength(1);
  });

  it("says that the configuration begins anew where no backup is valid", async () => {
    writeFileSync(file(), "[]");
    const { repository } = setUpConfiguration({ home });
    const { sentences, configurationRestored } = await repository.recover();
    expect(configurationRestored).toBe(false);
    expect(sentences).toHaveLength(1);
    expect(sentences[0]).toContain("No valid backup is kept");
    expect(await repository.read()).toBeNull();
    expect(configFiles()).toHaveLength(1);
  });

  it("does not bring back a configuration that a person removed", async () => {
    const { repository, commitModel } = setUpConfiguration({ home });
    await commitModel("a/first");
    unlinkSync(file());
    await repository.recover();
    expect(await repository.read()).toBeNull();
    expect(await commitModel("a/second")).toMatchObject({ revision: 2 });
  });

  it("removes the temporary files of dead writers alone", async () => {
    const dead = startChild("hold-lock", [join(home, "other.lock"), "test"]);
    await dead.nextLine();
    dead.process.kill("SIGKILL");
    await dead.ended;
    mkdirSync(join(home, "history", "backups"));
    const ofTheDead = `models.json.${dead.process.pid}-0123456789ab.tmp`;
    const ofTheLiving = `models.json.${process.ppid}-0123456789ab.tmp`;
    for (const name of [ofTheDead, ofTheLiving, "notes.tmp"]) writeFileSync(join(home, "config", name), "half");
    writeFileSync(join(home, "history", "backups", ofTheDead), "half");
    await setUpConfiguration({ home }).repository.recover();
    expect(configFiles().sort()).toEqual([ofTheLiving, "notes.tmp"].sort());
    expect(readdirSync(join(home, "history", "backups"))).toEqual([]);
  });

  it("leaves everything alone while a living process commits", async () => {
    const { repository, commitModel } = setUpConfiguration({ home });
    await commitModel("a/first");
    const holder = startChild("hold-lock", [join(home, "history", "commit.lock"), "change of the configuration"]);
    expect(await holder.nextLine()).toBe("held");
    writeFileSync(file(), "torn");
    expect(await repository.recover()).toEqual({ sentences: [], configurationRestored: false });
    expect(readFileSync(file(), "utf8")).toBe("torn");
    holder.process.kill("SIGKILL");
    await holder.ended;
    expect(await repository.recover()).toMatchObject({ configurationRestored: true });
  });

  it("says in a sentence what keeps it from putting the files in order", async () => {
    const { commitModel } = setUpConfiguration({ home });
    await commitModel("a/first");
    writeFileSync(file(), "torn");
    const fileSystem = watchFileSystem(nodeFileSystem, {
      before(call) {
        if (call.name === "write") throw systemError("ENOSPC");
      },
    });
    const { sentences, configurationRestored } = await setUpConfiguration({ home, fileSystem }).repository.recover();
    expect(configurationRestored).toBe(false);
    expect(sentences.join()).toContain("the disk is full");
    expect(readFileSync(file(), "utf8")).toBe("torn");
  });

  it("completes the history of a revision whose entry could not be appended", async () => {
    const fileSystem = watchFileSystem(nodeFileSystem, {
      before(call) {
        if (call.path.includes("updates.json") && call.name === "open") throw systemError("EACCES");
      },
    });
    const faulty = setUpConfiguration({ home, fileSystem });
    expect(await faulty.commitModel("a/first", "run-1")).toMatchObject({ revision: 1 });
    expect(faulty.warnings.join()).toContain("made up for by the next start");
    const { repository, history } = setUpConfiguration({ home });
    expect(await history.list()).toEqual([]);
    const { sentences } = await repository.recover();
    expect(sentences.join()).toContain("its history is now complete");
    expect(await history.list()).toMatchObject([{ id: "run-1", outcome: "applied", revision: 1 }]);
    expect(open()).toEqual([]);
  });

  it("is not needed for the history to be completed: the next commit does it too", async () => {
    const fileSystem = watchFileSystem(nodeFileSystem, {
      before(call) {
        if (call.path.includes("updates.json") && call.name === "open") throw systemError("EACCES");
      },
    });
    await setUpConfiguration({ home, fileSystem }).commitModel("a/first", "run-1");
    const { commitModel, history, warnings } = setUpConfiguration({ home });
    await commitModel("a/second", "run-2");
    expect((await history.list()).map(({ id, outcome }) => [id, outcome])).toEqual([
      ["run-2", "applied"],
      ["run-1", "applied"],
    ]);
    expect(warnings.join()).toContain("its history is now complete");
    expect(open()).toEqual([]);
  });
});
