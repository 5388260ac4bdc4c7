import { execFile } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startWorld, type World } from "../../demo/world/world.ts";
import type { Diagnosis } from "../../src/operations/doctor.ts";
import { createTemporaryHome } from "../support/temporary-home.ts";

const run = promisify(execFile);
const root = resolve(import.meta.dirname, "../..");

/** What npm hands to scripts would steer the npm that we start ourselves. */
const environment = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith("npm_")));

let world: World;
let folder: string;
let removeFolder: () => void;
let tarball: string;

beforeAll(async () => {
  world = await startWorld({ hasOllama: true });
  ({ home: folder, remove: removeFolder } = createTemporaryHome());
  await run("npm", ["pack", "--pack-destination", folder], { cwd: root, env: environment });
  tarball = readdirSync(folder).find((name) => name.endsWith(".tgz")) ?? "";
  const project = join(folder, "project");
  mkdirSync(project);
  writeFileSync(join(project, "package.json"), JSON.stringify({ name: "empty", version: "1.0.0", private: true }));
  const words = ["install", "--prefer-offline", "--no-audit", "--no-fund", join(folder, tarball)];
  await run("npm", words, { cwd: project, env: environment });
}, 120_000);

afterAll(async () => {
  await world.stop();
  removeFolder();
});

/** Runs the installed command in the empty project. */
async function modelvane(...words: string[]): Promise<string> {
  const cwd = join(folder, "project");
  const command = join(cwd, "node_modules", ".bin", "modelvane");
  const { stdout } = await run(command, words, { cwd, env: { ...environment, ...world.environment } });
  return stdout;
}

describe("the package", () => {
  it("holds compiled JavaScript and no sources, tests or data of a checkout", async () => {
    const { stdout } = await run("tar", ["-tzf", join(folder, tarball)]);
    const files = stdout.trim().split("\n");
    expect(files).toContain("package/dist/bin/modelvane.js");
    expect(files.filter((file) => /\.ts$|\/test\/|\/demo\/|models\.json$|^package\/history\//.test(file))).toEqual([]);
  });

  it("runs doctor in an empty folder", async () => {
    const diagnosis = JSON.parse(await modelvane("doctor", "--json")) as Diagnosis;
    expect(diagnosis.healthy).toBe(true);
    expect(diagnosis.findings.map((finding) => finding.check)).toContain("Servers reachable");
  });

  it("updates from an empty folder", async () => {
    expect(await modelvane("update")).toContain("Applied as revision 2.");
    expect(existsSync(join(folder, "project", "config", "models.json"))).toBe(true);
    expect(existsSync(join(folder, "project", "config", "policy.schema.json"))).toBe(true);
  });

  it("knows its version", async () => {
    expect((await modelvane("--version")).trim()).toMatch(/^\d+\.\d+\.\d+$/);
  });
});
