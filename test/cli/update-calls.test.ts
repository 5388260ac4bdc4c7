import { describe, expect, it } from "vitest";
import { createStyles } from "../../src/cli/terminal.ts";
import { updateText } from "../../src/cli/text/update-text.ts";
import type { ChoiceFacts } from "../../src/domain/plan.ts";
import type { TaskResult, UpdateResult } from "../../src/pipeline/results.ts";
import { choiceOf } from "../support/plans.ts";

const styles = createStyles({ write: () => undefined }, true);
const summary = { models: 12, calls: 31, costUsdNanos: 2_100_000, durationMs: 900, skipped: [] as string[] };

function text(facts: Partial<UpdateResult>): string {
  const revisions = { revision: 2, previousRevision: 1, planHash: null };
  const result = { outcome: "unchanged" as const, tasks: [], sources: [], errors: [], durationMs: 1_000 };
  return updateText({ ...result, ...revisions, ...facts }, styles);
}

function taskWith(verdict: ChoiceFacts["verdict"]): TaskResult {
  const facts = { from: null, to: { verdict } as ChoiceFacts };
  const to = choiceOf("maker/model");
  return {
    task: "conversational",
    action: "add",
    from: null,
    to,
    reason: "Chosen.",
    discovered: 1,
    qualified: 1,
    facts,
  };
}

describe("the text of an update", () => {
  it.each([
    [{ ...summary }, "Called 12 models 31 times for $0.0021."],
    [{ ...summary, models: 1, calls: 1, costUsdNanos: 1_234_000_000 }, "Called 1 model 1 time for $1.23."],
    [{ ...summary, costUsdNanos: null }, "Called 12 models 31 times."],
    [{ ...summary, costUsdNanos: 0 }, "Called 12 models 31 times for $0.00."],
    [{ ...summary, skipped: ["the time for calls is used up"] }, "not called: the time for calls is used up"],
    [
      { ...summary, calls: 0, models: 0, skipped: ["no HF_TOKEN is set, so Hugging Face cannot be asked"] },
      "No model was called: no HF_TOKEN is set, so Hugging Face cannot be asked.",
    ],
  ])("tells what was called: %#", (verification, line) => {
    expect(text({ verification })).toContain(line);
  });

  it("tells how many models wait for a person", () => {
    expect(text({ waiting: ["a/b", "c/d"] })).toContain(
      "2 models wait until you have looked and approved: modelvane approve",
    );
    expect(text({})).not.toContain("approve");
  });

  it("says nothing of calls where the policy wants none", () => {
    expect(text({})).not.toMatch(/called/i);
  });

  it("tells what calls have shown of the model that a task gets", () => {
    const measured = { firstTokenMs: 412, tokensPerSecond: 81.4, costUsdNanos: 1_000 };
    const reason = "answered 19 of 20 questions rightly";
    const shown = text({
      tasks: [taskWith({ outcome: "passed", reason, graded: { asked: 20, right: 19 }, ...measured })],
    });
    expect(shown.replace(/\s+/g, " ")).toContain(
      `when it was called, it ${reason}, first word after 0.41 s, 81 tokens a second`,
    );
  });

  it("tells what looked better and was not taken", () => {
    const passed = { outcome: "passed" as const, reason: "answered rightly", graded: null };
    const task = taskWith({ ...passed, firstTokenMs: null, tokensPerSecond: null, costUsdNanos: null });
    const passedOver = [{ model: "maker/boaster", reason: "when it was called, it was no longer served there" }];
    expect(text({ tasks: [{ ...task, passedOver }] }).replace(/\s+/g, " ")).toContain(
      "not maker/boaster: when it was called, it was no longer served there",
    );
  });

  it("leaves it to the reason what could not be called", () => {
    const unknown = { graded: null, firstTokenMs: null, tokensPerSecond: null, costUsdNanos: null };
    expect(text({ tasks: [taskWith({ outcome: "unproven", reason: "busy", ...unknown })] })).not.toContain("busy");
  });
});
