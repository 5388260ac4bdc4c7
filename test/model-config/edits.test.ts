import { cpSync, readdirSync, readFileSync, rmSync, unlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Configuration } from "../../src/domain/configuration.ts";
import { nodeFileSystem } from "../../src/shared/file-system.ts";
import { exampleConfiguration, modelOf, type Setup, setUpConfiguration } from "../support/configuration-setup.ts";
import { createTemporaryHome } from "../support/temporary-home.ts";
import { systemError, watchFileSystem } from "../support/watched-file-system.ts";

let home: string;
let remove: () => void;
const file = (folder = home) => join(folder, "config", "models.json");
const backup = (revision: number) => join(home, "history", "backups", `00000${revision}.json`);
const backups = () => readdirSync(join(home, "history", "backups")).filter((name) => /^\d/.test(name));

function edit(model: string, facts: Partial<Configuration> = {}, folder = home): void {
  const standing: Configuration = JSON.parse(readFileSync(file(folder), "utf8"));
  const edited = { ...exampleConfiguration(model), revision: standing.revision, note: "by hand", ...facts };
  writeFileSync(file(folder), JSON.stringify(edited));
}

async function kept({ repository }: Setup): Promise<[number, string | undefined][]> {
  const listed = await repository.list();
  return await Promise.all(
    listed.map(async ({ revision }): Promise<[number, string | undefined]> => {
      const configuration = await repository.load(revision);
      expect(configuration.revision).toBe(revision);
      return [revision, modelOf(configuration)];
    }),
  );
}

async function currentOf({ repository }: Setup): Promise<number[]> {
  return (await repository.list()).flatMap(({ revision, isCurrent }) => (isCurrent ? [revision] : []));
}

beforeEach(async () => {
  ({ home, remove } = createTemporaryHome());
  await setUpConfiguration({ home }).commitModel("a/first");
});
afterEach(() => remove());

describe("a file that a person edited", () => {
  it("becomes a revision of its own at the next commit, and the revision that it came from stays as it was", async () => {
    const setup = setUpConfiguration({ home });
    const first = readFileSync(backup(1));
    edit("a/edited");
    expect(await setup.commitModel("a/second")).toMatchObject({ revision: 3, previousRevision: 2 });
    expect(await kept(setup)).toEqual([
      [3, "a/second"],
      [2, "a/edited"],
      [1, "a/first"],
    ]);
    expect(readFileSync(backup(1))).toEqual(first);
    expect(await setup.repository.load(2)).toMatchObject({ note: "by hand" });
    expect(backups()).toEqual(["000001.json", "000002.json", "000003.json"]);
    expect((await setup.history.list())[0]).toMatchObject({ revision: 3 });
  });

  it("becomes one by a backup by hand, once, and not again by the commit after it", async () => {
    const setup = setUpConfiguration({ home });
    edit("a/edited");
    const before = readFileSync(file());
    expect(await setup.repository.backup()).toEqual({ revision: 2, path: backup(2), created: true });
    expect(await setup.repository.backup()).toEqual({ revision: 2, path: backup(2), created: false });
    expect(readFileSync(file())).toEqual(before);
    expect(await setup.commitModel("a/second")).toMatchObject({ revision: 3, previousRevision: 2 });
    expect((await kept(setup)).map(([revision]) => revision)).toEqual([3, 2, 1]);
  });

  it("is the current revision once it has a number, and until then none is", async () => {
    const setup = setUpConfiguration({ home });
    expect(await currentOf(setup)).toEqual([1]);
    edit("a/edited");
    expect(await currentOf(setup)).toEqual([]);
    await setup.repository.backup();
    expect(await currentOf(setup)).toEqual([2]);
  });

  it("gets another number for every other content, and the old one for a content that was there before", async () => {
    const { repository } = setUpConfiguration({ home });
    const original = readFileSync(file());
    edit("a/edited");
    await repository.backup();
    edit("a/edited-again");
    expect(await repository.backup()).toMatchObject({ revision: 3, created: true });
    edit("a/edited");
    expect(await repository.backup()).toMatchObject({ revision: 2, created: false });
    writeFileSync(file(), original);
    expect(await repository.backup()).toMatchObject({ revision: 1, created: false });
  });

  it("is no other revision where only its spaces and the order of its keys differ", async () => {
    const setup = setUpConfiguration({ home });
    const { tasks, ...rest } = JSON.parse(readFileSync(file(), "utf8"));
    writeFileSync(file(), JSON.stringify({ tasks, ...rest }));
    expect(await setup.repository.backup()).toMatchObject({ revision: 1, created: false });
    expect(await currentOf(setup)).toEqual([1]);
    expect(await setup.commitModel("a/second")).toMatchObject({ revision: 2, previousRevision: 1 });
  });

  it("takes no number that was given out before, whatever number a person wrote into it", async () => {
    const setup = setUpConfiguration({ home, revisionLimit: 2 });
    await setup.commitModel("a/second");
    await setup.commitModel("a/third");
    edit("a/edited", { revision: 1 });
    expect(await setup.repository.backup()).toMatchObject({ revision: 4, created: true });
    edit("a/raised", { revision: 40 });
    expect(await setup.commitModel("a/last")).toMatchObject({ revision: 41, previousRevision: 40 });
  });

  it("does not pass for the revision that it came from where that one's backup is lost", async () => {
    const setup = setUpConfiguration({ home });
    unlinkSync(backup(1));
    edit("a/edited");
    await expect(setup.repository.load(1)).rejects.toThrow("Revision 1 is not kept");
    expect(await setup.repository.backup()).toMatchObject({ revision: 2, created: true });
    await expect(setup.repository.load(1)).rejects.toThrow("Revision 1 is not kept. Kept are: 2.");
  });

  it("is recorded once, and spoils no revision, wherever the disk gives out for good during the commit", async () => {
    edit("a/edited");
    const folder = `${home}-copy`;
    let wasReached = true;
    let rounds = 0;
    for (; wasReached; rounds += 1) {
      cpSync(home, folder, { recursive: true });
      let calls = 0;
      const fileSystem = watchFileSystem(nodeFileSystem, {
        before() {
          calls += 1;
          if (calls > rounds) throw systemError("EIO");
        },
      });
      const faulty = setUpConfiguration({ home: folder, fileSystem });
      await faulty.commitModel("a/second").catch(() => null);
      wasReached = calls > rounds;
      const setup = setUpConfiguration({ home: folder });
      await setup.repository.recover();
      await setup.commitModel("a/third");
      const models = (await kept(setup)).map(([, model]) => model).reverse();
      const second = models.includes("a/second") ? ["a/second"] : [];
      rmSync(folder, { recursive: true });
      expect(models, `call ${rounds + 1}`).toEqual(["a/first", "a/edited", ...second, "a/third"]);
    }
    expect(rounds).toBeGreaterThan(30);
  });
});

describe("the backup of what stands", () => {
  it("is made anew where it is lost", async () => {
    const { repository } = setUpConfiguration({ home });
    unlinkSync(backup(1));
    expect(await repository.backup()).toEqual({ revision: 1, path: backup(1), created: true });
    expect(readFileSync(backup(1))).toEqual(readFileSync(file()));
  });

  it("is put right where somebody changed it, and what stood in it is kept beside it", async () => {
    const setup = setUpConfiguration({ home });
    writeFileSync(backup(1), JSON.stringify({ ...exampleConfiguration("a/tampered"), revision: 1 }));
    expect(await setup.commitModel("a/second")).toMatchObject({ revision: 2, previousRevision: 1 });
    expect(modelOf(await setup.repository.load(1))).toBe("a/first");
    const beside = backups().filter((name) => name.startsWith("000001.replaced-"));
    expect(beside).toHaveLength(1);
    expect(readFileSync(join(home, "history", "backups", beside[0] ?? ""), "utf8")).toContain("a/tampered");
  });
});
