import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { type AddressInfo, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { sourceEnvironment } from "../support/source-environment.ts";

const root = join(import.meta.dirname, "..", "..");
let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "demo-test-"));
});

afterEach(async () => {
  await rm(folder, { recursive: true });
});

function run(...words: string[]): Promise<{ code: number | null; output: string }> {
  const child = spawn(process.execPath, words, {
    cwd: root,
    env: { ...sourceEnvironment(), TMPDIR: folder, NO_COLOR: "1" },
  });
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
  const kept = ["watch", "watch", "trial", "trial", "watch"];
  expect(commands).toEqual(["update", "update", "update", "rollback", "ask", "ask", "update", "rank", ...kept]);
  const [, best, closed] = /best chat model just now is (\S+), served by (\S+)\.\n/.exec(output) ?? [];
  const [, next, host] = /^Chats go to (\S+) on (\S+) now/m.exec(output) ?? [];
  expect(best).toBeTruthy();
  expect(next).toBeTruthy();
  expect(host).not.toBe(closed);
  const answering = [...output.matchAll(/^(\S+) on (\S+) answered/gm)].map(([, model, place]) => ({ model, place }));
  expect(answering).toEqual([{ model: best, place: closed }, expect.not.objectContaining({ place: closed })]);
  const [chosen, promises] = ["=== 6.", "=== 7."].map((heading) => output.indexOf(heading));
  expectWhoIsChosen(output.slice(chosen, promises));
  expectKeptPromises(output.slice(promises), `${best} on ${closed}`);
  expect(output).toContain("npm run -s modelvane -- update --dry-run");
  expect(await readdir(folder)).toEqual([]);
  // As long as the demo gives itself: it is the whole program, many times over, on a machine that may be busy.
}, 90_000);

/** The good newcomer, and none of those that only look good; and why, in the ranking's own words. */
function expectWhoIsChosen(story: string): void {
  expect(story).toMatch(/^conversational +replace +modelvane-demo\/Weathercock-1 on /m);
  const ranking = story.slice(story.indexOf("$ modelvane rank")).replaceAll(/\n {4}/g, " ");
  const told = (model: string) => ranking.split("\n").find((line) => line.startsWith(`${model}: `)) ?? "";
  expect(told("modelvane-demo/Weathercock-1")).toMatch(/: place 1, .*it answered rightly.*no benchmark of this task/);
  expect(told("modelvane-demo/Crowd-Pleaser-3B")).toMatch(/: place \d\d, .* 60 are needed .*68M downloads/);
  expect(told("modelvane-demo/Hot-Air-1")).toMatch(/when it was called, it answered wrongly/);
  expect(told("modelvane-demo/Doldrums-1")).toMatch(/when it was called, it was no longer served there/);
  expect(told("Qvven/Qwen3.7-235B-A22B-Instruct")).toMatch(/: not chosen it waits for a person: .*looks like Qwen/);
}

/** What fails in use is taken back, alone; what dies unseen is replaced; of two on trial one wins and one loses. */
function expectKeptPromises(story: string, before: string): void {
  const events = [...story.matchAll(/^\d{4}-\d\d-\d\d \d\d:\d\d UTC {2}(.*)$/gm)].map(([, event = ""]) => event);
  expect(events.slice(0, 2)).toEqual([
    expect.stringMatching(
      /^conversational: modelvane-demo\/Weathercock-1 on \S+ did clearly worse in use \(after \d+ of/,
    ),
    expect.stringMatching(
      /^feature-extraction: \S+ on scaleway is no longer served by scaleway, so .* took its place\.$/,
    ),
  ]);
  expect(events[0]).toMatch(new RegExp(`, so ${before} is back\\.$`));
  expect(events.slice(2).toSorted()).toEqual([
    expect.stringMatching(/^code-generation: modelvane-demo\/Doldrums-1 on \S+ has lost its trial against /),
    expect.stringMatching(
      /^conversational: modelvane-demo\/Weathercock-1 on \S+ has won its trial against .* took its place/,
    ),
  ]);
  expect(story).toContain("24 people ask it something;\n24 get a whole answer");
  expect(story).toContain("and 240 get an answer");
}

it("says which command failed", async () => {
  const script = `
    import { createCommandLine } from "./demo/command-line.ts";
    const modelvane = createCommandLine({ home: ".", environment: {}, signal: new AbortController().signal });
    await modelvane("no-such-command").catch((error) => console.log("told:", error.message));`;
  const { output } = await run("--input-type=module", "--eval", script);
  expect(output).toContain('told: "modelvane no-such-command" failed (exit 2)');
});

it.each([
  [["--nonsense"], "Unknown option '--nonsense'"],
  [["now"], "Unexpected argument 'now'"],
  [["--port", "x"], '--port wants a number from 0 to 65535, not "x".'],
  [["--port", "70000"], '--port wants a number from 0 to 65535, not "70000".'],
])("says what is wrong with the call %j", async (words, sentence) => {
  const { code, output } = await run("demo/main.ts", ...words);
  expect(code).toBe(2);
  expect(output.startsWith(sentence)).toBe(true);
  expect(output).toContain("npm run demo -- --once");
});

describe("the page", () => {
  /** Starts the demo with its page, and resolves with the page's address as soon as it is told. */
  function startLive(...words: string[]) {
    const child = spawn(process.execPath, ["demo/main.ts", ...words], {
      cwd: root,
      env: { ...sourceEnvironment(), TMPDIR: folder },
      stdio: ["ignore", "pipe", "pipe"],
    });
    let output = "";
    const ended = new Promise<{ code: number | null; output: string }>((resolve) =>
      child.once("close", (code) => resolve({ code, output })),
    );
    const address = new Promise<string>((resolve, reject) => {
      for (const stream of [child.stdout, child.stderr]) {
        stream.setEncoding("utf8").on("data", (text: string) => {
          output += text;
          const [, found] = /^Open (\S+) in a browser\. Ctrl\+C ends it\.$/m.exec(output) ?? [];
          if (found) resolve(found);
        });
      }
      void ended.then(() => reject(new Error(output)));
    });
    return { child, address, ended };
  }

  it("is open until Ctrl+C, and leaves nothing behind", async () => {
    const { child, address, ended } = startLive("--port", "0");
    const response = await fetch(await address);
    expect(await response.text()).toContain("Modelvane demo");
    expect(await readdir(folder)).toHaveLength(1);
    child.kill("SIGINT");
    expect(await ended).toMatchObject({ code: 0 });
    expect(await readdir(folder)).toEqual([]);
  });

  it("says so where its port is taken", async () => {
    const taken = createServer().listen(0, "127.0.0.1");
    await once(taken, "listening");
    const { port } = taken.address() as AddressInfo;
    const { address, ended } = startLive("--port", String(port));
    await expect(address).rejects.toThrow("EADDRINUSE");
    expect(await ended).toMatchObject({
      code: 1,
      output: `\nThe demo stopped: Port ${port} cannot be used (EADDRINUSE). Choose another one with --port.\n`,
    });
    taken.close();
    expect(await readdir(folder)).toEqual([]);
  });
});
