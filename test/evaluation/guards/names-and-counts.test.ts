import { describe, expect, it } from "vitest";
import type { Candidate } from "../../../src/domain/candidate.ts";
import { dayMs, servedRoute, testNow } from "../../support/candidates.ts";
import { modelOf, suspicionOf } from "../../support/suspects.ts";

const madeFrom = (relation: "quantized" | "finetune" | "adapter" | "merge", ...bases: string[]) => ({
  lineage: { relation, bases },
});

describe("the very name of a much more used model", () => {
  it("makes a model wait that does not say that it was made from it", () => {
    expect(suspicionOf(modelOf("somebody/Gale-70B"))).toContain(
      "it bears the name of north-wind/Gale-70B, which is 4,000 times as used, and does not say that it was made from it",
    );
    expect(suspicionOf(modelOf("somebody/gale_70b"))).not.toBeNull();
  });

  it("may be borne by who says so, by a host's own copy, and by one that is well used itself", () => {
    expect(suspicionOf(modelOf("somebody/Gale-70B", madeFrom("quantized", "north-wind/Gale-70B")))).toBeNull();
    expect(suspicionOf(modelOf("novita/Gale-70B", { routes: [servedRoute({ host: "novita" })] }))).toBeNull();
    expect(suspicionOf(modelOf("novita-ai/Gale-70B", { routes: [servedRoute({ host: "novita" })] }))).toBeNull();
    expect(suspicionOf(modelOf("somebody/Gale-70B", { downloads: 60_000 }))).toBeNull();
  });

  it("is nobody's where few use the model that bears it", () => {
    const seen = [modelOf("first/sentiment", { downloads: 9_000 })];
    expect(suspicionOf(modelOf("second/sentiment", { downloads: 3 }), { seen })).toBeNull();
  });
});

describe("a lineage that contradicts the name", () => {
  it("makes a model wait that is named after one and says that it was made from another", () => {
    const suspect = modelOf("somebody/Raven3-8B-Instruct-GGUF", madeFrom("quantized", "tiny/Sparrow-1B"));
    expect(suspicionOf(suspect)).toContain(
      "it is named after corvus/Raven3-8B, but says that it was made from tiny/Sparrow-1B",
    );
  });

  it.each<[string, Partial<Candidate>]>([
    ["a copy of what it is named after", madeFrom("quantized", "corvus/Raven3-8B")],
    ["a copy of another copy", madeFrom("quantized", "somebody/Raven3-8B-Chat")],
    ["nothing", {}],
  ])("is none where it says that it is %s", (_what, facts) => {
    expect(suspicionOf(modelOf("somebody/Raven3-8B-Instruct-GGUF", facts))).toBeNull();
  });

  it("is none where both stand in the name, or its owner's other model does", () => {
    const distilled = madeFrom("finetune", "tiny/Sparrow-1B");
    expect(suspicionOf(modelOf("somebody/Raven3-8B-Distill-Sparrow-1B", distilled))).toBeNull();
    expect(suspicionOf(modelOf("corvus/Raven3-8B-Small", distilled))).toBeNull();
  });
});

describe("a size that contradicts the name", () => {
  it.each([
    ["Heron-70B", 1e9],
    ["Heron-8x7B", 0.9e9],
    ["Heron-2-120b-it", 3e9],
    ["Heron-400M", 15e6],
  ])("makes %s wait with %d parameters", (name, parameters) => {
    expect(suspicionOf(modelOf(`somebody/${name}`, { parameters }))).toMatch(/its name promises \d+ (million|billion)/);
  });

  it.each([
    ["Heron-70B-AWQ", 11e9],
    ["Heron-17B-128E-Instruct", 400e9],
    ["Heron-235B-A22B", 235e9],
    ["Heron-1.5B", 1.54e9],
    ["Heron-9B", 1e6],
    ["Heron-v2", 1e9],
    ["Heron-70B", null],
    ["Heron-70B", 0],
    ["Heron-2507", 1e9],
  ])("lets %s be with %d parameters", (name, parameters) => {
    expect(suspicionOf(modelOf(`somebody/${name}`, { parameters }))).toBeNull();
  });

  it("says nothing of an adapter, whose own parameters are few", () => {
    const facts = { parameters: 40e6, ...madeFrom("adapter", "somebody/Heron-70B-Base") };
    expect(suspicionOf(modelOf("somebody/Heron-70B-LoRA", facts))).toBeNull();
  });
});

describe("downloads that jump", () => {
  const past = (downloads: number | null) => () => ({ createdAt: null, parameters: null, downloads, firstSeen: 0 });
  const settled = modelOf("somebody/Heron-7B", { downloads: 60_000, days: 200 });

  it("make a model wait that is not new", () => {
    expect(suspicionOf(settled, { past: past(3_000) })).toContain("its downloads jumped from 3,000 to 60,000");
    expect(suspicionOf(settled, { past: past(0) })).not.toBeNull();
    expect(suspicionOf(settled, { past: past(3_000), policy: { guards: { downloadJump: 21 } } })).toBeNull();
  });

  it("are none where it grows, where few use it, where nobody looked before, and where it has just come out", () => {
    expect(suspicionOf(settled, { past: past(3_001) })).toBeNull();
    expect(suspicionOf(settled, { past: past(null) })).toBeNull();
    expect(suspicionOf(settled)).toBeNull();
    const longAgo = () => ({ ...past(1)(), lastSeen: testNow - 31 * dayMs });
    expect(suspicionOf(settled, { past: longAgo })).toBeNull();
    expect(suspicionOf({ ...settled, downloads: 4_999 }, { past: past(1) })).toBeNull();
    expect(suspicionOf(modelOf("corvus/Heron-7B", { downloads: 60_000, days: 29 }), { past: past(3) })).toBeNull();
  });
});

describe("an owner that nobody knew two weeks ago", () => {
  const newcomer = (facts: Parameters<typeof modelOf>[1]) => suspicionOf(modelOf("arrival/Heron-7B", facts));

  it("makes its model wait where all the world seems to use it", () => {
    expect(newcomer({ days: 5, downloads: 900_000 })).toContain(
      'its owner "arrival" is new (its first model is 5 days old), but it has 900,000 downloads',
    );
    expect(newcomer({ days: 5, downloads: 10, likes: 2_000 })).toContain("but it has 2,000 likes");
    expect(newcomer({ days: -3, downloads: 900_000 })).toContain("0 days old");
  });

  it("is merely young where few use it, and known where it has been there for longer", () => {
    expect(newcomer({ days: 5, downloads: 4_000, likes: 400 })).toBeNull();
    expect(newcomer({ days: 15, downloads: 900_000 })).toBeNull();
    expect(newcomer({ days: 15, downloads: 900_000 })).toBeNull();
    expect(newcomer({ createdAt: null, downloads: 900_000 })).toBeNull();
    const seen = [modelOf("arrival/Heron-1B", { days: 90 })];
    expect(suspicionOf(modelOf("arrival/Heron-7B", { days: 5, downloads: 900_000 }), { seen })).toBeNull();
  });

  it("is judged by the hub's clock where that is known", () => {
    const seenAt = testNow + 10 * dayMs;
    expect(newcomer({ days: 5, downloads: 900_000, seenAt })).toBeNull();
  });
});
