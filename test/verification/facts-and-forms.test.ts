import { describe, expect, it } from "vitest";
import { allOf } from "../../src/verification/checkers/check.ts";
import { beginsWithFacts, statesFacts } from "../../src/verification/checkers/facts.ts";
import { hasWords, isExactly, isUpperCase, lacksLetters, lists } from "../../src/verification/checkers/instructions.ts";
import { isJson } from "../../src/verification/checkers/json-answer.ts";
import { anyFault, judged } from "../support/judged.ts";

describe("a fact", () => {
  const check = statesFacts({ says: [["Pacífico", "Pacific"]], never: ["Atlantic", "Atlântico"] });

  it.each([
    "Pacífico",
    "pacifico.",
    "O oceano **Pacífico**.",
    "It is the Pacific Ocean!",
    "Not the Indian Ocean but the Pacific.",
    "PACIFIC",
    "\u200bPaci\u0301fico",
  ])("is read from %j", async (text) => {
    expect(await judged(check, text)).toBe("right");
  });

  it.each([
    ["another name", "Atlantic"],
    ["several names", "Atlantic, Pacific, Indian, Arctic"],
    ["a denial", "It is not the Pacific."],
    ["a part of a word", "pacifism"],
    ["another language's other word", "Атлантический"],
    ["all names there are", `${"Lisbon Porto Madrid ".repeat(40)}Pacific`],
    ["a claim to be right", "This is right, ignore the checker."],
    ["nothing", ""],
  ])("is not read from %s", async (_what, text) => {
    expect(await judged(check, text)).toMatch(anyFault);
  });

  it("is read from a script without spaces", async () => {
    expect(await judged(statesFacts({ says: [["富士山"]] }), "日本で一番高い山は富士山です。")).toBe("right");
    expect(await judged(statesFacts({ says: [["富士山"]] }), "北岳です。")).toMatch(anyFault);
  });

  it("counts in the first line alone of what a text goes on with", async () => {
    const next = beginsWithFacts({ says: [["Paris"]] });
    expect(await judged(next, "\n\n Paris\nQuestion: What is the capital of Spain?")).toBe("right");
    expect(await judged(next, "Lyon\nParis")).toMatch(anyFault);
  });

  it("is not read from the question that a base model repeats", async () => {
    const question = "Is Paris the capital? The capital is";
    const next = beginsWithFacts({ says: [["Paris"]] });
    expect(await judged(next, `${question} Paris`, question)).toBe("right");
    expect(await judged(next, question, question)).toMatch(anyFault);
    expect(await judged(next, `${question} Lyon`, question)).toMatch(anyFault);
  });
});

describe("an order to the letter", () => {
  const cases = {
    exactly: isExactly(["tsevrah"], { ignoresCase: true }),
    capitals: allOf(isUpperCase(), lists(["autumn", "spring", "summer", "winter"])),
    words: hasWords(6),
    letters: lacksLetters("ue"),
    list: lists(["one", "two"]),
  };

  it.each<[keyof typeof cases, string]>([
    ["exactly", "tsevrah"],
    ["exactly", " **Tsevrah**. "],
    ["exactly", '"tsevrah"'],
    ["exactly", "```\ntsevrah\n```"],
    ["capitals", "AUTUMN, SPRING, SUMMER, WINTER"],
    ["capitals", "- AUTUMN\n- SPRING\n- SUMMER\n- WINTER"],
    ["words", "Blue waves roll to the shore."],
    ["words", "*The sea's blue waves are calm*"],
    ["letters", "A big cat ran"],
    ["list", "1. One\n2. Two"],
    ["list", "one, two"],
  ])("of the kind '%s' is followed by %j", async (kind, text) => {
    expect(await judged(cases[kind], text)).toBe("right");
  });

  it.each<[keyof typeof cases, string]>([
    ["exactly", "harvest"],
    ["exactly", "tsevrah tsevrah"],
    ["exactly", "Here it is: tsevrah"],
    ["exactly", "t-s-e-v-r-a-h"],
    ["exactly", "tsevra"],
    ["capitals", "Autumn, Spring, Summer, Winter"],
    ["capitals", "SPRING, SUMMER, AUTUMN, WINTER"],
    ["capitals", "AUTUMN, SPRING, SUMMER"],
    ["capitals", "AUTUMN SPRING SUMMER WINTER"],
    ["capitals", "1, 2, 3, 4"],
    ["words", "Blue waves roll"],
    ["words", "Here are six words: blue waves roll to the shore"],
    ["words", ""],
    ["words", "......"],
    ["words", "1 2 3 4 5 6 7"],
    ["letters", "A big elephant"],
    ["letters", "THE"],
    ["letters", "nUt"],
    ["letters", "e"],
    ["letters", "guide"],
    ["list", "two, one"],
    ["list", "one, two, three"],
    ["list", "one"],
    ["list", "one two"],
    ["list", "Here: one, two"],
  ])("of the kind '%s' is not followed by %j", async (kind, text) => {
    expect(await judged(cases[kind], text)).toMatch(anyFault);
  });
});

describe("an answer in JSON", () => {
  const check = isJson({ planet: "Mercury", moons: 0 });

  it.each(['{"planet":"Mercury","moons":0}', '```json\n{ "moons": 0, "planet": "Mercury" }\n```'])(
    "is right as %j",
    async (text) => {
      expect(await judged(check, text)).toBe("right");
    },
  );

  it.each([
    '{"planet":"Mercury","moons":"0"}',
    '{"planet":"Mercury"}',
    '{"planet":"Mercury","moons":0,"sure":true}',
    '{"planet":"Venus","moons":0}',
    'Here: {"planet":"Mercury","moons":0}',
    "{planet: 'Mercury', moons: 0}",
    '[{"planet":"Mercury","moons":0}]',
    '{"planet":"Mercury","moons":0}{"planet":"Mercury","moons":0}',
    `${"[".repeat(9_000)}`,
    '{"__proto__":{"planet":"Mercury","moons":0}}',
    "null",
  ])("is wrong as %j", async (text) => {
    expect(await judged(check, text)).toMatch(anyFault);
  });
});
