import { describe, expect, it } from "vitest";
import { type Contender, choiceOf, decide, entryOf, rankingWith } from "../support/plans.ts";

const preferred = { preferredFamilies: ["Qwen", "Phi"] };
const winnerOf = (contenders: Contender[], policy: Record<string, unknown> = preferred) =>
  decide({ ranking: rankingWith(contenders), policy });

describe("a preferred family", () => {
  it("goes first among models within the margin, and the reason says so", () => {
    const decision = winnerOf([
      { model: "maker/other", score: 80 },
      { model: "Qwen/Qwen3-32B", score: 77.1 },
    ]);
    expect(decision.to?.model).toBe("Qwen/Qwen3-32B");
    expect(decision.reason).toContain("the policy prefers Qwen");
  });

  it("gains nothing at the margin or beyond it", () => {
    for (const [best, family] of [
      [80, 77],
      [73.1, 70.1],
      [80, 65],
    ] as const) {
      const decision = winnerOf([
        { model: "maker/other", score: best },
        { model: "Qwen/Qwen3-32B", score: family },
      ]);
      expect(decision.to?.model).toBe("maker/other");
    }
  });

  it("does not lift a model over the minimum score or past a reason", () => {
    const others: Contender[] = [{ model: "maker/other", score: 61 }];
    expect(winnerOf([...others, { model: "Qwen/short", score: 59.9 }]).to?.model).toBe("maker/other");
    const gated = { model: "Qwen/Qwen3-32B", score: 61, reasons: ["it is gated"] };
    expect(winnerOf([...others, gated]).to?.model).toBe("maker/other");
  });

  it("does not help a challenger that is within the margin of what stands", () => {
    const decision = decide({
      entry: entryOf(choiceOf("maker/standing")),
      ranking: rankingWith([
        { model: "maker/standing", score: 80 },
        { model: "Qwen/Qwen3-32B", score: 82.9 },
      ]),
      policy: preferred,
    });
    expect(decision.action).toBe("keep");
  });

  it("does not bring forward a challenger that does not lead what stands by the margin itself", () => {
    const decision = decide({
      entry: entryOf(choiceOf("maker/standing")),
      ranking: rankingWith([
        { model: "maker/standing", score: 80 },
        { model: "Qwen/Qwen3-32B", score: 82.9 },
        { model: "maker/best", score: 84 },
      ]),
      policy: preferred,
    });
    expect(decision.to?.model).toBe("maker/best");
  });

  it("comes in the order of the policy, not of the scores", () => {
    const contenders = [
      { model: "microsoft/Phi-4", score: 80 },
      { model: "Qwen/Qwen3-32B", score: 79 },
    ];
    expect(winnerOf(contenders).to?.model).toBe("Qwen/Qwen3-32B");
    expect(winnerOf(contenders, { preferredFamilies: ["Phi", "Qwen"] }).to?.model).toBe("microsoft/Phi-4");
  });

  it("breaks a draw also without a margin, and no more than a draw", () => {
    const draw = (score: number) => [
      { model: "maker/other", score: 80 },
      { model: "Qwen/Qwen3-32B", score },
    ];
    expect(winnerOf(draw(80), { ...preferred, margin: 0 }).to?.model).toBe("Qwen/Qwen3-32B");
    expect(winnerOf(draw(79.9), { ...preferred, margin: 0 }).to?.model).toBe("maker/other");
  });

  it.each([
    ["Qwen", "Qwen/Qwen3-32B"],
    ["Qwen", "someone/qwen2.5-coder"],
    ["Qwen", "deepseek-ai/DeepSeek-R1-Distill-Qwen-32B"],
    ["Phi", "microsoft/Phi-4"],
    ["Phi", "microsoft/phi-2"],
    ["Phi", "cognitivecomputations/dolphin-2_6-phi-2"],
    ["Llama", "meta-llama/Llama-3.3-70B-Instruct"],
    ["Llama", "meta/llama3.1"],
    ["StarCoder", "bigcode/starcoder2-15b"],
    ["Gemma", "google/gemma-3-27b-it"],
  ])("%s is the family of %s", (family, model) => {
    const decision = winnerOf(
      [
        { model: "maker/a", score: 80 },
        { model, score: 79 },
      ],
      { preferredFamilies: [family] },
    );
    expect(decision.to?.model).toBe(model);
  });

  it.each([
    ["Phi", "cognitivecomputations/Dolphin-2.9"],
    ["Phi", "Phind/Phind-CodeLlama-34B-v2"],
    ["Phi", "maker/philosopher-7b"],
    ["Qwen", "Qwen/some-other-model"],
    ["Mistral", "mistralai/Ministral-8B"],
    ["Llama", "maker/collama-7b"],
  ])("%s is not the family of %s", (family, model) => {
    const decision = winnerOf(
      [
        { model: "maker/a", score: 80 },
        { model, score: 79 },
      ],
      { preferredFamilies: [family] },
    );
    expect(decision.to?.model).toBe("maker/a");
  });
});
