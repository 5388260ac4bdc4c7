import { describe, expect, it } from "vitest";
import { type Contender, choiceOf, configurationOf, decide, entryOf, planFor, rankingWith } from "../support/plans.ts";

const standing = choiceOf("maker/standing");
const contest = (own: number, challenger: number, margin = 3) =>
  decide({
    entry: entryOf(standing),
    ranking: rankingWith([
      { model: "maker/standing", score: own },
      { model: "maker/challenger", score: challenger },
    ]),
    policy: { margin },
  });

describe("a task without a model", () => {
  it("gets the best that qualifies, with its score, its origin and the reason", () => {
    const decision = decide({
      ranking: rankingWith([
        { model: "maker/second", score: 61 },
        { model: "maker/best", score: 90.26 },
      ]),
    });
    expect(decision).toMatchObject({ action: "add", from: null, isChange: true, discovered: 2, qualified: 2 });
    expect(decision.to).toEqual(choiceOf("maker/best", { score: 90.3 }));
    expect(decision.reason).toMatch(/2 that qualify: 90\.3 points\.$/);
    expect(decision.next).toMatchObject({ since: "2026-11-21T03:00:00.000Z", reason: decision.reason, trial: null });
  });

  it("takes a model of exactly the minimum score, and none below it", () => {
    expect(decide({ ranking: rankingWith([{ model: "maker/enough", score: 60 }]) }).action).toBe("add");
    const short = decide({ ranking: rankingWith([{ model: "maker/short", score: 59.99 }]) });
    expect(short).toMatchObject({ action: "hold", to: null, next: null, isChange: false });
    expect(short.reason).toContain("nothing reaches 60 points");
    expect(short.reason).toContain("maker/short");
  });

  it("stays without one where none may be chosen, and says so", () => {
    const decision = decide({ ranking: rankingWith([{ model: "maker/gated", score: 95, reasons: ["it is gated"] }]) });
    expect(decision).toMatchObject({ action: "hold", to: null });
    expect(decision.reason).toMatch(/nothing reaches 60 points: none may be chosen\./);
  });
});

describe("the model that stands", () => {
  it.each([
    [70, 73],
    [70.1, 73.1],
    [64.3, 67.3],
    [80.7, 83.7],
    [60.2, 63.2],
  ])("with %d points is replaced by one with %d, which is exactly the margin", (own, challenger) => {
    const decision = contest(own, challenger);
    expect(decision).toMatchObject({ action: "replace", isChange: true });
    expect(decision.from).toBe(standing);
    expect(decision.to?.model).toBe("maker/challenger");
    expect(decision.reason).toContain("3.0 more than maker/standing");
  });

  it("is replaced by exactly the margin at every score", () => {
    for (let tenths = 600; tenths <= 970; tenths += 1) {
      expect(contest(tenths / 10, (tenths + 30) / 10).action).toBe("replace");
      expect(contest(tenths / 10, (tenths + 1) / 10, 0.1).action).toBe("replace");
      expect(contest(tenths / 10, (tenths + 29) / 10).action).toBe("keep");
    }
  });

  it("stays against one that leads by less, as the very same entry", () => {
    const entry = entryOf(standing);
    const ranking = rankingWith([
      { model: "maker/standing", score: 70 },
      { model: "maker/challenger", score: 72.99 },
    ]);
    const plan = planFor({ entry, ranking });
    expect(plan.decisions[0]).toMatchObject({ action: "keep", isChange: false });
    expect(plan.configuration.tasks.conversational).toBe(entry);
    expect(plan.decisions[0]?.reason).toBe(
      "Stays with 70.0 points. maker/challenger has 73.0, which is not ahead by the margin of 3.",
    );
  });

  it("stays against one that is only its equal, also without a margin", () => {
    expect(contest(70, 70, 0).action).toBe("keep");
    expect(contest(70, 70.1, 0).action).toBe("replace");
  });

  it("stays below the minimum score as long as nobody who qualifies leads by the margin", () => {
    expect(contest(58, 59).action).toBe("keep");
    expect(contest(58, 60).action).toBe("keep");
    expect(contest(50, 59).action).toBe("keep");
    expect(contest(57, 60).action).toBe("replace");
  });

  it("gives way when it is no longer listed, whatever the margin", () => {
    const decision = decide({
      entry: entryOf(standing),
      ranking: rankingWith([{ model: "maker/other", score: 61 }]),
    });
    expect(decision).toMatchObject({ action: "replace", to: { model: "maker/other" } });
    expect(decision.reason).toBe("maker/standing is no longer listed. maker/other on novita has 61.0 points.");
  });

  it("gives way when it may no longer be chosen, with the reason", () => {
    const decision = decide({
      entry: entryOf(standing),
      ranking: rankingWith([
        { model: "maker/standing", score: 95, reasons: ["the hub has disabled it"] },
        { model: "maker/other", score: 61 },
      ]),
    });
    expect(decision).toMatchObject({ action: "replace", to: { model: "maker/other" } });
    expect(decision.reason).toContain("maker/standing cannot stay: the hub has disabled it");
  });

  it("is held where it is gone and nothing qualifies, and nothing is lost", () => {
    const entry = entryOf(standing, [choiceOf("maker/behind", { host: "together" })]);
    const plan = planFor({
      entry,
      ranking: rankingWith([{ model: "maker/poor", score: 30 }]),
      policy: { fallbacks: 2 },
    });
    expect(plan.decisions[0]).toMatchObject({ action: "hold", isChange: false });
    expect(plan.decisions[0]?.reason).toContain("maker/standing is no longer listed, but nothing reaches 60 points");
    expect(plan.configuration.tasks.conversational).toBe(entry);
  });

  it("moves to another host of its own when its host is gone, rather than to another model", () => {
    const decision = decide({
      entry: entryOf(standing),
      ranking: rankingWith([
        { model: "maker/standing", score: 70, hosts: ["together", "groq"] },
        { model: "maker/other", score: 72 },
      ]),
    });
    expect(decision).toMatchObject({ action: "replace", to: { model: "maker/standing", host: "together", score: 70 } });
    expect(decision.reason).toBe("novita no longer serves maker/standing; together does.");
  });

  it("does not hop to a cheaper host while its own still serves it", () => {
    const decision = decide({
      entry: entryOf(standing),
      ranking: rankingWith([{ model: "maker/standing", score: 70, hosts: ["together", "novita"] }]),
    });
    expect(decision).toMatchObject({ action: "keep", isChange: false, to: { host: "novita" } });
  });

  it("stays where a rollback left it, but does not come forward from there", () => {
    const held = { reasons: ["it was rolled back"], isHeld: true };
    const kept = decide({
      entry: entryOf(standing),
      ranking: rankingWith([{ model: "maker/standing", score: 70, ...held }]),
    });
    expect(kept.action).toBe("keep");
    const gone = decide({
      entry: entryOf(standing, [choiceOf("maker/held", { host: "together" })]),
      ranking: rankingWith([
        { model: "maker/held", score: 99, ...held },
        { model: "maker/other", score: 61 },
      ]),
    });
    expect(gone.to?.model).toBe("maker/other");
  });

  it("loses its trial when it is replaced, and keeps what others wrote beside it", () => {
    const trial = { route: choiceOf("maker/trial"), share: 0.1, since: "2026-11-20T03:00:00.000Z" };
    const entry = { ...entryOf(standing), trial, note: "ours", nested: { deep: true } };
    const next = decide({ entry, ranking: rankingWith([{ model: "maker/other", score: 80 }]) }).next;
    expect(next).toMatchObject({ note: "ours", nested: { deep: true }, trial: null });
  });
});

describe("a built-in choice", () => {
  const seed = choiceOf("maker/seed", { host: null, score: null, origin: "seed" });

  it("is not protected by the margin, since nobody ever checked it", () => {
    const decision = decide({
      entry: entryOf(seed),
      ranking: rankingWith([
        { model: "maker/seed", score: 80 },
        { model: "maker/other", score: 80.1 },
      ]),
    });
    expect(decision).toMatchObject({ action: "replace", to: { model: "maker/other", origin: "update" } });
  });

  it("is confirmed where it is the best, and gets its host and its score", () => {
    const decision = decide({ entry: entryOf(seed), ranking: rankingWith([{ model: "maker/seed", score: 80 }]) });
    expect(decision).toMatchObject({ action: "keep", isChange: true });
    expect(decision.to).toEqual(choiceOf("maker/seed", { score: 80 }));
  });

  it("stands where nothing qualifies", () => {
    const decision = decide({ entry: entryOf(seed), ranking: rankingWith([{ model: "maker/poor", score: 20 }]) });
    expect(decision).toMatchObject({ action: "hold", isChange: false, to: { model: "maker/seed" } });
  });
});

describe("a listing that cannot be trusted", () => {
  const better: Contender[] = [{ model: "maker/better", score: 99 }];

  it.each([
    ["partial", "The listing is not complete (the hub hung up), so nothing is changed."],
    ["empty", "The listing is empty (the hub hung up), so nothing is changed."],
  ] as const)("holds the task where it is %s, whatever it shows", (status, reason) => {
    const entry = entryOf(standing, [choiceOf("maker/behind", { host: "together" })]);
    const ranking = rankingWith(better, { status, errors: ["the hub hung up"] });
    const plan = planFor({ entry, ranking, policy: { fallbacks: 2 } });
    expect(plan.decisions[0]).toMatchObject({ action: "hold", isChange: false, reason });
    expect(plan.configuration.tasks.conversational).toBe(entry);
  });

  it.each(["partial", "empty"] as const)("adds nothing where it is %s", (status) => {
    const plan = planFor({ ranking: rankingWith(better, { status }) });
    expect(plan.decisions[0]).toMatchObject({ action: "hold", to: null, isChange: false });
    expect(plan.configuration.tasks).toEqual({});
  });
});

describe("a task that is turned off", () => {
  const off = { tasks: { conversational: { enabled: false } } };

  it("is dropped, with what stood there", () => {
    const plan = planFor({ entry: entryOf(standing), ranking: rankingWith([]), policy: off });
    expect(plan.decisions[0]).toMatchObject({ action: "drop", from: standing, to: null, next: null, isChange: true });
    expect(plan.configuration.tasks).toEqual({});
  });

  it("is dropped although it is pinned, and needs no line where it is not there", () => {
    const pin = { model: "maker/pinned" };
    const policy = { tasks: { conversational: { enabled: false, pin } } };
    expect(decide({ entry: entryOf(standing), ranking: rankingWith([]), policy }).action).toBe("drop");
    expect(planFor({ ranking: rankingWith([]), policy }).decisions).toEqual([]);
    expect(configurationOf(null).tasks).toEqual({});
  });
});
