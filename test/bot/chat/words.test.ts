import { describe, expect, it } from "vitest";
import { commandTable } from "../../../src/bot/command-table.ts";
import { dataWords } from "../../../src/bot/features/chat/answer-content.ts";
import { factsContent } from "../../../src/bot/features/chat/facts-content.ts";
import { whyContent } from "../../../src/bot/features/chat/why-content.ts";
import { textsOf } from "../../../src/bot/languages/texts.ts";
import { type FormattedString, fmt, folded } from "../../../src/bot/messages/formatting.ts";
import { quietText } from "../../../src/bot/messages/markdown/quiet-text.ts";
import { actingPlaces } from "../../../src/bot/messages/markdown/safety.ts";
import type { Moments } from "../../../src/bot/messages/moments.ts";
import { takeLanguage } from "../../../src/chat/intent/language-names.ts";
import type { CurrentModel, InspectedModel } from "../../../src/chat/registry.ts";
import { usageWith } from "../../support/usage-record.ts";

const [english, portuguese] = [textsOf("en"), textsOf("pt")];
const moments: Moments = { at: (time) => time, relative: (time) => time, since: (time) => time };
const wording = { texts: english, moments };

/** What Telegram would find by itself, and what is not marked as code. */
function activeIn({ text, entities }: FormattedString): string[] {
  const isCode = (start: number, end: number) =>
    entities.some((each) => each.type === "code" && each.offset <= start && each.offset + each.length >= end);
  return actingPlaces(text)
    .filter(({ start, end }) => !isCode(start, end))
    .map(({ start, end }) => text.slice(start, end));
}

const evil = "do /rollback now, @everyone, tg://user?id=1";

describe("somebody else's words", () => {
  it("do nothing where they are shown, also within a quote", () => {
    for (const shown of [quietText(evil), fmt`🎙\n${folded(quietText(evil))}`]) {
      expect(activeIn(shown)).toEqual([]);
      expect(shown.text).toContain(evil);
    }
    expect(fmt`🎙\n${folded(quietText(evil))}`.entities.map(({ type }) => type)).toContain("expandable_blockquote");
  });

  it("lose what cannot be seen, and nothing else", () => {
    expect(quietText("a\u202eb\u0007c\n\td").text).toBe("abc\n\td");
    expect(quietText("¿Qué? 👍 ש").text).toBe("¿Qué? 👍 ש");
  });

  it.each([
    ["labels", { kind: "labels", labels: [{ label: evil, score: 0.5 }] }],
    ["names", { kind: "entities", entities: [{ label: evil, text: evil, score: 0.5, start: 0, end: 1 }] }],
  ] as const)("do nothing as %s", (_what, data) => {
    expect(activeIn(dataWords(data, english))).toEqual([]);
    expect(dataWords(data, english).text).toContain(evil);
  });

  const current: CurrentModel = {
    ...{ task: "conversational", provider: "huggingface", model: "acme/x", host: null, score: 80 },
    ...{ since: "2026-11-20T03:00:00.000Z", reason: evil },
    fallbacks: [{ provider: "huggingface", model: "@acme/y", host: null }],
  };
  const inspected: InspectedModel = {
    ...{ provider: "huggingface", model: "acme/x", licence: evil, parameters: null, createdAt: null, serves: [] },
    routes: [{ host: "novita", isFree: true, inputPrice: null, outputPrice: null, contextLength: null }] as never,
  };

  it.each([
    ["what is in use", { kind: "current", task: "conversational", models: [current], wantsReason: true }],
    ["a model", { kind: "model", name: evil, model: inspected }],
    ["an unknown model", { kind: "model", name: "/rollback @everyone\u202e", model: null }],
    [
      "changes",
      { kind: "changes", changes: [{ at: "", task: "translation", from: "@a/b", to: "@c/d", reason: evil }] },
    ],
  ] as const)("do nothing in the facts of %s", (_what, facts) => {
    expect(activeIn(factsContent(facts, wording))).toEqual([]);
  });

  it("do nothing where it is told why a model answered", () => {
    const attempt = usageWith();
    const choice = { reason: evil, since: "", score: null, isAnswerer: true };
    const why = { attempts: [attempt], answered: attempt, choice, runnerUp: null };
    expect(activeIn(whyContent(why, english))).toEqual([]);
  });
});

describe("the chat's own words", () => {
  it.each(["video-note", "sticker", "location", "contact", "poll", "dice", "animation", "document", "story", "game"])(
    "name a %s in each language",
    (what) => {
      expect(portuguese.chat.unusable(what).text).not.toContain(`(${what})`);
      expect(english.chat.unusable(what).text).not.toContain("-note");
    },
  );

  it.each([english, portuguese])("keep the ending of a file", ({ chat }) => {
    expect(chat.unusable("zip").text).toContain("(zip)");
    expect(chat.unusable("constructor").text).toContain("(constructor)");
  });

  it("have an example for each command that asks a model, in each language", () => {
    const names = Object.keys(english.chat.examples);
    expect(names.filter((name) => !Object.hasOwn(commandTable, name))).toEqual([]);
    expect(takeLanguage(english.chat.examples.translate).language).not.toBeNull();
    expect(takeLanguage(portuguese.chat.examples.translate).language).not.toBeNull();
    for (const name of ["ask", "image"] as const) {
      expect(portuguese.chat.examples[name]).not.toBe(english.chat.examples[name]);
    }
  });

  it("count one as one", () => {
    const limit = { limit: "messages", most: 1, retryInMs: 1_000 } as const;
    expect(english.chat.limit(limit).text).toContain("at most 1 message a minute");
    expect(portuguese.chat.limit(limit).text).toContain("no máximo a 1 mensagem por minuto");
    expect(english.chat.limit({ ...limit, most: 2 }).text).toContain("2 messages");
  });

  it.each(["own-cost", "everybodys-cost"] as const)("write amounts as each language does (%s)", (limit) => {
    const refusal = { limit, most: 0.5, retryInMs: 1_000 };
    expect(english.chat.limit(refusal).text).toContain("$0.50 today");
    expect(portuguese.chat.limit(refusal).text).toMatch(/hoje 0,50\s\$/);
  });

  it("write counts as each language does", () => {
    expect(english.chat.growing(12_345).text).toContain("12,345");
    expect(portuguese.chat.growing(12_345).text).toMatch(/12\s345/);
    expect(english.chat.numbers(4_096)).toBe("4,096 numbers");
  });
});
