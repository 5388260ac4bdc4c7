import { execFile } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type CalibrationFiles, calibrate } from "../../calibration/calibrate.ts";
import { readCalibrationTable } from "../../calibration/table.ts";

const root = resolve(import.meta.dirname, "../..");
const tracked = {
  tables: join(root, "calibration"),
  coefficients: join(root, "src/evaluation/ability/coefficients.json"),
};

const price = (output: number) => ({ task: "conversational", providerDetails: { pricing: { output } } });
/** Invented models of three families that write programs: the larger, the newer and the better. */
const families = ["nova/Nova", "lumo/Lumo", "tesa/Tesa"];
const coders = [1, 2, 3, 7, 12, 24, 70].map((size, at) => ({ id: `${families[at % 3]}-Coder-${size}B`, at }));
const run = ({ id, at }: (typeof coders)[number]) =>
  `- dirname: x\n  model: ${id.slice(5)}\n  pass_rate_2: ${5 + 7 * at}.5\n`;

/** A folder of public data, made up, in the shapes of the real one. */
const folder: Readonly<Record<string, string>> = {
  "hub/created-at.json": JSON.stringify({
    "nova/Nova-9B-Instruct": "2025-05-01",
    ...Object.fromEntries(coders.map(({ id, at }) => [id, `2025-0${at + 1}-01`])),
  }),
  "hub/served-2026-02.json": JSON.stringify([
    { id: "nova/Nova-9B-Instruct", likes: 9, safetensors: { total: 9e9 }, inferenceProviderMapping: [price(0.3)] },
    { id: "nova/Nova-9B-Instruct-FP8", likes: 99, safetensors: { total: 9e9 }, inferenceProviderMapping: [price(0.2)] },
    { id: "nova/untold", pipeline_tag: "text-generation" },
    ...coders.map(({ id, at }) => ({ id, pipeline_tag: "text-generation", downloads: at })),
  ]),
  "benchmarks/lmarena-text-2025-08.csv": [
    "rank,model,arena_score,votes",
    "1,Nova-9B,1333,4000",
    "2,Untold-Max,1500,1",
    ...coders.map(({ id, at }) => `3,${id.slice(5)},${1_000 + 50 * at},50`),
  ].join("\n"),
  "benchmarks/evalplus-2024-12.json": JSON.stringify(
    Object.fromEntries(
      coders.map(({ id, at }) => [
        id.slice(5),
        { link: `https://huggingface.co/${id}`, "pass@1": { "humaneval+": 20 + 10 * at } },
      ]),
    ),
  ),
  "benchmarks/aider-polyglot-2025-10.yml": coders.slice(3).map(run).join("\n"),
};

let place: string;
let files: CalibrationFiles;

function putFolder(changes: Readonly<Record<string, string | null>> = {}): string {
  const data = join(place, "data");
  for (const [path, text] of Object.entries({ ...folder, ...changes })) {
    mkdirSync(dirname(join(data, path)), { recursive: true });
    if (text !== null) writeFileSync(join(data, path), text);
  }
  return data;
}

function written(): string[] {
  return [join(files.tables, "models.tsv"), join(files.tables, "results.tsv"), files.coefficients].map((path) =>
    readFileSync(path, "utf8"),
  );
}

beforeEach(() => {
  place = mkdtempSync(join(tmpdir(), "modelvane-calibrate-"));
  files = { tables: join(place, "tables"), coefficients: join(place, "coefficients.json") };
  mkdirSync(files.tables);
  for (const file of ["models.tsv", "results.tsv"]) cpSync(join(tracked.tables, file), join(files.tables, file));
  cpSync(tracked.coefficients, files.coefficients);
});

afterEach(() => rmSync(place, { recursive: true }));

describe("the calibration", () => {
  it("has the tracked coefficients of the tracked table", () => {
    expect(calibrate(["--check"], tracked)).toBe("The coefficients are those of the table.");
  });

  it("says so where the coefficients are of another table, and changes nothing", () => {
    writeFileSync(files.coefficients, "{}\n");
    expect(() => calibrate(["--check"], files)).toThrow('Run "npm run calibrate"');
    expect(readFileSync(files.coefficients, "utf8")).toBe("{}\n");
  });

  it("fits the same from the same table, whatever the coefficients were, and reports how well it does", () => {
    const before = written();
    writeFileSync(files.coefficients, "");
    const report = calibrate([], files);
    expect(written()).toEqual(before);
    expect(report).toMatch(/whole families held out: \d+ models, rank correlation 0\.9\d \(0\.\d\d to 0\.\d\d\)/);
    expect(report).toContain("on, by those before");
  });

  it("restates the facts of a folder, and keeps what the folder does not speak of", () => {
    calibrate(["--data", putFolder()], files);
    const before = readCalibrationTable();
    const { models, results } = readCalibrationTable(files.tables);
    expect(models).toHaveLength(before.models.length + 2 + coders.length);
    expect(models.find(({ id }) => id === "nova/Nova-9B-Instruct")).toEqual({
      id: "nova/Nova-9B-Instruct",
      family: "nova",
      created: "2025-05-01",
      parameters: 9e9,
      outputPrice: 0.3,
      downloads: null,
      likes: 9,
      rating: 1333,
      votes: 4000,
    });
    // A copy with fewer bits is no second rating; what is tested is kept, what tells nothing is not.
    expect(models.find(({ id }) => id === "nova/Nova-9B-Instruct-FP8")?.rating).toBeNull();
    expect(models.filter(({ id }) => /^(?:nova|lumo|tesa).*Coder/.test(id))).toHaveLength(coders.length);
    expect(models.some(({ id }) => id === "nova/untold")).toBe(false);
    const ofTest = (name: string) => results.filter(({ test }) => test === name);
    expect(ofTest("HumanEval+").map(({ id }) => id)).toEqual(coders.map(({ id }) => id).toSorted());
    expect(ofTest("Aider polyglot")).toHaveLength(coders.length - 3);
    const ofDatasets = (all: typeof results) => all.filter(({ test }) => test.includes("/"));
    expect(ofDatasets(results)).toEqual(ofDatasets(before.results));
    expect(calibrate(["--check"], files)).toContain("are those of the table");
  });

  it("writes the same when it is done twice", () => {
    const data = putFolder();
    calibrate(["--data", data], files);
    const once = written();
    calibrate(["--data", data], files);
    expect(written()).toEqual(once);
  });

  it.each([
    ["hub/created-at.json", null, "there is no such file"],
    ["benchmarks/aider-polyglot-2025-10.yml", null, "there is no such file"],
    ["hub/created-at.json", "{", "it is no valid JSON"],
    ["hub/created-at.json", '{"a/b": "yesterday"}', 'it has another form at "a/b"'],
    ["hub/served-2026-02.json", '[{"id": 3}]', 'it has another form at "0.id"'],
    ["benchmarks/evalplus-2024-12.json", '{"a": {"link": null}}', 'it has another form at "a.pass@1"'],
    ["benchmarks/lmarena-text-2025-08.csv", "", "it names no model"],
    ["benchmarks/lmarena-text-2025-08.csv", "model,arena_score,votes\nNova,x,1\n", "it has no rating that can be read"],
    ["benchmarks/aider-polyglot-2025-10.yml", "404: Not Found", "it holds no results"],
  ])("says in one sentence that %s of %j cannot be read, and writes nothing", (path, text, reason) => {
    const data = putFolder({ [path]: text });
    const before = written();
    let message = "";
    try {
      calibrate(["--data", data], files);
    } catch (error) {
      message = (error as Error).message;
    }
    expect(message).toContain(`${path} of ${data} cannot be read: ${reason}`);
    expect(message.split("\n")).toHaveLength(1);
    expect(written()).toEqual(before);
  });

  it.each([
    ["models.tsv", "id\tfamily\n", "should have the columns"],
    ["results.tsv", "id\ttest\tvalue\na/b\tHumanEval+\tmany\n", '"many" where a number should be'],
    ["results.tsv", "id\ttest\tvalue\na/b\n", "A line of calibration/results.tsv cannot be read"],
  ])("refuses a damaged table: %s of %j", (file, text, reason) => {
    writeFileSync(join(files.tables, file), text);
    const before = written();
    expect(() => calibrate([], files)).toThrow(reason);
    expect(written()).toEqual(before);
  });

  it("refuses a table too small to fit from, and keeps the coefficients", () => {
    const [header] =
      written()[0]
        ?.split("\n")
        .filter((line) => line.startsWith("id")) ?? [];
    writeFileSync(join(files.tables, "models.tsv"), `${header}\n`);
    const before = written();
    expect(() => calibrate([], files)).toThrow("too few models");
    expect(written()).toEqual(before);
  });

  it("takes --check alone, and tells how it is used", () => {
    expect(() => calibrate(["--check", "--data", place], files)).toThrow("cannot be given with --data");
    expect(() => calibrate(["--chekc"], files)).toThrow("--chekc");
    expect(calibrate(["--help"], files)).toContain("npm run calibrate -- --data FOLDER");
    expect(calibrate(["-h"], files)).toContain("--check");
  });

  it("ends with 1 and the sentence alone where it cannot be done", async () => {
    const missing = join(place, "nowhere");
    const ended = await new Promise<{ code: unknown; errors: string }>((done) => {
      const args = [join(root, "calibration/main.ts"), "--data", missing];
      execFile(process.execPath, args, (error, _out, errors) => done({ code: error?.code, errors }));
    });
    expect(ended).toEqual({
      code: 1,
      errors: `hub/created-at.json of ${missing} cannot be read: there is no such file.\n`,
    });
  });
});
