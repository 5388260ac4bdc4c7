import { describe, expect, it } from "vitest";
import {
  maximumTimelineDays,
  renderTimelinePicture,
  type TimelinePicture,
  type TimelinePictureDay,
  timelineSvg,
} from "../../src/pictures/timeline-picture.ts";
import { drawnTexts, layoutFaults, parse, pngSize } from "./drawn.ts";

function day(changes: Partial<TimelinePictureDay> = {}): TimelinePictureDay {
  return { label: "21 Nov", firstTokenMs: 640, use: { good: 57, bad: 3 }, looks: { good: 48, bad: 0 }, ...changes };
}

const unknown = { firstTokenMs: null, use: { good: 0, bad: 0 }, looks: { good: 0, bad: 0 } };

function picture(changes: Partial<TimelinePicture> = {}): TimelinePicture {
  return {
    title: "Qwen/Qwen3.6-27B",
    subtitle: "The last 30 days",
    days: Array.from({ length: 30 }, (_each, place) => day({ label: `${place + 1} Nov` })),
    words: {
      speed: "Until the first word",
      success: "Good answers",
      good: "good answers",
      most: "answers, at most 60 a day",
      down: "found down",
      nothing: "nothing known",
    },
    footer: "Days are UTC.",
    locale: "en",
    ...changes,
  };
}

const words = (svg: string) => drawnTexts(svg).map((text) => text.words);
const count = (svg: string, pattern: RegExp) => svg.match(pattern)?.length ?? 0;
const dots = (svg: string) => count(svg, /<circle /g);
const lines = (svg: string) => count(svg, /<polyline /g);
/** Those over the days, and the one of the legend. */
const downMarks = (svg: string) => count(svg, /<polygon /g);

describe("the picture of a model's days", () => {
  it("is a PNG of 1080 pixels across, the same to the byte for the same days, in both themes", async () => {
    for (const theme of ["dark", "light"] as const) {
      const png = await renderTimelinePicture(picture({ theme }));
      expect(png).toEqual(await renderTimelinePicture(picture({ theme })));
      const { width, height } = pngSize(png);
      expect({ width, height }).toEqual({ width: 1080, height: parse(timelineSvg(picture({ theme }))).height * 3 });
      // Higher ones are shown small on a phone.
      expect(height).toBeLessThan(2 * width);
    }
  });

  it("shows every text that it was given, with the numbers of both axes in the language's own way", () => {
    const days = [day({ label: "1 nov.", firstTokenMs: 2_900 }), day({ label: "2 nov.", looks: { good: 1, bad: 1 } })];
    expect(words(timelineSvg(picture({ days, locale: "pt-PT" })))).toEqual([
      ...["Qwen/Qwen3.6-27B", "The last 30 days"],
      ...["Until the first word", "0 s", "2 s", "4 s", "1 nov.", "2 nov."],
      ...["Good answers", "good answers", "answers, at most 60 a day", "found down"],
      ...["0%", "50%", "100%", "1 nov.", "2 nov.", "Days are UTC."],
    ]);
  });

  it.each([
    [34, ["0 ms", "20 ms", "40 ms"]],
    [640, ["0 ms", "400 ms", "800 ms"]],
    [950, ["0 s", "0.5 s", "1 s"]],
    [1_001, ["0 s", "1 s", "2 s"]],
    [45_000, ["0 s", "30 s", "60 s"]],
    [0, ["0 ms", "5 ms", "10 ms"]],
  ])("counts %s ms on an axis of round numbers", (firstTokenMs, expected) => {
    const texts = words(timelineSvg(picture({ days: [day({ firstTokenMs })] })));
    expect(texts.filter((text) => / m?s$/.test(text))).toEqual(expected);
  });

  it("joins neighbouring days, and leaves out those of which nothing is known", () => {
    const days = [day(), day(), day(unknown), day(), day(unknown), day(), day(), day()];
    const svg = timelineSvg(picture({ days }));
    // Each panel: two lines, and a day by itself that is a dot alone.
    expect({ dots: dots(svg), lines: lines(svg) }).toEqual({ dots: 12, lines: 4 });
  });

  it("draws the success of each day by how many of its answers were good", () => {
    const uses = [
      { good: 10, bad: 0 },
      { good: 5, bad: 5 },
      { good: 0, bad: 1 },
    ];
    const days = uses.map((use) => day({ ...unknown, use }));
    const heights = [...timelineSvg(picture({ days })).matchAll(/<circle cx="[\d.]+" cy="([\d.]+)"/g)].map(([, y]) =>
      Number(y),
    );
    expect(heights[1]).toBeCloseTo(((heights[0] ?? 0) + (heights[2] ?? 0)) / 2, 1);
    expect((heights[2] ?? 0) - (heights[0] ?? 0)).toBe(96);
  });

  it("marks the days on which it was found down, and says what the mark means", () => {
    const days = [day(), day({ looks: { good: 40, bad: 8 } }), day({ ...unknown, looks: { good: 0, bad: 48 } })];
    expect(downMarks(timelineSvg(picture({ days })))).toBe(3);
    const well = timelineSvg(picture());
    expect(downMarks(well)).toBe(0);
    expect(words(well)).not.toContain("found down");
  });

  it("says in each panel where nothing is known", () => {
    const svg = timelineSvg(picture({ days: [day(unknown), day(unknown)] }));
    expect(words(svg).filter((text) => text === "nothing known")).toHaveLength(2);
    expect({ dots: dots(svg), lines: lines(svg) }).toEqual({ dots: 0, lines: 0 });
    expect(layoutFaults(svg)).toEqual([]);
    const fast = timelineSvg(picture({ days: [day({ ...unknown, firstTokenMs: 500 })] }));
    expect(words(fast).filter((text) => text === "nothing known")).toHaveLength(1);
  });

  it("is its words alone where there is no day", () => {
    expect(words(timelineSvg(picture({ days: [] })))).toEqual([
      "Qwen/Qwen3.6-27B",
      "The last 30 days",
      "Days are UTC.",
    ]);
  });

  it("draws the last days of more than fit", () => {
    const days = Array.from({ length: 45 }, (_each, place) => day({ label: `day ${place + 1}` }));
    const svg = timelineSvg(picture({ days }));
    expect(dots(svg)).toBe(2 * maximumTimelineDays);
    expect(words(svg)).toEqual(expect.arrayContaining(["day 16", "day 45"]));
  });

  it.each([1, 2, 7, 30])("keeps the texts of %s days apart and within the margins, whatever their length", (length) => {
    const long = "Mixed words ".repeat(30);
    const wide = "W".repeat(200);
    const label = (place: number) => (place % 2 === 0 ? "30 de novembro" : "1 Nov");
    const days = Array.from({ length }, (_each, place) =>
      day({ label: label(place), firstTokenMs: 12_345, looks: { good: 0, bad: 1 } }),
    );
    const longWords = { speed: long, success: wide, good: long, most: wide, down: long, nothing: wide };
    for (const title of [long, wide, `${wide}/${wide}`]) {
      const svg = timelineSvg(picture({ title, subtitle: long, footer: long, days, words: longWords }));
      expect(layoutFaults(svg)).toEqual([]);
    }
  });

  it("keeps both ends of a name that is too long for a line, its owner above", () => {
    const title = "a-very-long-organisation-name/with-a-model-name-that-goes-on-and-on-Q4_K_M";
    const [owner, model] = words(timelineSvg(picture({ title })));
    expect(owner).toBe("a-very-long-organisation-name/");
    expect(model).toMatch(/^with-a-model.*….*Q4_K_M$/);
  });

  it("shows markup in a model's name as it is written", () => {
    const svg = timelineSvg(picture({ title: `<b>&"x"</b>` }));
    expect(parse(svg).width).toBe(360);
    expect(words(svg)).toContain(`<b>&"x"</b>`);
  });
});
