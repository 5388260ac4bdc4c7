import { spawn } from "node:child_process";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";

const root = join(import.meta.dirname, "..", "..");
let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "demo-test-"));
});

afterEach(async () => {
  await rm(folder, { recursive: true });
});

function run(...words: string[]): Promise<{ code: number | null; output: string }> {
  const child = spawn(process.execPath, words, { cwd: root, env: { ...process.env, TMPDIR: folder, NO_COLOR: "1" } });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => {
      output += text;
    });
  }
  return new Promise((resolve) => child.once("close", (code) => resolve({ code, output })));
}

it("plays the demo to its end, and leaves nothing behind", async () => {
  const { code, output } = await run("demo/main.ts", "--once");
  expect({ code, output }).toMatchObject({ code: 0 });
  const commands = [...output.matchAll(/^\$ modelvane (\S+)/gm)].map(([, command]) => command);
  expect(commands).toEqual(["update", "update", "update", "rollback"]);
  const [, best, closed] = /best chat model just now is (\S+), served by (\S+)\.\n/.exec(output) ?? [];
  const [, next, host] = /^Chats go to (\S+) on (\S+) now/m.exec(output) ?? [];
  expect(best).toBeTruthy();
  expect(next).toBeTruthy();
  expect(host).not.toBe(closed);
  expect(output).toContain("npm run -s modelvane -- update --dry-run");
  expect(await readdir(folder)).toEqual([]);
});

it("says which command failed", async () => {
  const script = `
    import { createCommandLine } from "./demo/command-line.ts";
    const modelvane = createCommandLine({ home: ".", environment: {}, signal: new AbortController().signal });
    await modelvane("no-such-command").catch((error) => console.log("told:", error.message));`;
  const { output } = await run("--input-type=module", "--eval", script);
  expect(output).toContain('told: "modelvane no-such-command" failed (exit 2)');
});
