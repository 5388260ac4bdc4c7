import { mkdirSync, readdirSync, renameSync, unlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Configuration } from "../../src/domain/configuration.ts";
import { startChild } from "../support/child.ts";
import { exampleConfiguration, modelOf, setUpConfiguration } from "../support/configuration-setup.ts";
import { createTemporaryHome } from "../support/temporary-home.ts";

let home: string;
let remove: () => void;
const file = () => join(home, "config", "models.json");

beforeEach(() => {
  ({ home, remove } = createTemporaryHome());
});
afterEach(() => remove());

describe("two processes that commit at once", () => {
  it("lose no revision: each is applied on top of what stood, or told that it is stale", async () => {
    const each = 25;
    const children = ["left", "right"].map((name) => startChild("commit-in-a-loop", [home, name, String(each)]));
    expect(await Promise.all(children.map((child) => child.ended))).toEqual([0, 0]);
    const { repository, history } = setUpConfiguration({ home, revisionLimit: 1000, historyLimit: 1000 });
    const revisions = Array.from({ length: 2 * each }, (_, index) => 2 * each - index);
    expect((await repository.list()).map((kept) => kept.revision)).toEqual(revisions);
    expect((await history.list()).map((entry) => entry.revision)).toEqual(revisions);
    const models = await Promise.all(revisions.map(async (revision) => modelOf(await repository.load(revision))));
    expect(new Set(models).size).toBe(2 * each);
  });

  it("wait for each other within one process too", async () => {
    const { repository } = setUpConfiguration({ home });
    const outcomes = await Promise.allSettled(
      ["a/1", "a/2", "a/3"].map((model) => setUpConfiguration({ home }).commitModel(model)),
    );
    const applied = outcomes.filter((outcome) => outcome.status === "fulfilled");
    expect(applied).toHaveLength(1);
    for (const outcome of outcomes) {
      if (outcome.status === "rejected") expect(String(outcome.reason)).toContain("changed since this plan was made");
    }
    expect((await repository.list()).map((kept) => kept.revision)).toEqual([1]);
  });

  it("take over the lock of a process that died while it held it", async () => {
    const dead = startChild("hold-lock", [join(home, "history", "commit.lock"), "change of the configuration"]);
    expect(await dead.nextLine()).toBe("held");
    dead.process.kill("SIGKILL");
    await dead.ended;
    expect(readdirSync(join(home, "history"))).toContain("commit.lock");
    expect(await setUpConfiguration({ home }).commitModel("a/first")).toMatchObject({ revision: 1 });
  });
});

describe("subscribing", () => {
  /** Collects what a subscription tells, and waits for the next of it. */
  function subscribe() {
    const told: (Configuration | Error)[] = [];
    let wake = () => {};
    const tell = (value: unknown) => {
      told.push(value as Configuration | Error);
      wake();
    };
    const end = setUpConfiguration({ home }).repository.subscribe(tell, tell);
    const next = async () => {
      while (told.length === 0) {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
      return told.shift();
    };
    return { next, told, end };
  }

  it("tells of a commit by another process, once", async () => {
    const { next, told, end } = subscribe();
    await startChild("commit-in-a-loop", [home, "other", "1"]).ended;
    expect(modelOf((await next()) as Configuration)).toBe("other/model-1");
    writeFileSync(join(home, "config", "models.json.note"), "unrelated");
    await setUpConfiguration({ home }).commitModel("a/second");
    expect(modelOf((await next()) as Configuration)).toBe("a/second");
    expect(told).toEqual([]);
    end();
  });

  it("tells of an invalid and of a missing file as an error, and of the next valid one", async () => {
    await setUpConfiguration({ home }).commitModel("a/first");
    const { next, end } = subscribe();
    writeFileSync(file(), "{ torn");
    expect(String(await next())).toContain("models.json is not valid");
    const edited = join(home, "config", "edited.json");
    writeFileSync(edited, JSON.stringify({ ...exampleConfiguration("a/edited"), revision: 1 }));
    renameSync(edited, file());
    expect(modelOf((await next()) as Configuration)).toBe("a/edited");
    unlinkSync(file());
    expect(String(await next())).toContain("is missing");
    end();
  });

  it("finds a configuration in a folder that is made later", async () => {
    const other = join(home, "elsewhere");
    mkdirSync(other);
    const { repository, commitModel } = setUpConfiguration({ home: other });
    const told = new Promise<Configuration>((resolve) => repository.subscribe(resolve));
    await commitModel("a/first");
    expect(modelOf(await told)).toBe("a/first");
  });
});
