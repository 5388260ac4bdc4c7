import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Configuration } from "../../src/domain/configuration.ts";
import { StaleConfigurationError } from "../../src/model-config/repository.ts";
import { nodeFileSystem } from "../../src/shared/file-system.ts";
import { exampleConfiguration, exampleEntry, modelOf, setUpConfiguration } from "../support/configuration-setup.ts";
import { createTemporaryHome } from "../support/temporary-home.ts";

let home: string;
let remove: () => void;
const file = () => join(home, "config", "models.json");
const backups = () => readdirSync(join(home, "history", "backups")).filter((name) => name !== "updates.json");
const onDisk = (): Configuration => JSON.parse(readFileSync(file(), "utf8"));

function edit(change: (configuration: Configuration) => Configuration): void {
  writeFileSync(file(), JSON.stringify(change(onDisk())));
}

beforeEach(() => {
  ({ home, remove } = createTemporaryHome());
});
afterEach(() => remove());

describe("reading", () => {
  it("returns null where there is no file", async () => {
    expect(await setUpConfiguration({ home }).repository.read()).toBeNull();
  });

  it("returns the sha256 of the file's bytes", async () => {
    const { repository, commitModel } = setUpConfiguration({ home });
    await commitModel("a/b");
    const hash = createHash("sha256").update(readFileSync(file())).digest("hex");
    expect((await repository.read())?.hash).toBe(hash);
  });

  it("reads a newer minor version and keeps unknown keys through a rewrite", async () => {
    const { repository } = setUpConfiguration({ home });
    writeFileSync(file(), JSON.stringify({ ...exampleConfiguration(), schemaVersion: "1.4.0", note: { by: "me" } }));
    const standing = await repository.read();
    const configuration = standing?.configuration ?? exampleConfiguration();
    await repository.commit({ expectedHash: standing?.hash ?? null, configuration, entry: exampleEntry() });
    expect(onDisk()).toMatchObject({ schemaVersion: "1.4.0", note: { by: "me" }, revision: 1 });
  });

  it("refuses a newer major version with a sentence and leaves the file alone", async () => {
    const text = JSON.stringify({ ...exampleConfiguration(), schemaVersion: "2.0.0" });
    writeFileSync(file(), text);
    const { repository } = setUpConfiguration({ home });
    await expect(repository.read()).rejects.toThrow(/schema version 2\.0\.0.*Update Modelvane/);
    expect(await repository.recover()).toMatchObject({ configurationRestored: false });
    expect(readFileSync(file(), "utf8")).toBe(text);
  });

  it("migrates an older major version by the table", async () => {
    const { revision, ...rest } = exampleConfiguration("old/model");
    writeFileSync(file(), JSON.stringify({ ...rest, schemaVersion: "0.9.0", number: revision + 4 }));
    const migrations = [
      { from: 0, migrate: ({ number, ...others }: Record<string, unknown>) => ({ ...others, revision: number }) },
    ];
    const standing = await setUpConfiguration({ home, migrations }).repository.read();
    expect(standing?.configuration).toMatchObject({ schemaVersion: "1.0.0", revision: 4 });
    await expect(setUpConfiguration({ home }).repository.read()).rejects.toThrow("schema version 0.9.0");
  });

  it("names the path of what is wrong in a file", async () => {
    writeFileSync(file(), JSON.stringify({ ...exampleConfiguration(), intents: { conversation: "conversational" } }));
    await expect(setUpConfiguration({ home }).repository.read()).rejects.toThrow(/models\.json.*intents\.conversation/);
  });
});

describe("committing", () => {
  it("writes the first revision with its backup, history and closed journal", async () => {
    const { commitModel, history } = setUpConfiguration({ home });
    expect(await commitModel("a/first", "run-1")).toMatchObject({
      revision: 1,
      previousRevision: null,
      entry: { revision: 1 },
    });
    expect(modelOf(onDisk())).toBe("a/first");
    expect(readFileSync(join(home, "history", "backups", "000001.json"))).toEqual(readFileSync(file()));
    expect(await history.list()).toMatchObject([{ id: "run-1", revision: 1 }]);
    const journal = readFileSync(join(home, "history", "journal.jsonl"), "utf8")
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(journal).toMatchObject([
      { type: "intent", revision: 1 },
      { type: "outcome", outcome: "applied" },
    ]);
    expect(readdirSync(join(home, "config"))).toEqual(["models.json"]);
  });

  it("refuses a plan that was made from an older revision", async () => {
    const { repository, commitModel } = setUpConfiguration({ home });
    await commitModel("a/first");
    const hash = (await repository.read())?.hash ?? null;
    await commitModel("a/second");
    const late = { expectedHash: hash, configuration: exampleConfiguration("a/late"), entry: exampleEntry() };
    await expect(repository.commit(late)).rejects.toThrow(StaleConfigurationError);
    await expect(repository.commit({ ...late, expectedHash: null })).rejects.toThrow(
      "changed since this plan was made",
    );
    expect(modelOf(onDisk())).toBe("a/second");
  });

  it("refuses to overwrite what a person saves while the commit is under way", async () => {
    const { commitModel } = setUpConfiguration({ home });
    await commitModel("a/first");
    const fileSystem = {
      ...nodeFileSystem,
      open(path: string, flags: string) {
        if (path.startsWith(`${file()}.`)) edit(() => ({ ...exampleConfiguration("a/edited"), revision: 1 }));
        return nodeFileSystem.open(path, flags);
      },
    };
    await expect(setUpConfiguration({ home, fileSystem }).commitModel("a/second")).rejects.toThrow(
      StaleConfigurationError,
    );
    expect(modelOf(onDisk())).toBe("a/edited");
    expect(readdirSync(join(home, "config"))).toEqual(["models.json"]);
  });

  it("refuses an invalid configuration with its path, and writes nothing", async () => {
    const { repository } = setUpConfiguration({ home });
    const configuration = { ...exampleConfiguration(), generatedAt: "yesterday" };
    const request = { expectedHash: null, configuration, entry: exampleEntry() };
    await expect(repository.commit(request)).rejects.toThrow("generatedAt");
    expect(existsSync(file())).toBe(false);
  });

  it("never gives a revision's number out twice", async () => {
    const first = setUpConfiguration({ home, revisionLimit: 2 });
    for (const model of ["a/1", "a/2", "a/3"]) await first.commitModel(model);
    edit((configuration) => ({ ...configuration, revision: 1 }));
    expect(await first.commitModel("a/4")).toMatchObject({ revision: 4, previousRevision: 3 });
  });

  it("keeps the newest revisions up to the limit and shortens the journal", async () => {
    const { repository, commitModel } = setUpConfiguration({ home, revisionLimit: 3 });
    for (let count = 1; count <= 8; count += 1) await commitModel(`a/${count}`);
    expect((await repository.list()).map((each) => each.revision)).toEqual([8, 7, 6]);
    expect(backups().sort()).toEqual(["000006.json", "000007.json", "000008.json"]);
    const lines = readFileSync(join(home, "history", "journal.jsonl"), "utf8")
      .trim()
      .split("\n");
    expect(lines.length).toBeLessThanOrEqual(2 * 2 * 3);
  });

  it("puts the former revision back when another text is read back", async () => {
    const { commitModel } = setUpConfiguration({ home });
    await commitModel("a/first");
    let isSpoilt = false;
    const fileSystem = {
      ...nodeFileSystem,
      rename(from: string, to: string) {
        if (to === file() && !isSpoilt) {
          isSpoilt = true;
          writeFileSync(from, "{}");
        }
        nodeFileSystem.rename(from, to);
      },
    };
    const spoilt = setUpConfiguration({ home, fileSystem });
    await expect(spoilt.commitModel("a/second")).rejects.toThrow("the former revision was put back");
    expect(modelOf(onDisk())).toBe("a/first");
    expect(await spoilt.commitModel("a/third")).toMatchObject({ revision: 3, previousRevision: 1 });
  });
});

describe("kept revisions", () => {
  it("loads a kept revision and lists the kept ones for another", async () => {
    const { repository, commitModel } = setUpConfiguration({ home });
    await commitModel("a/first");
    await commitModel("a/second");
    expect(modelOf(await repository.load(1))).toBe("a/first");
    await expect(repository.load(9)).rejects.toThrow("Revision 9 is not kept. Kept are: 2, 1.");
  });

  it("lists the newest first, marks the current one and passes over corrupt ones with a warning", async () => {
    const { repository, commitModel, warnings } = setUpConfiguration({ home });
    for (const model of ["a/1", "a/2", "a/3"]) await commitModel(model);
    writeFileSync(join(home, "history", "backups", "000002.json"), "{ torn");
    const listed = await repository.list();
    expect(listed.map(({ revision, isCurrent }) => [revision, isCurrent])).toEqual([
      [3, true],
      [1, false],
    ]);
    expect(warnings.join()).toContain("000002.json is not valid");
  });

  it("makes a backup by hand, once for the same content", async () => {
    const { repository } = setUpConfiguration({ home });
    await expect(repository.backup()).rejects.toThrow("Run an update first");
    writeFileSync(file(), JSON.stringify({ ...exampleConfiguration("a/own"), revision: 5 }));
    const path = join(home, "history", "backups", "000005.json");
    expect(await repository.backup()).toEqual({ revision: 5, path, created: true });
    expect(await repository.backup()).toEqual({ revision: 5, path, created: false });
    expect(modelOf(await repository.load(5))).toBe("a/own");
  });
});
