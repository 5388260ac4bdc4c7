import { describe, expect, it } from "vitest";
import { sentence } from "../../src/bot/languages/portuguese/sentences/sentences.ts";
import { englishIn } from "../support/english.ts";

describe("what calls of models have shown, in Portuguese,", () => {
  it.each([
    ["answered rightly", "respondeu bem"],
    ["answered rightly the second time", "respondeu bem à segunda"],
    ["answered 19 of 20 questions rightly", "respondeu bem a 19 de 20 perguntas"],
    ["answered 2 of 20 questions rightly, which is too few", "respondeu bem a 2 de 20 perguntas, o que é pouco"],
    [
      "answered 8 of 20 questions rightly on that host, and 40 of 40 on others: the copy is damaged",
      "respondeu bem a 8 de 20 perguntas nesse anfitrião, e a 40 de 40 noutros: a cópia está danificada",
    ],
    ["gave no answer to 3 of 5 questions", "não respondeu a 3 de 5 perguntas"],
    ["answered wrongly: it went on without an end", "respondeu mal: nunca mais acabava"],
    ["when it was called, it did not answer in time", "quando foi chamado, não respondeu a tempo"],
    [
      "no HF_TOKEN is set, so Hugging Face cannot be asked",
      "HF_TOKEN não está definido, por isso não se pode chamar Hugging Face",
    ],
    [
      "no address of my-vllm is set, so my-vllm cannot be asked",
      "não há endereço definido de my-vllm, por isso não se pode chamar my-vllm",
    ],
    ["the account has no credit left", "a conta já não tem crédito"],
  ])("is whole: %s", (english, portuguese) => {
    expect(sentence(english)).toBe(portuguese);
  });

  it.each([
    "it was too busy to be asked",
    "the key may not use it",
    "nothing of its provider could be reached",
    "it did not take the question",
    "it is left alone for now, after earlier faults",
    "it cannot be asked such a question",
    "the call failed by a fault of Modelvane's own",
    "the money for calls is used up",
    "the calls of this run are used up",
    "the time for calls is used up",
    "a call may cost more than $0.05, the most that one may without a budget",
    "a call may cost more than a tenth of the budget",
    "was found to be a damaged copy on that host",
    "could not be used with this key",
    "models cannot be called just now",
  ])("leaves no English: %s", (english) => {
    expect(englishIn(sentence(english))).toBeNull();
  });
});
