import { describe, expect, it } from "vitest";
import { taskNames } from "../../src/domain/task.ts";
import {
  maximumStatusRows,
  renderStatusPicture,
  type StatusPicture,
  type StatusRow,
  statusSvg,
} from "../../src/pictures/status-picture.ts";
import { drawnTexts, layoutFaults, parse, pngSize } from "./drawn.ts";

function row(changes: Partial<StatusRow> = {}): StatusRow {
  return { label: "conversational", detail: "Qwen/Qwen3.6-27B · novita", score: 90.5, note: "3 days", ...changes };
}

function picture(changes: Partial<StatusPicture> = {}): StatusPicture {
  return {
    title: "What serves each task",
    subtitle: "Revision 2",
    rows: taskNames.map((label) => row({ label })),
    threshold: { score: 60, label: "threshold 60" },
    footer: "Next update 22 Nov",
    locale: "en",
    ...changes,
  };
}

function words(svg: string): string[] {
  return drawnTexts(svg).map((text) => text.words);
}

function barWidth(svg: string): number {
  return Number(/<rect y="22" height="6" width="([\d.]+)" fill="#5dc9f2"/.exec(svg)?.[1]);
}

describe("the picture of the status", () => {
  it("is a PNG of 1080 pixels across that has room for every task", async () => {
    const status = picture();
    const { width, height } = pngSize(await renderStatusPicture(status));
    expect({ width, height }).toEqual({ width: 1080, height: parse(statusSvg(status)).height * 3 });
    // What Telegram takes as a photo: sendPhoto, "width and height must not exceed 10000 in total".
    expect(width + height).toBeLessThan(10_000);
    expect(words(statusSvg(status))).toEqual(expect.arrayContaining([...taskNames]));
  });

  it("is the same to the byte for the same status", async () => {
    expect(await renderStatusPicture(picture())).toEqual(await renderStatusPicture(picture()));
  });

  it("shows every text that it was given, and the score in the language's own way", () => {
    const texts = words(statusSvg(picture({ rows: [row({ note: "há 3 dias" })], locale: "pt", threshold: null })));
    expect(texts).toEqual([
      "What serves each task",
      "Revision 2",
      "conversational",
      "90,5",
      "Qwen/Qwen3.6-27B · novita",
      "há 3 dias",
      ...["0", "25", "50", "75", "100"],
      "Next update 22 Nov",
    ]);
  });

  it.each([
    [0, 0, "0.0"],
    [50, 164, "50.0"],
    [100, 328, "100.0"],
    [140, 328, "100.0"],
    [null, 0, "–"],
  ])("draws a score of %s as a bar of %s units", (score, width, text) => {
    const svg = statusSvg(picture({ rows: [row({ score })] }));
    expect(barWidth(svg)).toBe(width);
    expect(words(svg)).toContain(text);
  });

  it("keeps texts apart and within the margins, whatever their length", () => {
    const long = "Mixed words ".repeat(30);
    const rows = [
      row({ label: long, detail: long, note: long }),
      row({ label: "W".repeat(200), detail: "W".repeat(200), note: "W".repeat(200), score: 100 }),
      row({ detail: "", note: "", score: null }),
    ];
    expect(layoutFaults(statusSvg(picture({ rows, title: long, subtitle: long, footer: long })))).toEqual([]);
    expect(layoutFaults(statusSvg(picture()))).toEqual([]);
  });

  it("shows the first rows of more than fit", () => {
    const rows = Array.from({ length: 40 }, (_, index) => row({ label: `task ${index + 1}` }));
    const texts = words(statusSvg(picture({ rows }))).filter((text) => text.startsWith("task "));
    expect(texts).toEqual(rows.slice(0, maximumStatusRows).map(({ label }) => label));
  });

  it("is its words alone where there is no task", async () => {
    const status = picture({ rows: [] });
    expect(words(statusSvg(status))).toEqual(["What serves each task", "Revision 2", "Next update 22 Nov"]);
    expect(pngSize(await renderStatusPicture(status)).width).toBe(1080);
  });

  it("shows markup in a model's name as it is written", () => {
    const detail = `<b>&"x"</b> · host`;
    const svg = statusSvg(picture({ rows: [row({ detail })] }));
    expect(parse(svg).width).toBe(360);
    expect(words(svg)).toContain(detail);
  });
});
