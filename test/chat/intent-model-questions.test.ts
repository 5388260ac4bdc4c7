import { describe, expect, it } from "vitest";
import { readModelQuestion } from "../../src/chat/intent/model-question.ts";
import { taskWords } from "../../src/chat/intent/words/model-words.ts";
import { taskNames } from "../../src/domain/task.ts";
import {
  heldOutModelQuestions,
  heldOutOtherQuestions,
  type LabelledQuestion,
  modelQuestions,
  otherQuestions,
} from "./model-questions.ts";

/** The share of questions that are understood, with those that are not. */
function understood(questions: readonly LabelledQuestion[]): { share: number; missed: string[] } {
  const missed = questions.filter(([text, kind, task = null, model = null]) => {
    const read = readModelQuestion(text);
    return read?.kind !== kind || read.task !== task || read.model !== model;
  });
  return { share: 1 - missed.length / questions.length, missed: missed.map(([text]) => text) };
}

describe("a question as people type it on phones", () => {
  it.each([
    ["q modelo usas pra codigo e porque?", "code-generation"],
    ["q modelo usas pra imagens?", "text-to-image"],
    ["whats ur model 4 images", "text-to-image"],
    ["which model do u use 4 code", "code-generation"],
  ])("is understood: %j", (text, task) => {
    expect(readModelQuestion(text)).toMatchObject({ kind: "current", task });
  });
});

describe("a question about the bot's own models", () => {
  it("is understood in at least 95 % of those that the rules were written for", () => {
    expect(modelQuestions.length).toBeGreaterThanOrEqual(60);
    const { share, missed } = understood(modelQuestions);
    expect(share, missed.join("\n")).toBeGreaterThanOrEqual(0.95);
  });

  it("is understood in at least 80 % of those that were written after the rules", () => {
    const { share, missed } = understood(heldOutModelQuestions);
    expect(share, missed.join("\n")).toBeGreaterThanOrEqual(0.8);
  });

  it("is never seen in one about something else", () => {
    expect(otherQuestions.length).toBeGreaterThanOrEqual(60);
    const taken = [...otherQuestions, ...heldOutOtherQuestions].filter((text) => readModelQuestion(text) !== null);
    expect(taken).toEqual([]);
  });

  it("says whether the reason is wanted", () => {
    expect(readModelQuestion("which model do you use for code, and why?")?.wantsReason).toBe(true);
    expect(readModelQuestion("qual modelo você usa para código?")?.wantsReason).toBe(false);
    expect(readModelQuestion("porquê este modelo?")?.wantsReason).toBe(true);
  });

  it.each(taskNames)("knows %s by its name and by the words of both languages", (task) => {
    expect(readModelQuestion(`which model do you use for ${task}?`)).toMatchObject({ kind: "current", task });
    expect(taskWords.find(([name]) => name === task)?.[1].size).toBeGreaterThan(2);
  });

  it("is none where it is longer than a question", () => {
    expect(readModelQuestion(`${"which model do you use ".repeat(5_000)}?`)).toBeNull();
  });

  it("is none where two models are named, which takes a comparison", () => {
    expect(readModelQuestion("tell me about Qwen/Qwen3-32B and GLM-5")).toBeNull();
  });
});
