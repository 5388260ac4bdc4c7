import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  maximumRankRows,
  type RankPicture,
  type RankRow,
  rankSvg,
  renderRankPicture,
} from "../../src/pictures/rank-picture.ts";
import { drawnTexts, layoutFaults, parse, pixelOf, pngSize } from "./drawn.ts";

const weights = { popularity: 30, performance: 35, recency: 15, compatibility: 20 };

interface Values {
  values?: (number | null)[];
}

function row({ values = [84.7, 92.7, 91.2, 95], ...changes }: Partial<RankRow> & Values = {}): RankRow {
  const components = Object.entries(weights).map(([name, weight], index) => ({
    name,
    weight,
    value: values[index] ?? null,
  }));
  return { label: "Qwen/Qwen3.6-27B", detail: "novita", score: 90.5, components, eligible: true, ...changes };
}

function picture(changes: Partial<RankPicture> = {}): RankPicture {
  return {
    title: "conversational",
    subtitle: "21 Nov 2026",
    rows: [row()],
    threshold: { score: 60, label: "threshold 60" },
    legend: { unknown: "unknown", ineligible: "may not be chosen" },
    footer: "93 models seen",
    locale: "en",
    ...changes,
  };
}

function words(svg: string): string[] {
  return drawnTexts(svg).map((text) => text.words);
}

/** The widths of the bar's parts in a picture of one row: the shapes of a part's colour and a bar's height. */
function partWidths(svg: string, colours = ["#5dc9f2", "#ffe66b", "#7b67ce", "#eb7c57"]): number[] {
  return colours.map((colour) => {
    const part = new RegExp(`<rect x="[\\d.]+" width="([\\d.]+)" y="24" height="14" fill="${colour}"`).exec(svg);
    return Number(part?.[1] ?? 0);
  });
}

function trackWidth(svg: string): number {
  return Number(/<rect width="(\d+)" y="24" height="14" fill="#2c3948"/.exec(svg)?.[1]);
}

describe("the picture of a ranking", () => {
  it("is a PNG of 1080 pixels across and three times as high as its drawing", async () => {
    const rank = picture({ rows: Array.from({ length: 12 }, () => row()) });
    const png = await renderRankPicture(rank);
    expect(pngSize(png)).toEqual({ width: 1080, height: parse(rankSvg(rank)).height * 3 });
  });

  it("shows in its pixels what was drawn, line by line", async () => {
    const rank = picture({ rows: [row({ score: 100, values: [100, 100, 100, 100] })] });
    const png = await renderRankPicture(rank);
    const bar = drawnTexts(rankSvg(rank)).find(({ words }) => words === "novita")?.baseline ?? 0;
    const y = Math.round(bar - 6) * 3;
    expect(pixelOf(png, { x: 3, y })).toBe("#1f2a37");
    expect(pixelOf(png, { x: 20 * 3, y })).toBe("#5dc9f2");
    expect(pixelOf(png, { x: 120 * 3, y })).toBe("#ffe66b");
    expect(pixelOf(png, { x: 1079, y: pngSize(png).height - 1 })).toBe("#1f2a37");
  });

  it("is the same to the byte for the same ranking", async () => {
    expect(await renderRankPicture(picture())).toEqual(await renderRankPicture(picture()));
  });

  it("shows every text that it was given, and the score in the language's own way", () => {
    const rows = [row({ eligible: false, values: [1, null, 1, 1] })];
    const texts = words(
      rankSvg(picture({ rows, locale: "pt", title: "Classificação", footer: "Só o melhor é mostrado" })),
    );
    expect(texts).toEqual(
      expect.arrayContaining(["Classificação", "21 Nov 2026", ...Object.keys(weights), "unknown", "may not be chosen"]),
    );
    expect(texts).toEqual(
      expect.arrayContaining(["threshold 60", "Qwen/Qwen3.6-27B", "90,5", "novita", "Só o melhor é mostrado"]),
    );
  });

  it("makes a bar as long as the score, of parts by weight and value", () => {
    const svg = rankSvg(picture({ rows: [row({ score: 50, values: [50, 50, 50, 50] })] }));
    const parts = partWidths(svg).map((width) => width / trackWidth(svg));
    for (const [index, share] of [0.15, 0.175, 0.075, 0.1].entries()) expect(parts[index]).toBeCloseTo(share, 3);
  });

  it("leaves an unknown criterion's weight to the others, and shows that it is missing", () => {
    const svg = rankSvg(picture({ rows: [row({ score: 80, values: [80, null, 80, 80] })] }));
    const parts = partWidths(svg);
    expect(parts[1]).toBe(0);
    expect(parts.reduce((sum, width) => sum + width, 0) / trackWidth(svg)).toBeCloseTo(0.8, 3);
    expect(svg).toMatch(/stroke="#ffe66b"[^>]*stroke-dasharray/);
    expect(words(svg)).toContain("unknown");
  });

  it("draws no hollow piece and explains none where every criterion is known", () => {
    const svg = rankSvg(picture());
    expect(svg).not.toContain("stroke-dasharray");
    expect(words(svg)).not.toContain("unknown");
    expect(words(svg)).not.toContain("may not be chosen");
  });

  it("draws a model faintly that may not be chosen", () => {
    const faint = /height="14" fill="#5dc9f2" fill-opacity="0.35"/;
    expect(rankSvg(picture({ rows: [row({ eligible: false })] }))).toMatch(faint);
    expect(rankSvg(picture())).not.toMatch(faint);
  });

  it.each([
    ["0", 0, [0, 0, 0, 0], 0],
    ["100", 100, [100, 100, 100, 100], 1],
    ["0 of which nothing is known", 0, [null, null, null, null], 0],
    ["more than 100", 250, [100, 100, 100, 100], 1],
    ["less than 0", -5, [10, 10, 10, 10], 0],
    ["no number", Number.NaN, [10, 10, 10, 10], 0],
  ])("draws a score of %s", (_what, score, values, share) => {
    const svg = rankSvg(picture({ rows: [row({ score, values })] }));
    expect(partWidths(svg).reduce((sum, width) => sum + width, 0) / trackWidth(svg)).toBeCloseTo(share, 3);
    expect(layoutFaults(svg)).toEqual([]);
    expect(svg).not.toContain("NaN");
  });

  it("shows the first twelve models of more", () => {
    const rows = Array.from({ length: 15 }, (_, index) => row({ label: `maker/model-${index + 1}.` }));
    const texts = words(rankSvg(picture({ rows })));
    expect(texts.filter((text) => text.startsWith("maker/"))).toHaveLength(maximumRankRows);
    expect(texts).toContain("maker/model-12.");
    expect(texts).not.toContain("maker/model-13.");
  });

  it("is its words alone where there is no model", async () => {
    const rank = picture({ rows: [], footer: "No model is served for this task." });
    expect(words(rankSvg(rank))).toEqual(["conversational", "21 Nov 2026", "No model is served for this task."]);
    expect(pngSize(await renderRankPicture(rank)).width).toBe(1080);
  });

  it("marks no threshold where there is none", () => {
    expect(words(rankSvg(picture({ threshold: null })))).not.toContain("threshold 60");
    expect(rankSvg(picture({ threshold: null }))).not.toContain('fill="#ffffff" stroke="#1f2a37"');
    expect(rankSvg(picture())).toContain('fill="#ffffff" stroke="#1f2a37"');
  });

  it("keeps the owner and the end of a long name", () => {
    const label = "meta-llama/Llama-4-Maverick-17B-128E-Instruct-FP8-and-then-some";
    const [shown] = words(rankSvg(picture({ rows: [row({ label })] }))).filter((text) => text.startsWith("meta"));
    expect(shown).toMatch(/^meta-llama\/Llama.*….*-and-then-some$/);
  });

  it("keeps texts apart and within the margins, whatever their length", () => {
    const long = "W".repeat(300);
    const rows = [
      row({ label: long, detail: long, score: 100, values: [null, 100, null, null] }),
      row({ label: long.toLowerCase(), detail: "", score: 0, values: [null, null, null, null] }),
      row({ label: "a/b", detail: "x", eligible: false }),
    ];
    const legend = { unknown: long, ineligible: `many short words ${"again ".repeat(40)}` };
    const svg = rankSvg(picture({ title: long, subtitle: `some ${"words ".repeat(100)}`, footer: long, rows, legend }));
    expect(layoutFaults(svg)).toEqual([]);
  });

  it("keeps the hollow pieces of unknown criteria apart from the words beside the bar", () => {
    const svg = rankSvg(picture({ rows: [row({ detail: "featherless-ai", values: [null, null, null, null] })] }));
    const pieces = [...svg.matchAll(/<rect x="([\d.]+)" y="[\d.]+" width="7.5"[^>]* stroke="#(?!b4c0cd)/g)];
    const ends = pieces.map(([, x]) => 16 + Number(x) + 7.5);
    const detail = drawnTexts(svg).find(({ words }) => words === "featherless-ai");
    expect(ends).toHaveLength(4);
    expect(Math.max(...ends)).toBeLessThan((detail?.left ?? 0) - 4);
  });

  it("numbers a narrow axis less often, so that its numbers stay apart", () => {
    const numbers = (rank: RankRow) => words(rankSvg(picture({ rows: [rank] }))).filter((text) => /^\d+$/.test(text));
    expect(numbers(row())).toEqual(["0", "25", "50", "75", "100"]);
    expect(numbers(row({ detail: "featherless-ai", values: [null, null, null, null] }))).toEqual(["0", "50", "100"]);
  });

  it("has no text smaller than Telegram's own, 16 points on a phone of 360", () => {
    expect(Math.min(...drawnTexts(rankSvg(picture())).map(({ size }) => size))).toBe(16);
  });

  it("shows markup in a name as it is written", () => {
    const label = `<script>&"'</g>`;
    const svg = rankSvg(picture({ rows: [row({ label })] }));
    expect(svg).not.toContain("<script");
    expect(words(svg)).toContain(label);
  });

  it("leaves out of a name what cannot be drawn: control characters, turned writing and halves of characters", () => {
    const label = "maker/\u0000mo\u001bdel\u202e-\ud8007B\ufffe\n\tx";
    expect(words(rankSvg(picture({ rows: [row({ label })] })))).toContain("maker/model-7B x");
  });

  it("is well formed whatever the words", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), fc.string({ unit: "binary" }), (label, title) => {
        const rank = picture({ title, footer: label, rows: [row({ label, detail: title })] });
        expect(parse(rankSvg(rank)).width).toBe(360);
      }),
    );
  });

  it("has an opaque background in each theme", () => {
    expect(rankSvg(picture())).toMatch(/^<svg [^>]*><rect width="360" height="\d+" fill="#1f2a37"\/>/);
    expect(rankSvg(picture({ theme: "light" }))).toMatch(
      /^<svg [^>]*><rect width="360" height="\d+" fill="#f7f9fb"\/>/,
    );
  });
});
