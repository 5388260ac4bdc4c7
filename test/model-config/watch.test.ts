import { mkdirSync, renameSync, rmSync, symlinkSync, unlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setImmediate as turn } from "node:timers/promises";
import { beforeEach, describe, expect, it, onTestFinished } from "vitest";
import { createStore } from "../../src/model-config/store.ts";
import { watchConfiguration } from "../../src/model-config/watcher.ts";
import { systemClock } from "../../src/shared/clock.ts";
import { nodeFileSystem } from "../../src/shared/file-system.ts";
import { exampleConfiguration, modelOf } from "../support/configuration-setup.ts";
import { createTemporaryHome } from "../support/temporary-home.ts";

const hour = 3_600_000;
let home: string;
let config: string;
let file: string;

beforeEach(() => {
  const temporary = createTemporaryHome();
  home = temporary.home;
  config = join(home, "config");
  file = join(config, "models.json");
  mkdirSync(config, { recursive: true });
  return temporary.remove;
});

function write(model: string, path = file): void {
  writeFileSync(path, JSON.stringify(exampleConfiguration(model)));
}

/** Follows the file, and waits for what is told. Unless a test says so, only the system's own word can be what tells. */
function follow({ pollMs = hour, fileSystem = nodeFileSystem } = {}) {
  const told: string[] = [];
  let wake = () => {};
  const tell = (word: string) => {
    told.push(word);
    wake();
  };
  const store = createStore({
    home,
    fileSystem,
    clock: systemClock,
    history: { append: async () => {}, has: async () => false },
    revisionLimit: () => 5,
    logger: { warn: () => {} },
  });
  const end = watchConfiguration(store, {
    listener: (configuration) => tell(modelOf(configuration) ?? ""),
    onError: (error) => tell(String(error)),
    pollMs,
  });
  onTestFinished(end);
  return {
    told,
    /** Resolves with the next that is told, which is taken away. */
    async next(): Promise<string | undefined> {
      if (told.length === 0) {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
      return told.shift();
    },
  };
}

describe("the file, as it is followed without being looked at by the clock,", () => {
  it("is told of each time that it is written or replaced", async () => {
    write("a/1");
    const { next, told } = follow();
    write("a/2");
    expect(await next()).toBe("a/2");
    write("a/3", join(config, "next.json"));
    renameSync(join(config, "next.json"), file);
    expect(await next()).toBe("a/3");
    expect(told).toEqual([]);
  });

  it("is told of as it stands in the end, where it is written twice at once", async () => {
    write("a/1");
    const { next, told } = follow();
    write("a/2");
    write("a/3");
    expect(await next()).toBe("a/3");
    expect(told).toEqual([]);
  });

  it("is no fault where it is invalid for a moment only", async () => {
    write("a/1");
    const fileSystem = {
      ...nodeFileSystem,
      readText(path: string) {
        const text = nodeFileSystem.readText(path);
        if (text === "{") write("a/2");
        return text;
      },
    };
    const { next, told } = follow({ fileSystem });
    writeFileSync(file, "{");
    expect(await next()).toBe("a/2");
    expect(told).toEqual([]);
  });

  it("is a fault where it stays invalid, told once for each time", async () => {
    write("a/1");
    const { next, told } = follow();
    for (const text of ["{", "[", "{"]) {
      writeFileSync(file, text);
      expect(await next()).toContain("is not valid");
    }
    write("a/2");
    expect(await next()).toBe("a/2");
    writeFileSync(file, "{");
    expect(await next()).toContain("is not valid");
    unlinkSync(file);
    expect(await next()).toContain("is missing");
    expect(told).toEqual([]);
  });

  it("is told of while much happens beside it", async () => {
    write("a/1");
    const { told } = follow();
    write("a/2");
    for (let number = 0; told.length === 0; number += 1) {
      writeFileSync(join(config, "beside.json"), String(number));
      await turn();
    }
    expect(told).toEqual(["a/2"]);
  });
});

describe("its folder", () => {
  it("may be replaced by another, again and again", async () => {
    write("a/1");
    const { next } = follow();
    for (const number of [2, 3]) {
      mkdirSync(join(home, "next"));
      write(`a/folder-${number}`, join(home, "next", "models.json"));
      renameSync(config, join(home, `old-${number}`));
      renameSync(join(home, "next"), config);
      expect(await next()).toBe(`a/folder-${number}`);
      write(`a/file-${number}`);
      expect(await next()).toBe(`a/file-${number}`);
    }
  });

  it("may be removed and made anew", async () => {
    write("a/1");
    const { next } = follow();
    rmSync(config, { recursive: true });
    expect(await next()).toContain("is missing");
    mkdirSync(config);
    write("a/2");
    expect(await next()).toBe("a/2");
    write("a/3");
    expect(await next()).toBe("a/3");
  });

  it("may be a link, which is then turned to another", async () => {
    rmSync(config, { recursive: true });
    for (const name of ["one", "two"]) {
      mkdirSync(join(home, name));
      write(`a/${name}`, join(home, name, "models.json"));
    }
    symlinkSync("one", config);
    const { next } = follow();
    write("a/2");
    expect(await next()).toBe("a/2");
    symlinkSync("two", join(home, "next"));
    renameSync(join(home, "next"), config);
    expect(await next()).toBe("a/two");
    write("a/3");
    expect(await next()).toBe("a/3");
  });

  it("is found by a look, where the home around it was replaced, and followed from then on", async () => {
    write("a/1");
    const { next } = follow({ pollMs: 20 });
    mkdirSync(`${home}-next/config`, { recursive: true });
    write("a/2", `${home}-next/config/models.json`);
    renameSync(home, `${home}-old`);
    renameSync(`${home}-next`, home);
    onTestFinished(() => rmSync(`${home}-old`, { recursive: true }));
    // Between the two there may have been a look that has found nothing.
    let told = await next();
    if (told !== "a/2") told = await next();
    expect(told).toBe("a/2");
    write("a/3");
    expect(await next()).toBe("a/3");
  });
});

describe("a link in the file's place", () => {
  it("is followed to where it leads, and to where that leads", async () => {
    for (const name of ["real", "between"]) mkdirSync(join(home, name));
    const real = join(home, "real", "any-name.json");
    write("a/1", real);
    symlinkSync("../real/any-name.json", join(home, "between", "link.json"));
    symlinkSync(join(home, "between", "link.json"), file);
    const { next } = follow();
    write("a/2", real);
    expect(await next()).toBe("a/2");
    write("a/3", join(home, "other.json"));
    symlinkSync("../other.json", join(home, "between", "next.json"));
    renameSync(join(home, "between", "next.json"), join(home, "between", "link.json"));
    expect(await next()).toBe("a/3");
    write("a/4", join(home, "other.json"));
    expect(await next()).toBe("a/4");
    write("a/5", join(config, "next.json"));
    renameSync(join(config, "next.json"), file);
    expect(await next()).toBe("a/5");
  });

  it("is followed as Kubernetes mounts it: by a folder's name that is turned to another folder", async () => {
    const version = (number: number) => {
      mkdirSync(join(config, `..${number}`));
      write(`a/${number}`, join(config, `..${number}`, "models.json"));
      symlinkSync(`..${number}`, join(config, "..next"));
      renameSync(join(config, "..next"), join(config, "..data"));
    };
    version(1);
    symlinkSync("..data/models.json", file);
    const { next } = follow();
    for (const number of [2, 3]) {
      version(number);
      expect(await next()).toBe(`a/${number}`);
      rmSync(join(config, `..${number - 1}`), { recursive: true });
    }
  });

  it("may lead to itself, until it is replaced", async () => {
    write("a/1");
    const { next } = follow();
    unlinkSync(file);
    symlinkSync("models.json", file);
    expect(await next()).toContain("could not be read");
    unlinkSync(file);
    write("a/2");
    let told = await next();
    while (told !== "a/2") told = await next();
  });
});
