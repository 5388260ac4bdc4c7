import { describe, expect, it } from "vitest";
import { type Font, shortenedAtEnd, shortenedInMiddle, textWidth, wrapped } from "../../src/pictures/font.ts";
import { inkWidth } from "./drawn.ts";

const plain: Font = { size: 16, weight: 400 };
const fonts: Font[] = [plain, { size: 16, weight: 700 }, { size: 21, weight: 700 }];
const ascii = Array.from({ length: 95 }, (_, index) => String.fromCharCode(32 + index));

function escaped(words: string): string {
  return words.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
}

describe("the measure of a text", () => {
  it.each(fonts)("is what the font draws, for each character at $size and $weight", (font) => {
    for (const character of ascii.slice(1)) {
      // Kerning and the last character's own margin are left out by measuring what a repetition adds.
      const once = inkWidth(escaped(`|${character}|`), font);
      const added = once - inkWidth("||", font);
      expect(Math.abs(added - textWidth(character, font)), character).toBeLessThan(font.size * 0.12);
    }
  });

  it.each([
    "meta-llama/Llama-3.3-70B-Instruct · fireworks-ai",
    "Pontuação: não há opções três vezes à mão, ÀÉÍÕÇ",
    "模型 → e outra coisa … • ≥ 60",
  ])("is never less than what is drawn: %s", (words) => {
    for (const font of fonts) {
      const drawn = inkWidth(escaped(words), font);
      expect(textWidth(words, font)).toBeGreaterThanOrEqual(drawn - 1);
    }
  });

  it("is close to what is drawn, so that no room is given away", () => {
    const words = "deepseek-ai/DeepSeek-V4-Pro, três opções";
    for (const font of fonts) expect(textWidth(words, font)).toBeLessThan(inkWidth(words, font) * 1.04);
  });
});

describe("a shortened text", () => {
  it("is the text itself where it fits", () => {
    expect(shortenedInMiddle("Qwen/Qwen3.6-27B", 300, plain)).toBe("Qwen/Qwen3.6-27B");
    expect(shortenedAtEnd("novita", 100, plain)).toBe("novita");
  });

  it.each([shortenedInMiddle, shortenedAtEnd])("fits into whatever room there is (%o)", (shorten) => {
    const words = "meta-llama/Llama-4-Maverick-17B-128E-Instruct";
    for (let room = 20; room < 400; room += 7) {
      const short = shorten(words, room, plain);
      expect(textWidth(short, plain)).toBeLessThanOrEqual(room);
      expect(short === words || short.includes("…")).toBe(true);
    }
  });

  it("does not cut a character in half", () => {
    expect(shortenedInMiddle("🜁".repeat(50), 100, plain).isWellFormed()).toBe(true);
  });

  it("takes no time over a text of a million characters", () => {
    const started = process.cpuUsage();
    shortenedInMiddle("x".repeat(1_000_000), 328, plain);
    expect(process.cpuUsage(started).user / 1000).toBeLessThan(3000);
  });
});

describe("a wrapped text", () => {
  it("breaks at blanks, and ellipsises what goes beyond the last line", () => {
    const lines = wrapped("one two three four five six seven eight nine ten", { room: 100, font: plain, lines: 2 });
    expect(lines).toEqual(["one two three", "four five six…"]);
  });

  it("has no line where there are no words", () => {
    expect(wrapped("  ", { room: 100, font: plain, lines: 2 })).toEqual([]);
  });
});
