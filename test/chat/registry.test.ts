import { describe, expect, it } from "vitest";
import { textsOf } from "../../src/bot/languages/texts.ts";
import { lookUp } from "../../src/chat/model-facts.ts";
import { createRegistry, type RankedModel } from "../../src/chat/registry.ts";
import { createSteppedClock } from "../routing/stepped-clock.ts";

const ranked: RankedModel = { provider: "huggingface", model: "acme/x", host: "novita", score: 80 };
const best = { kind: "best", task: "text-to-video", model: null, wantsReason: false } as const;

/** A market that answers when the test says so. */
function setUp() {
  const { promise, resolve } = Promise.withResolvers<RankedModel[]>();
  const deadline = new AbortController();
  const looks: AbortSignal[] = [];
  const registry = createRegistry({
    useCases: {
      rank: async (_task, signal) => {
        looks.push(signal);
        const aborted = new Promise<never>((_resolve, reject) =>
          signal.addEventListener("abort", () => reject(signal.reason)),
        );
        return await Promise.race([promise, aborted]);
      },
      inspect: async () => null,
      changes: async () => [],
    },
    configuration: () => null,
    clock: { ...createSteppedClock(), deadline: () => deadline.signal },
  });
  return {
    registry,
    looks,
    answer: () => resolve([ranked]),
    timeOut: () => deadline.abort(new DOMException("The operation was aborted due to timeout", "TimeoutError")),
  };
}

describe("a look at the market", () => {
  it("ends for whoever stops it, and goes on for the others", async () => {
    const { registry, looks, answer } = setUp();
    const [ana, rui] = [new AbortController(), new AbortController()];
    const forAna = lookUp(best, registry, ana.signal);
    const forRui = lookUp(best, registry, rui.signal);
    const stopped = new Error("Stopped.");
    ana.abort(stopped);
    await expect(forAna).rejects.toBe(stopped);
    answer();
    expect(await forRui).toMatchObject({ ranking: [ranked] });
    expect(looks).toHaveLength(1);
    await expect(lookUp(best, registry, ana.signal)).rejects.toBe(stopped);
  });

  it("that takes too long is told in a sentence, in both languages, and tried again", async () => {
    const { registry, looks, timeOut } = setUp();
    const first = lookUp(best, registry, new AbortController().signal);
    timeOut();
    const sentence = "The model market cannot be looked up at the moment. Try again in a minute.";
    await expect(first).rejects.toThrow(sentence);
    await expect(first).rejects.toHaveProperty("name", "UserFacingError");
    expect(textsOf("pt").sentence(sentence)).not.toBe(sentence);
    lookUp(best, registry, new AbortController().signal).catch(() => {});
    expect(looks).toHaveLength(2);
  });
});
