import { describe, expect, it } from "vitest";
import { formsOf } from "../../../src/evaluation/guards/names.ts";
import { guardsOver, modelOf, suspicionOf, wellKnown } from "../../support/suspects.ts";

describe("an owner that looks like a better known one", () => {
  it.each([
    ["n0rth-wind", "a digit for a letter"],
    ["north-w1nd", "a digit for a letter"],
    ["NORTH-WlND", "a small l for a capital i"],
    ["northwind", "a separator left out"],
    ["north_wind", "another separator"],
    ["north.wind", "another separator"],
    ["north-wind-official", "a word behind it"],
    ["north-wind-ai", "a word behind it"],
    ["north-wind-hq", "a word behind it"],
    ["northwindofficial", "a word glued to it"],
    ["the-north-wind", "a word before it"],
    ["north-vvind", "two letters that look like one"],
    ["norht-wind", "letters that have changed places"],
    ["north-wnd", "a letter left out"],
    ["north-winds", "a letter added"],
    ["nоrth-wind", "a Cyrillic letter"],
    ["nörth-wind", "an accent"],
  ])("is found: %s (%s)", (owner) => {
    expect(suspicionOf(modelOf(`${owner}/Anything-7B`))).toBe(
      `it waits for a person: its owner "${owner}" looks like north-wind, whose models are 4,900 times as used ("approve" lets it in)`,
    );
  });

  it.each(["east-wind", "north", "northern-lights", "corvid", "raven", "windnorth", "south-wind", "crows"])(
    "is not every owner with a word of it: %s",
    (owner) => {
      expect(suspicionOf(modelOf(`${owner}/Anything-7B`))).toBeNull();
    },
  );

  it("is found by its age, too, where its counts were driven up", () => {
    const reason = suspicionOf(modelOf("north-vvind/Gale-9-70B", { downloads: 3_000_000, days: 20 }));
    expect(reason).toContain('its owner "north-vvind" looks like north-wind, which is 680 days older');
  });

  it("is the imitation, never the one that is imitated", () => {
    const guards = guardsOver({ seen: [modelOf("n0rth-wind/Fake", { downloads: 3_000_000, days: 20 })] });
    expect(wellKnown.map(guards)).toEqual([null, null, null]);
  });

  it("is no matter of two owners of one kind", () => {
    const twins = [modelOf("gull-labs/A-1B", { days: 500 }), modelOf("gull/A-2B", { downloads: 20_000, days: 420 })];
    const guards = guardsOver({ seen: twins });
    expect(twins.map(guards)).toEqual([null, null]);
  });

  it("waits no longer where a person has approved it, runs it, or has turned the guards off", () => {
    const suspect = modelOf("n0rth-wind/Anything-7B");
    expect(suspicionOf(suspect, { policy: { approved: [suspect.model] } })).toBeNull();
    expect(suspicionOf(suspect, { policy: { guards: { enabled: false } } })).toBeNull();
    expect(suspicionOf({ ...suspect, isTrusted: true })).toBeNull();
    expect(suspicionOf({ ...suspect, isLocal: true })).toBeNull();
  });

  it("is compared with the owners of its own source alone", () => {
    expect(suspicionOf(modelOf("n0rth-wind/Anything-7B", { provider: "replicate" }))).toBeNull();
  });

  it("is found among a hundred thousand models in no time, however long or odd their names are", () => {
    const seen = Array.from({ length: 20_000 }, (_each, at) => modelOf(`owner-${at.toString(36)}${at}/model-${at}`));
    const guards = guardsOver({ seen: [...seen, modelOf(`${"n".repeat(300)}/x`), modelOf("/x"), modelOf("-._/-._")] });
    const before = performance.now();
    const suspicious = seen
      .slice(0, 3_000)
      .map(guards)
      .filter((reason) => reason !== null);
    expect(suspicious.length).toBeLessThan(30);
    for (const odd of [`${"n".repeat(300)}/x`, "/x", "-._/-._", "nobody"]) expect(guards(modelOf(odd))).toBeNull();
    expect(performance.now() - before).toBeLessThan(5_000);
  });
});

describe("the forms of a name", () => {
  it("are the folded whole, and what is left without words such as official", () => {
    expect(formsOf("North-Wind-Official")).toEqual(["northwlndofflclal", "northwlnd"]);
    expect(formsOf("ai")).toEqual(["al"]);
  });
});
