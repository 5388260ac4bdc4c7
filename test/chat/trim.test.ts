import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { mostTokensOf, newestTurns } from "../../src/chat/trim.ts";
import { turnWith } from "../support/turn.ts";

const turn = (question: string, answer: string) => turnWith({ request: question, question, answer });

describe("a conversation that goes to a model", () => {
  it("keeps the newest turns that fit, in their order", () => {
    const turns = ["one", "two", "three"].map((each) => turn(each, "x".repeat(350)));
    const one = mostTokensOf("three") + mostTokensOf("x".repeat(350));
    expect(newestTurns(turns, one).map(({ question }) => question)).toEqual(["three"]);
    expect(newestTurns(turns, one - 1)).toEqual([]);
    expect(newestTurns(turns, 10_000)).toEqual(turns);
    expect(newestTurns([], 100)).toEqual([]);
  });

  it("never has more than there is room for, and leaves out no newer turn", () => {
    const turns = fc.array(fc.tuple(fc.string(), fc.string()).map(([a, b]) => turn(a, b)));
    fc.assert(
      fc.property(turns, fc.nat(500), (all, room) => {
        const kept = newestTurns(all, room);
        const tokens = kept.reduce((sum, each) => sum + mostTokensOf(each.question) + mostTokensOf(each.answer), 0);
        expect(tokens).toBeLessThanOrEqual(room);
        expect(kept).toEqual(all.slice(all.length - kept.length));
      }),
    );
  });

  it("counts a character of another script as a token of its own", () => {
    expect(mostTokensOf("天気はどうですか")).toBeGreaterThan(mostTokensOf("Wie ist es"));
  });
});
