import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createNoticesStage, failure, hourMs, type NoticesStage } from "../support/notices-stage.ts";
import { choiceOf } from "../support/plans.ts";

let stage: NoticesStage;

beforeEach(() => {
  stage = createNoticesStage();
});
afterEach(() => stage.remove());

describe("a scheduled run that nobody was told of", () => {
  const nightly = { trigger: "schedule", revision: 7 };
  const untold = () => stage.open().untoldRuns({ endedBy: stage.clock.now() });

  it("is told as the history knows it: what it changed, and what stood before", async () => {
    const change = { task: "translation", action: "keep", from: null, to: choiceOf("maker/new"), reason: "Better." };
    const applied = stage.entryAt(2, { ...nightly, trigger: "start", changes: [change], planHash: "0123456789abcdef" });
    stage.facts.entries = [applied, stage.entryAt(26, { revision: 5 })];
    expect(await untold()).toMatchObject([
      {
        kind: "applied",
        trigger: "start",
        at: applied.at,
        result: { outcome: "applied", revision: 7, previousRevision: 5, planHash: applied.planHash, errors: [] },
      },
    ]);
    expect((await untold())[0]).toMatchObject({ result: { tasks: [{ ...change, facts: { from: null, to: null } }] } });
  });

  it("is told once, the oldest first, and telling an older one again makes no newer one untold", async () => {
    stage.facts.entries = [stage.entryAt(2, nightly), stage.entryAt(8, nightly)];
    const [first, second, ...others] = await untold();
    expect([first, second].map((each) => each?.kind === "applied" && each.at)).toEqual([
      stage.facts.entries[1]?.at,
      stage.facts.entries[0]?.at,
    ]);
    expect(others).toEqual([]);
    if (first) await stage.open().told(first);
    expect(await untold()).toEqual([second]);
    if (second) await stage.open().told(second);
    if (first) await stage.open().told(first);
    expect(await untold()).toEqual([]);
  });

  it("is not told a day later, nor where it ended after the moment that was named", async () => {
    stage.facts.entries = [stage.entryAt(1, nightly), stage.entryAt(24, nightly)];
    expect(await stage.open().untoldRuns({ endedBy: stage.clock.now() - hourMs - 1 })).toEqual([]);
    expect(await untold()).toHaveLength(1);
  });

  it.each([
    { trigger: "telegram:1" },
    { trigger: "command line" },
    { ...nightly, kind: "rollback" as const },
    { ...nightly, kind: "seed" as const },
    { ...nightly, outcome: "unchanged" as const },
  ])("is none of what people have set off or nothing came of: $trigger $kind $outcome", async (facts) => {
    stage.facts.entries = [stage.entryAt(1, facts)];
    stage.facts.handledUntil = { update: stage.entryAt(0).at };
    expect(await untold()).toEqual([]);
  });

  it("is told of a failure where it was the last and is dealt with; else the next run tells", async () => {
    stage.facts.entries = [stage.entryAt(1, { ...nightly, ...failure })];
    expect(await untold()).toEqual([]);
    stage.facts.handledUntil = { update: stage.entryAt(2).at };
    expect(await untold()).toEqual([]);
    stage.facts.handledUntil = { update: stage.entryAt(1).at };
    expect(await untold()).toMatchObject([{ kind: "failed", result: { errors: ["The Hub is down."], tasks: [] } }]);
    stage.facts.entries = [stage.entryAt(0, { ...nightly, outcome: "unchanged" }), ...stage.facts.entries];
    expect(await untold()).toEqual([]);
  });

  it("is told of a proposal that can still be applied and was not put off, with what its plan knows", async () => {
    const { hash, decisions } = await stage.storedPlan("maker/better", 90);
    stage.facts.entries = [stage.entryAt(0, { ...nightly, outcome: "planned", planHash: hash })];
    stage.facts.handledUntil = { update: stage.entryAt(0).at };
    const [found] = await untold();
    const [decision] = decisions;
    expect(found).toMatchObject({
      kind: "planned",
      result: { planHash: hash, tasks: [{ task: decision?.task, to: decision?.to, reason: decision?.reason }] },
    });
    stage.facts.isStale = true;
    expect(await untold()).toEqual([]);
    stage.facts.isStale = false;
    await stage.open().snooze(hash, "telegram:1");
    stage.clock.advance(23.5 * hourMs);
    expect(await untold()).toEqual([]);
    stage.facts.entries = [stage.entryAt(0, { ...nightly, outcome: "planned", planHash: "0123456789abcdef" })];
    stage.facts.handledUntil = { update: stage.entryAt(0).at };
    expect(await untold()).toEqual([]);
  });
});
