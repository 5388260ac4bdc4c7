import { describe, expect, it } from "vitest";
import type { Provider } from "../../src/providers/provider.ts";
import type { RouterRequest } from "../../src/routing/request.ts";
import { factsOf, fakeProvider, hang, routeTo, type Stage, setStage } from "./stage.ts";

const unheardOf = routeTo("a/unheard-of", { provider: "ollama", host: null });
const elsewhere = routeTo("b/elsewhere");
const localOnly: Partial<RouterRequest> = { needs: { localOnly: true } };
const costingNothing: Partial<RouterRequest> = { needs: { maximumOutputPrice: 0 } };

/** A server of one's own that hands the calls of some models on. `asked` collects what it was asked about. */
function setStageWith(runsItself: NonNullable<Provider["runsItself"]>): Stage & { asked: string[] } {
  const stage = Object.assign(setStage([unheardOf, elsewhere]), { asked: [] as string[] });
  stage.providers.set("ollama", {
    ...fakeProvider("ollama", stage),
    runsItself(model, signal) {
      stage.asked.push(model);
      return runsItself(model, signal);
    },
  });
  return stage;
}

const yes = async () => true;
const no = async () => false;

describe("a model of a server that hands some on, of which no listing has told,", () => {
  it.each([
    ["local", localOnly],
    ["free of cost", costingNothing],
  ])("serves where the answer has to be %s, if the server runs it itself", async (_what, request) => {
    const stage = setStageWith(yes);
    expect((await stage.answer(request)).attempts).toEqual(["a/unheard-of primary answered"]);
    expect(stage.asked).toEqual(["a/unheard-of"]);
  });

  it.each<[string, Provider["runsItself"] & {}]>([
    ["does not", no],
    ["cannot say", () => Promise.reject(new Error("It is off."))],
  ])("is told nothing of it, if the server %s", async (_what, runsItself) => {
    const stage = setStageWith(runsItself);
    for (const request of [localOnly, costingNothing]) {
      const { attempts, error } = await stage.answer(request);
      expect(attempts).toEqual([]);
      expect((error as Error).message).toContain(
        request === localOnly ? "it is not known to run on a machine of your own" : "its price is unknown",
      );
    }
    expect(stage.calls).toEqual([]);
  });

  it("is not waited for longer than a second", async () => {
    const stage = setStageWith((_model, signal) => hang(signal));
    const waits: number[] = [];
    stage.clock.deadline = (milliseconds) => {
      waits.push(milliseconds);
      return AbortSignal.timeout(1);
    };
    expect((await stage.answer(localOnly)).attempts).toEqual([]);
    expect(waits).toEqual([1_000]);
  });

  it("is no longer asked about where the caller has gone", async () => {
    const stage = setStageWith((_model, signal) => hang(signal));
    const controller = new AbortController();
    const answering = stage.answer({ ...localOnly, signal: controller.signal });
    controller.abort();
    expect((await answering).error).toMatchObject({ name: "AbortError" });
  });

  it("is not asked about where the place does not matter, or is known", async () => {
    const stage = setStageWith(no);
    await stage.answer();
    stage.facts = [factsOf(unheardOf)];
    expect((await stage.answer(localOnly)).attempts).toEqual(["a/unheard-of primary answered"]);
    stage.facts = [factsOf(unheardOf, { isLocal: false })];
    expect((await stage.answer(localOnly)).attempts).toEqual([]);
    expect(stage.asked).toEqual([]);
  });

  it.each<[string, (stage: Stage) => void]>([
    [
      "free models only",
      ({ policy }) => {
        policy.freeOnly = true;
      },
    ],
    [
      "a maximum price",
      ({ policy }) => {
        policy.maximumPrice = 0;
      },
    ],
  ])("is a person's own choice under a policy of %s, if the server runs it itself", async (_what, prepare) => {
    const own = routeTo("c/own", { provider: "ollama", host: null });
    for (const [runsItself, model] of [
      [yes, "c/own own-choice"],
      [no, "a/unheard-of primary"],
    ] as const) {
      const stage = setStageWith(runsItself);
      prepare(stage);
      expect((await stage.answer({ ownChoice: own })).attempts).toEqual([`${model} answered`]);
      expect(stage.asked).toEqual(["c/own"]);
    }
  });
});
