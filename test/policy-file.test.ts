import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { UsageError } from "../src/domain/errors.ts";
import { createPolicyReader } from "../src/policy-file.ts";
import { createTemporaryHome } from "./support/temporary-home.ts";

let home: string;
let remove: () => void;
beforeEach(() => {
  ({ home, remove } = createTemporaryHome());
});
afterEach(() => remove());

const write = (name: string, text: string) => writeFileSync(join(home, "config", name), text);
const writeOwn = (policy: unknown) => write("policy.json", JSON.stringify(policy));
const writeLocal = (policy: unknown) => write("policy.local.json", JSON.stringify(policy));
const read = () => createPolicyReader(home).read();

async function refusal(): Promise<string> {
  const error = await read().then(
    () => null,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(UsageError);
  return (error as UsageError).message;
}

describe("the policy's file", () => {
  it("may be missing: then the defaults hold", async () => {
    expect(await read()).toMatchObject({ minimumScore: 60, margin: 3 });
  });

  it("is read anew each time, so that a change counts from the next run on", async () => {
    const reader = createPolicyReader(home);
    writeOwn({ margin: 5 });
    expect((await reader.read()).margin).toBe(5);
    writeOwn({ margin: 6 });
    expect((await reader.read()).margin).toBe(6);
  });

  it("may begin with a byte order mark, as some editors write it", async () => {
    write("policy.json", `\uFEFF${JSON.stringify({ margin: 7 })}`);
    expect((await read()).margin).toBe(7);
  });

  it.each(["", "{", '{"margin": 3,}', "margin: 3"])("is refused by name where it is not JSON: %s", async (text) => {
    write("policy.json", text);
    const message = await refusal();
    expect(message).toContain(join(home, "config", "policy.json"));
    expect(message).toContain("is not valid JSON");
    expect(message).toMatch(/Mend it, or remove it/);
  });

  it("is looked at again where somebody is just writing it", async () => {
    write("policy.json", '{"margin": 7, "fallb');
    const reading = read();
    setImmediate(() => writeOwn({ margin: 7, fallbacks: 1 }));
    expect(await reading).toMatchObject({ margin: 7, fallbacks: 1 });
  });

  it("is refused by name where it cannot be read at all", async () => {
    mkdirSync(join(home, "config", "policy.json"));
    expect(await refusal()).toMatch(/policy\.json cannot be read/);
  });
});

describe("the local policy", () => {
  it("lies over people's own, key by key, and lists as a whole", async () => {
    writeOwn({
      margin: 5,
      ignore: ["a", "b"],
      schedule: { update: "0 4 * * *", timeZone: "Europe/Lisbon" },
      tasks: { translation: { ignore: ["c"] } },
    });
    writeLocal({ ignore: ["d"], schedule: { update: "0 5 * * *" }, tasks: { translation: { enabled: false } } });
    expect(await read()).toMatchObject({
      margin: 5,
      ignore: ["d"],
      schedule: { update: "0 5 * * *", timeZone: "Europe/Lisbon", cleanup: "30 4 * * *" },
      tasks: { translation: { enabled: false, ignore: ["c"] } },
    });
  });

  it("ends a pin of people's own with null", async () => {
    writeOwn({ tasks: { translation: { pin: { model: "maker/pinned" } } } });
    writeLocal({ tasks: { translation: { pin: null } } });
    expect((await read()).tasks.translation?.pin).toBeNull();
  });

  it("is named where it is what is wrong", async () => {
    writeOwn({ margin: 5 });
    writeLocal({ margin: "much" });
    expect(await refusal()).toMatch(/policy\.local\.json is not valid:\n {2}margin: expected number/);
  });

  it("is named beside people's own where only both together are wrong", async () => {
    writeOwn({ weights: { popularity: 0, performance: 0, recency: 0 } });
    writeLocal({ weights: { compatibility: 0 } });
    const message = await refusal();
    expect(message).toContain("policy.json with ");
    expect(message).toContain(
      "policy.local.json over it is not valid:\n  weights: expected at least one weight above 0",
    );
  });
});

describe("a preset", () => {
  it("sets the defaults of the keys of which the policy says nothing", async () => {
    writeOwn({ preset: "quality" });
    expect(await read()).toMatchObject({
      margin: 2,
      weights: { popularity: 10, performance: 65, recency: 10, compatibility: 15 },
    });
    writeOwn({ preset: "cheap" });
    expect(await read()).toMatchObject({ maximumPrice: 0.6, hosts: "cheapest", margin: 3 });
    writeOwn({ preset: "fast" });
    expect(await read()).toMatchObject({ minimumSpeed: 80, hosts: "fastest" });
    writeOwn({ preset: "local" });
    expect(await read()).toMatchObject({ prefer: ["local"], minimumScore: 50 });
  });

  it("gives way to what the policy says of a key itself, in either file", async () => {
    writeOwn({ preset: "cheap", maximumPrice: 2 });
    expect((await read()).maximumPrice).toBe(2);
    writeLocal({ preset: "quality", weights: { popularity: 0 } });
    expect(await read()).toMatchObject({ maximumPrice: 2, weights: { popularity: 0, performance: 65 }, margin: 2 });
  });

  it("that there is not is refused, with those that there are", async () => {
    writeOwn({ preset: "cheapest" });
    expect(await refusal()).toMatch(/preset.*"balanced"/);
  });

  it("is balanced where nothing is said: the keys' own defaults", async () => {
    writeOwn({ preset: "balanced" });
    const named = await read();
    writeOwn({});
    expect(await read()).toEqual(named);
  });
});
