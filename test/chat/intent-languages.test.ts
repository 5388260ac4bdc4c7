import { describe, expect, it } from "vitest";
import { readLanguage, takeLanguage } from "../../src/chat/intent/language-names.ts";

describe("the name of a language", () => {
  it.each([
    ["pt", "Portuguese"],
    ["pt-br", "Brazilian Portuguese"],
    ["PT-PT", "European Portuguese"],
    ["português", "Portuguese"],
    ["portugues do brasil", "Brazilian Portuguese"],
    ["francês", "French"],
    [" French ", "French"],
    ["français", "French"],
    ["it", "Italian"],
    ["中文", "Chinese"],
    ["日本語", "Japanese"],
    ["русский", "Russian"],
    ["हिन्दी", "Hindi"],
  ])("is read from %j", (typed, name) => expect(readLanguage(typed)).toBe(name));

  it.each(["klingon", "", "hello", "french hello", "x".repeat(100_000)])("is not read from %j", (typed) => {
    expect(readLanguage(typed)).toBeNull();
  });
});

describe("what stands behind a command to translate", () => {
  it.each<[typed: string, language: string | null, rest: string]>([
    ["pt-br olá", "Brazilian Portuguese", "olá"],
    ["olá", null, "olá"],
    ["de hello", "German", "hello"],
    ["french\nhello\nworld", "French", "hello\nworld"],
    ["to Spanish: hello", "Spanish", "hello"],
    ["português de portugal good day", "European Portuguese", "good day"],
    ["中文 hello", "Chinese", "hello"],
    ["fr", "French", ""],
    ["", null, ""],
  ])("is a language and a text: %j", (typed, language, rest) => {
    expect(takeLanguage(typed)).toEqual({ language, rest });
  });

  it.each(["it is raining", "no meio do caminho", "he said no"])(
    "is a text alone where it begins with a word: %j",
    (typed) => {
      expect(takeLanguage(typed)).toEqual({ language: null, rest: typed });
    },
  );

  it.each(["IT ciao", "it: ciao", "it\nciao"])("is a language where such a word can only be its code: %j", (typed) => {
    expect(takeLanguage(typed)).toEqual({ language: "Italian", rest: "ciao" });
  });
});
