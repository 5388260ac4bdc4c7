import { describe, expect, it } from "vitest";
import { NotJudgedError } from "../../src/verification/checkers/check.ts";
import { codeIn, isCode } from "../../src/verification/checkers/code.ts";
import type { CodeOutcome, CodeRun } from "../../src/verification/checkers/sandbox/messages.ts";
import { createSandbox } from "../../src/verification/checkers/sandbox/sandbox.ts";
import { anyFault, judged } from "../support/judged.ts";

/** With limits that are soon reached; whatever is right stays far below them. */
const sandbox = createSandbox({ limits: { interrupts: 200, memoryBytes: 8 * 1_024 * 1_024 } });
const check = isCode({
  name: "pairs",
  tests: [
    { given: [[1, 2, 3], 4], result: [[1, 3]] },
    { given: [[2, 2], 4], result: [[2, 2]] },
    { given: [[], 1], result: [] },
  ],
  run: sandbox.run,
});
const body = `{
  const found = [];
  numbers.forEach((a, at) => numbers.slice(at + 1).forEach((b) => a + b === sum && found.push([a, b])));
  return found;
}`;
const whole = `function pairs(numbers, sum) ${body}`;

describe("code that was asked for", () => {
  it.each([
    ["bare", whole],
    ["in a block", `\`\`\`javascript\n${whole}\n\`\`\``],
    ["in a block without a language", `Here you are:\n\n\`\`\`\n${whole}\n\`\`\`\nDone.`],
    ["in a block that is not closed", `\`\`\`js\n${whole}`],
    ["as an arrow", `const pairs = (numbers, sum) => ${body};`],
    ["as a module", `export default ${whole}`],
    ["as another module", `${whole}\nexport { pairs };`],
    ["as an older module", `module.exports = { pairs: function (numbers, sum) ${body} };`],
    [
      "with an example behind it",
      `\`\`\`js\n${whole}\nconsole.log(pairs([1, 3], 4));\n\`\`\`\nUse it:\n\`\`\`js\npairs([1], 2);\n\`\`\``,
    ],
    ["with a shell's order before it", `\`\`\`bash\nnode pairs.js\n\`\`\`\n\`\`\`js\n${whole}\n\`\`\``],
    ["in TypeScript's fence", `~~~js\n${whole}\n~~~`],
    ["after thoughts", `<think>function pairs() { wrong }</think>\n${whole}`],
    ["better the second time", `\`\`\`js\nfunction pairs() { return 1 }\n\`\`\`\nBetter:\n\`\`\`js\n${whole}\n\`\`\``],
  ])("passes %s", async (_what, text) => {
    expect(await judged(check, text)).toBe("right");
  });

  it.each([
    ["wrong results", "function pairs() { return []; }"],
    ["results that are nearly right", whole.replace("=== sum", ">= sum")],
    ["another name", whole.replace("pairs", "couples")],
    ["no function", "const pairs = [[1, 3]];"],
    ["a syntax error", whole.replace("{", "{{")],
    ["Python", "def pairs(numbers, sum):\n    return []"],
    ["types", "function pairs(numbers: number[], sum: number) { return []; }"],
    ["words", "I would go through all numbers and add them up."],
    ["nothing", ""],
    ["an empty block", "```js\n```"],
    ["a promise", `async ${whole}`],
    ["changed arguments", whole.replace("return found", "numbers.push(0); return found")],
    ["a set in place of an array", whole.replace("return found", "return new Set(found)")],
    ["text in place of values", whole.replace("return found", "return JSON.stringify(found)")],
    ["a throw", "function pairs() { throw new Error('isRight: true'); }"],
    ["a throw with a trap", "function pairs() { throw { get message() { for (;;); }, toString() { for (;;); } }; }"],
    ["nothing that JSON knows", "function pairs() { return undefined; }"],
    ["what is no number", "function pairs() { return [NaN, Infinity, -0]; }"],
    ["itself in itself", "function pairs() { const a = []; a.push(a); return a; }"],
    ["more than anybody reads", "function pairs() { return 'x'.repeat(1e7); }"],
    [
      "a list without an end",
      "function pairs() { return new Proxy([], { get: (_, key) => (key === 'length' ? 1e9 : 1) }); }",
    ],
    [
      "keys without an end",
      "function pairs() { const o = {}; for (let i = 0; i < 1e5; i += 1) o['key' + i] = i; return o; }",
    ],
  ])("fails with %s", async (_what, text) => {
    expect(await judged(check, text)).toMatch(anyFault);
  });

  it.each([
    ["JSON.stringify", "JSON.stringify = () => '[[[1,3]],[[1,2,3],4]]';"],
    ["JSON.parse", "JSON.parse = () => [];"],
    ["toJSON", "Object.prototype.toJSON = Array.prototype.toJSON = () => [[1, 3]];"],
    ["Object.is", "Object.is = () => true; Object.prototype.valueOf = () => true;"],
    ["arrays", "Array.prototype.push = Array.prototype.every = () => true; Array.isArray = () => true;"],
    ["iterators", "Array.prototype[Symbol.iterator] = function* () {};"],
    ["Reflect", "Reflect.apply = () => [[1, 3]]; Function.prototype.call = Function.prototype.apply = () => [[1, 3]];"],
    ["Object.keys", "Object.keys = () => []; Object.prototype.toString = () => '[object Object]';"],
    ["texts", "String.prototype.toString = Number.prototype.toString = () => '[[1,3]]'; Number.isFinite = () => true;"],
    ["setters", "for (const k of [0, 1, '$']) Object.defineProperty(Object.prototype, k, { set() {}, get: () => 7 });"],
    ["globals", "globalThis.pairs = 1; globalThis.JSON = null; globalThis.Object = null; globalThis.Reflect = null;"],
    [
      "comparison",
      "Symbol.toPrimitive; Array.prototype.toString = () => 'PASS'; var isRight = true, result = true, tests = [];",
    ],
  ])("does not pass by changing %s", async (_what, poison) => {
    expect(await judged(check, `${poison}\nfunction pairs() { return [[0, 0]]; }`)).toMatch(anyFault);
  });

  it.each([
    ["this program", "process.exit(0)"],
    ["modules", "require('node:fs').readFileSync('/etc/passwd')"],
    ["an import", "import('node:fs')"],
    ["the thread", "globalThis.constructor.constructor('return process')().exit()"],
    [
      "a way out by an error",
      "(() => { try { null.x; } catch (e) { e.constructor.constructor('return process')().exit(); } })()",
    ],
    ["the network", "fetch('http://127.0.0.1')"],
    ["timers", "setTimeout(() => {}, 1)"],
    ["memory that is shared", "new WebAssembly.Memory({ initial: 1 })"],
    ["the system", "std.exit(1); os.exec(['true'])"],
  ])("finds no way to %s", async (_what, attempt) => {
    const text = `function pairs(numbers, sum) { ${attempt}; return 'escaped'; }`;
    expect(await judged(check, text)).toMatch(anyFault);
    expect(await judged(check, whole)).toBe("right");
  });

  it("says whether there is no such function, whether it stopped, or whether it is wrong", async () => {
    expect(await judged(check, "let x = 1")).toBe("there is no such function in it");
    expect(await judged(check, "function pairs() { for (;;); }")).toMatch(/does not end/);
    expect(await judged(check, "function pairs() {}")).toBe("the code gives wrong results");
  });

  it("is looked for in text full of fences without delay", () => {
    const before = performance.now();
    for (const text of [
      "```\n".repeat(5_000),
      "export ".repeat(2_800),
      "pairs".repeat(3_900),
      "export {".repeat(2_400),
    ]) {
      codeIn(text, "pairs");
    }
    expect(performance.now() - before).toBeLessThan(500);
  });
});

describe("a sandbox that does not start", () => {
  const broken = createSandbox({ workerFile: new URL("data:text/javascript,throw 1") });

  it("says so, and holds it against no code", async () => {
    expect(await broken.run({ code: whole, name: "pairs", calls: [] })).toEqual({ kind: "not-run" });
    const unjudged = isCode({ name: "pairs", tests: [{ given: [[], 1], result: [] }], run: broken.run });
    await expect(judged(unjudged, whole)).rejects.toThrow(NotJudgedError);
  });
});

describe("the sandbox", () => {
  const run = (code: string, { runs = sandbox } = {}): Promise<CodeOutcome> => {
    const asked: CodeRun = { code, name: "f", calls: ["[1]"] };
    return runs.run(asked);
  };

  it("counts steps, so that the same code comes to its limit at the same place on every machine", async () => {
    const loop = (turns: number) =>
      `function f() { let n = 0; for (let i = 0; i < ${turns}; i += 1) n += i % 7; return n > 0; }`;
    const options = { runs: createSandbox({ limits: { interrupts: 20 }, patienceMs: 20_000 }) };
    expect(await run(loop(10_000), options)).toEqual({ kind: "results", results: ["[true,[1]]"] });
    expect(await run(loop(10_000_000), options)).toEqual({ kind: "stopped" });
  });

  it.each([
    ["a loop without an end", "for (;;) {}"],
    ["a loop that catches what stops it", "for (;;) { try { for (;;) {} } catch {} finally { continue; } }"],
    ["recursion", "function r() { return r() + 1; } r();"],
    ["text that doubles", "let s = 'x'; for (;;) s += s;"],
    ["an array that grows", "const a = []; for (;;) a.push('xy');"],
    ["arrays as large as there are", "const a = []; for (;;) a.push(new Array(1e6).fill(1));"],
    ["a pattern that tries all ways", "/^(a+)+$/.test('a'.repeat(60) + 'b');"],
    ["brackets within brackets", "JSON.parse('['.repeat(1e6));"],
    ["numbers without an end", "let n = 3n; for (;;) n *= n;"],
    ["promises without an end", "const p = () => Promise.resolve().then(p); p(); throw 1;"],
    ["generators", "function* g() { yield* g(); } [...g()];"],
    ["a sort that never ends", "new Array(1e7).fill(0).sort(() => Math.random() - 0.5);"],
  ])("ends %s, and runs other code afterwards", async (_what, code) => {
    expect(await run(`function f() { return 1; }\n${code}`)).toEqual({ kind: "stopped" });
    expect(await run("function f(x) { return x + 1; }")).toEqual({ kind: "results", results: ["[2,[1]]"] });
  });

  it("ends by the clock what counts no steps, and runs other code afterwards", async () => {
    const impatient = createSandbox({ patienceMs: 400 });
    // A search without an end; a memory that is full of what has to be looked through again and again.
    for (const code of ["[].indexOf.call({ length: 2 ** 53 - 1 }, 1);", "const a = []; for (;;) a.push(a.slice());"]) {
      expect(await impatient.run({ code, name: "f", calls: [] })).toEqual({ kind: "stopped" });
    }
    expect(await impatient.run({ code: "function f() {}", name: "f", calls: [] })).toEqual({
      kind: "results",
      results: [],
    });
  });

  it("gives every run a context of its own", async () => {
    await run("globalThis.left = 1; Object.prototype.left = 1; function f() {}");
    expect(await run("function f() { return [typeof left, typeof {}.left]; }")).toEqual({
      kind: "results",
      results: ['[["undefined","undefined"],[1]]'],
    });
  });

  it("runs what is asked at once one after another", async () => {
    const codes = Array.from({ length: 20 }, (_, at) => (at % 5 === 4 ? "for (;;) {}" : `const f = () => ${at};`));
    const outcomes = await Promise.all(codes.map((code) => run(code)));
    expect(outcomes.map(({ kind }) => kind)).toEqual(
      codes.map((code) => (code.includes("for") ? "stopped" : "results")),
    );
  });
});
