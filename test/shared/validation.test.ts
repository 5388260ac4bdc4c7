import { expect, it } from "vitest";
import { z } from "zod";
import { describeIssue } from "../../src/shared/validation.ts";

const schema = z.strictObject({
  list: z.array(z.strictObject({ size: z.number() })),
  names: z.record(z.string().min(2, "expected two letters or more"), z.string()).optional(),
});

function describe(document: unknown): string[] {
  return schema.safeParse(document, { reportInput: true }).error?.issues.map(describeIssue) ?? [];
}

it("names the path through lists, what was expected, and what stands there", () => {
  expect(describe({ list: [{ size: 1 }, { size: "big" }] })).toEqual([
    'list.1.size: expected number, received string, but it is "big"',
  ]);
});

it("says of a missing key what was expected, without showing a value", () => {
  expect(describe({})).toEqual(["list: expected array, received undefined"]);
});

it("names each unknown key with its path", () => {
  expect(describe({ list: [{ size: 1, colour: "red", sise: 2 }] })).toEqual([
    "list.0.colour, list.0.sise: is not a known key; check its spelling or remove it",
  ]);
});

it("says what a name should be where it is none", () => {
  expect(describe({ list: [], names: { b: "x" } })).toEqual([
    "names.b: is not a known name: expected two letters or more",
  ]);
});

it("cuts a long value short", () => {
  const [line = ""] = describe({ list: "x".repeat(5_000) });
  expect(line.length).toBeLessThan(140);
  expect(line).toMatch(/\.\.\.$/);
});
