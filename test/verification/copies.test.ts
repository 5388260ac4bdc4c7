import { beforeEach, describe, expect, it } from "vitest";
import { median, wilsonInterval } from "../../src/shared/statistics.ts";
import { findDamagedCopies } from "../../src/verification/damaged-copies.ts";
import { chanceOfWorse } from "../../src/verification/statistics.ts";
import { fails, says } from "../routing/stage.ts";
import { contender, knows, knowsSome, type ProofStage, setProofStage } from "./stage.ts";

let stage: ProofStage;

beforeEach(() => {
  stage = setProofStage();
});

const hosts = ["cheap", "novita", "groq"];

describe("copies of one model on several hosts", () => {
  it("are asked the same questions with money, and a damaged one is told apart", async () => {
    stage.scripts["a/alpha on cheap"] = knowsSome(8);
    const proof = await stage.prove([contender("a/alpha", hosts)], { budget: 1 });
    expect(proof.hosts()).toEqual({ cheap: "failed", novita: "passed", groq: "passed" });
    expect(proof.of("a/alpha")).toMatchObject({ outcome: "passed", route: { host: "novita" } });
    expect(proof.proofs[0]?.routes[0]).toMatchObject({
      isDamaged: true,
      reason: "answered 8 of 20 questions rightly on that host, and 40 of 40 on others: the copy is damaged",
    });
  });

  it("are all well where they differ as chance makes them", async () => {
    stage.scripts["a/alpha on cheap"] = knowsSome(15);
    stage.scripts["a/alpha on novita"] = knowsSome(17);
    const proof = await stage.prove([contender("a/alpha", hosts)], { budget: 1 });
    expect(proof.hosts()).toEqual({ cheap: "passed", novita: "passed", groq: "passed" });
  });

  it("are not compared without money: the one that would be chosen is asked, and the next where it fails", async () => {
    expect((await stage.prove([contender("a/alpha", hosts)])).hosts()).toEqual({ cheap: "passed" });
    stage = setProofStage();
    stage.scripts["a/alpha on cheap"] = fails("gone");
    const proof = await stage.prove([contender("a/alpha", hosts)]);
    expect(proof.hosts()).toEqual({ cheap: "failed", novita: "passed" });
    expect(proof.of("a/alpha")).toMatchObject({ outcome: "passed", route: { host: "novita" } });
  });

  it("make a model fail where none of them will do", async () => {
    stage.scripts["a/alpha"] = says("7");
    const proof = await stage.prove([contender("a/alpha", [...hosts, "a fourth"])]);
    expect(proof.hosts()).toEqual({ cheap: "failed", novita: "failed", groq: "failed" });
    expect(proof.of("a/alpha")).toMatchObject({ outcome: "failed", route: { host: "cheap" } });
  });

  it("that were found damaged some days ago are left out, and said to be", async () => {
    const remembered = (_task: unknown, { host }: { host: string | null }) =>
      host === "cheap" ? { graded: { asked: 20, right: 8 }, isDamaged: true } : undefined;
    const proof = await stage.prove([contender("a/alpha", hosts)], { remembered });
    expect(proof.hosts()).toEqual({ novita: "passed", cheap: "failed" });
    expect(stage.calls).toHaveLength(1);
  });

  it("are compared with what others have answered some days ago", async () => {
    stage.scripts["a/alpha on cheap"] = knowsSome(8);
    const remembered = (_task: unknown, { host }: { host: string | null }) =>
      host === "cheap" ? undefined : { graded: { asked: 20, right: 19 }, isDamaged: false };
    const proof = await stage.prove([contender("a/alpha", hosts)], { budget: 1, remembered });
    expect(proof.hosts()).toEqual({ cheap: "failed" });
    expect(stage.calls).toHaveLength(21);
  });
});

describe("a model that answers too few of the longer set", () => {
  it("fails where chance alone would not explain it", async () => {
    stage.scripts["a/alpha"] = knowsSome(2);
    const { of } = await stage.prove([contender("a/alpha")], { budget: 1 });
    expect(of("a/alpha")).toMatchObject({
      outcome: "failed",
      reason: "answered 2 of 20 questions rightly, which is too few",
      graded: { asked: 20, right: 2 },
    });
  });

  it("passes where it may well be better than that", async () => {
    stage.scripts["a/alpha"] = knowsSome(4);
    const { of } = await stage.prove([contender("a/alpha")], { budget: 1 });
    expect(of("a/alpha")).toMatchObject({ outcome: "passed", graded: { asked: 20, right: 4 } });
  });
});

describe("the test of copies", () => {
  it("takes a sound copy for damaged in less than one run of a hundred", () => {
    // A seeded generator (mulberry32), so that the share is the same each time.
    let state = 42;
    const random = () => {
      state = (state + 0x6d2b79f5) | 0;
      let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
      mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
      return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
    };
    const draw = () => ({ asked: 20, right: Array.from({ length: 20 }, random).filter((each) => each < 0.7).length });
    const runs = 2_000;
    let wrong = 0;
    for (let run = 0; run < runs; run += 1) {
      const results = hosts.map((key) => ({ key, graded: draw() }));
      if (findDamagedCopies(results).length > 0) wrong += 1;
    }
    expect(wrong / runs).toBeLessThan(0.01);
  });

  it("says nothing of one host alone, or of hosts that answered nothing", () => {
    expect(findDamagedCopies([{ key: "a", graded: { asked: 20, right: 0 } }])).toEqual([]);
    const silent = { key: "b", graded: { asked: 0, right: 0 } };
    expect(findDamagedCopies([{ key: "a", graded: { asked: 20, right: 0 } }, silent])).toEqual([]);
  });

  it("agrees with published values", () => {
    // Fisher's tea: 1 of 4 cups against 3 of 4, one-sided, is 17/70 with the table as likely or more extreme.
    expect(chanceOfWorse({ asked: 4, right: 1 }, { asked: 4, right: 3 })).toBeCloseTo(17 / 70, 9);
    expect(wilsonInterval(0, 10).high).toBeCloseTo(0.2775, 3);
    expect(wilsonInterval(0, 0).high).toBe(1);
    expect([median([3, 1, 2]), median([1, 2]), median([])]).toEqual([2, 1.5, null]);
  });
});

describe("a copy whose answers come", () => {
  it("costs one call without money", async () => {
    stage.scripts["a/alpha"] = knows;
    expect((await stage.prove([contender("a/alpha", hosts)])).summary.calls).toBe(1);
  });
});
