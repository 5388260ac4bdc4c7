import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { WatchEvent } from "../../src/domain/watch-event.ts";
import { openWatchEvents, type WatchEvents } from "../../src/pipeline/watch/events.ts";
import { createNoticesStage, hourMs, type NoticesStage } from "../support/notices-stage.ts";
import { type StoreStage, setUpStores } from "../support/store-stage.ts";
import { sampleEvent } from "../support/watch-samples.ts";

let stage: NoticesStage;
let stores: StoreStage;
let events: WatchEvents;

const noon = Date.parse("2026-11-21T12:00:00.000Z");

beforeEach(async () => {
  stage = createNoticesStage();
  stores = setUpStores();
  events = openWatchEvents({ log: await stores.open(), now: stage.clock.now });
  stage.facts.watchEvents = events;
  setTime(noon);
});
afterEach(async () => {
  await stores.end();
  stage.remove();
});

function setTime(moment: number): void {
  stage.clock.advance(moment - stage.clock.now());
}

/** Something that has happened just now. */
async function happens(id: string, severity: WatchEvent["severity"] = "warning"): Promise<void> {
  await events.add(sampleEvent("replaced", { id, severity, at: stage.clock.now() }));
}

type Notices = ReturnType<NoticesStage["open"]>;

/** What there is to tell, by its ids. */
async function check(notices: Notices = stage.open()): Promise<string[]> {
  const notice = await notices.checkWatch();
  return notice?.kind === "watch" ? notice.events.map(({ id }) => id) : [];
}

/** Tells it, too. */
async function tell(notices: Notices = stage.open()): Promise<string[]> {
  const notice = await notices.checkWatch();
  if (notice?.kind !== "watch") return [];
  await notices.told(notice);
  return notice.events.map(({ id }) => id);
}

describe("what the watch has done and seen", () => {
  it("is told once, the oldest first, and not again after a restart", async () => {
    expect(await tell()).toEqual([]);
    await happens("first");
    stage.clock.advance(60_000);
    await happens("second");
    expect(await tell()).toEqual(["first", "second"]);
    expect(await tell()).toEqual([]);
    await happens("third");
    expect(await tell()).toEqual(["third"]);
  });

  it("is told until somebody was reached", async () => {
    await happens("first");
    const notices = stage.open();
    for (let minute = 0; minute < 3; minute += 1) expect(await check(notices)).toEqual(["first"]);
    expect(await tell(notices)).toEqual(["first"]);
    expect(await tell(notices)).toEqual([]);
  });

  it("is told by one of two processes, however they meet", async () => {
    for (const id of ["one", "two", "three"]) await happens(id);
    const [ours, theirs] = await Promise.all([check(stage.open()), check(stage.open())]);
    expect([...ours, ...theirs].sort()).toEqual(["one", "three", "two"]);
  });

  it("is left to a process that is about to tell it for half an hour, and then taken over", async () => {
    await happens("first");
    await check(stage.open());
    stage.clock.advance(29 * 60_000);
    expect(await check(stage.open())).toEqual([]);
    stage.clock.advance(60_000);
    expect(await tell(stage.open())).toEqual(["first"]);
  });

  it("is taken over although the clock was set back", async () => {
    await happens("first");
    await check(stage.open());
    stage.clock.advance(-5 * hourMs);
    expect(await tell(stage.open())).toEqual(["first"]);
  });

  it("is not told any more after two days", async () => {
    await happens("old", "critical");
    setTime(noon + 47 * hourMs);
    expect(await check()).toEqual(["old"]);
    setTime(noon + 48 * hourMs);
    expect(await check()).toEqual([]);
  });
});

describe("quiet hours", () => {
  const at = (time: string) => setTime(Date.parse(`2026-11-21T${time}:00.000Z`));

  it("let through what is critical alone; their end brings the rest together", async () => {
    at("21:59");
    await happens("evening", "info");
    expect(await tell()).toEqual(["evening"]);
    at("22:00");
    await happens("small", "info");
    await happens("larger", "warning");
    await happens("urgent", "critical");
    expect(await tell()).toEqual(["urgent"]);
    setTime(Date.parse("2026-11-22T06:59:59.000Z"));
    expect(await tell()).toEqual([]);
    setTime(Date.parse("2026-11-22T07:00:00.000Z"));
    expect((await tell()).sort()).toEqual(["larger", "small"]);
  });

  it("are those of the policy, in its time zone", async () => {
    stage.facts.policy = {
      schedule: { timeZone: "America/New_York" },
      watching: { quietHours: { from: "12:00", to: "14:30" } },
    };
    await happens("first");
    at("16:59");
    expect(await check()).toEqual(["first"]);
    at("17:00");
    expect(await check()).toEqual([]);
    at("19:30");
    expect(await check()).toEqual(["first"]);
  });

  it.each([
    ["there are none", null],
    ["they end when they begin", { from: "03:00", to: "03:00" }],
  ])("keep nothing back where %s", async (_what, quietHours) => {
    stage.facts.policy = { watching: { quietHours } };
    at("03:00");
    await happens("first", "info");
    expect(await check()).toEqual(["first"]);
  });

  it("hold while the policy cannot be read", async () => {
    stage.facts.isPolicyBroken = true;
    await happens("small", "info");
    await happens("urgent", "critical");
    expect(await tell()).toEqual(["urgent"]);
    stage.facts.isPolicyBroken = false;
    expect(await tell()).toEqual(["small"]);
  });
});
