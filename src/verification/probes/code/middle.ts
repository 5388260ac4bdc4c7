import { codeProbe } from "./code-probe.ts";

/** A loop and some care for the corners. */
export const middle = [
  codeProbe({
    id: "code-8",
    call: "runLengths(text)",
    does: 'returns a string in which each run of the same character is replaced by the character and the length of the run; a run of one has no number ("aaab" gives "a3b").',
    tests: [
      [["aaabccdddd"], "a3bc2d4"],
      [[""], ""],
      [["abc"], "abc"],
      [["zzzzzzzzzzzz"], "z12"],
      [["aAa"], "aAa"],
    ],
    reference:
      "function runLengths(text) {\n  return text.replace(/(.)\\1*/gs, (run, letter) => letter + (run.length > 1 ? run.length : ''));\n}",
  }),
  codeProbe({
    id: "code-9",
    call: "toRoman(number)",
    does: "returns a whole number from 1 to 3999 in Roman numerals.",
    tests: [
      [[4], "IV"],
      [[1994], "MCMXCIV"],
      [[3999], "MMMCMXCIX"],
      [[40], "XL"],
      [[888], "DCCCLXXXVIII"],
    ],
    reference: `function toRoman(number) {
  const signs = [[1000, "M"], [900, "CM"], [500, "D"], [400, "CD"], [100, "C"], [90, "XC"], [50, "L"], [40, "XL"], [10, "X"], [9, "IX"], [5, "V"], [4, "IV"], [1, "I"]];
  let text = "";
  for (const [value, sign] of signs) {
    while (number >= value) {
      text += sign;
      number -= value;
    }
  }
  return text;
}`,
  }),
  codeProbe({
    id: "code-10",
    call: "isBalanced(text)",
    does: "returns whether all round, square and curly brackets of a string are closed in the right order; all other characters count for nothing.",
    tests: [
      [["{[()]}"], true],
      [["([)]"], false],
      [["f(a[1]) { }"], true],
      [["(("], false],
      [["]"], false],
      [[""], true],
    ],
    reference: `function isBalanced(text) {
  const pairs = { ")": "(", "]": "[", "}": "{" };
  const open = [];
  for (const sign of text) {
    if ("([{".includes(sign)) open.push(sign);
    else if (pairs[sign] && open.pop() !== pairs[sign]) return false;
  }
  return open.length === 0;
}`,
  }),
  codeProbe({
    id: "code-11",
    call: "mergeRanges(ranges)",
    does: "takes an array of pairs [start, end] of numbers in any order and returns the pairs sorted by their start, with those that overlap or touch made one.",
    tests: [
      [
        [
          [
            [8, 10],
            [1, 3],
            [2, 6],
          ],
        ],
        [
          [1, 6],
          [8, 10],
        ],
      ],
      [
        [
          [
            [1, 4],
            [4, 5],
          ],
        ],
        [[1, 5]],
      ],
      [[[]], []],
      [
        [
          [
            [1, 10],
            [2, 3],
            [11, 12],
          ],
        ],
        [
          [1, 10],
          [11, 12],
        ],
      ],
      [
        [
          [
            [10, 11],
            [2, 2],
          ],
        ],
        [
          [2, 2],
          [10, 11],
        ],
      ],
    ],
    reference: `function mergeRanges(ranges) {
  const merged = [];
  for (const [start, end] of [...ranges].sort((a, b) => a[0] - b[0])) {
    const last = merged[merged.length - 1];
    if (last && start <= last[1]) last[1] = Math.max(last[1], end);
    else merged.push([start, end]);
  }
  return merged;
}`,
  }),
  codeProbe({
    id: "code-12",
    call: "flattenKeys(object)",
    does: 'takes an object of nested plain objects and returns a flat object whose keys are the paths with full stops between them ({ a: { b: 1 } } gives { "a.b": 1 }). Arrays and null are values; an empty object stands for nothing and is left out.',
    tests: [
      [[{ a: { b: { c: 1 }, d: [1, { x: 2 }] }, e: null }], { "a.b.c": 1, "a.d": [1, { x: 2 }], e: null }],
      [[{}], {}],
      [[{ p: {}, q: "s" }], { q: "s" }],
    ],
    reference: `function flattenKeys(object, before = "") {
  const flat = {};
  for (const [key, value] of Object.entries(object)) {
    const isNested = typeof value === "object" && value !== null && !Array.isArray(value);
    if (isNested) Object.assign(flat, flattenKeys(value, before + key + "."));
    else flat[before + key] = value;
  }
  return flat;
}`,
  }),
  codeProbe({
    id: "code-13",
    call: "groupAnagrams(words)",
    does: "takes an array of words in lower case and returns an array of groups of those made of the same letters. Words in a group, and groups by their first word, keep the order in which they came.",
    tests: [
      [[["tea", "tan", "eat", "bat", "nat", "ate"]], [["tea", "eat", "ate"], ["tan", "nat"], ["bat"]]],
      [[[]], []],
      [[["a", "b", "a"]], [["a", "a"], ["b"]]],
    ],
    reference: `function groupAnagrams(words) {
  const groups = new Map();
  for (const word of words) {
    const key = [...word].sort().join("");
    if (!groups.has(key)) groups.set(key, []);
    groups.get(key).push(word);
  }
  return [...groups.values()];
}`,
  }),
  codeProbe({
    id: "code-14",
    call: "spiral(matrix)",
    does: "returns the values of a rectangular array of rows in the order of a spiral, which begins at the top left and turns clockwise to the inside.",
    tests: [
      [
        [
          [
            [1, 2, 3],
            [4, 5, 6],
            [7, 8, 9],
          ],
        ],
        [1, 2, 3, 6, 9, 8, 7, 4, 5],
      ],
      [[[[1, 2, 3, 4]]], [1, 2, 3, 4]],
      [[[[1], [2], [3]]], [1, 2, 3]],
      [[[]], []],
      [
        [
          [
            [1, 2, 3, 4],
            [5, 6, 7, 8],
            [9, 10, 11, 12],
          ],
        ],
        [1, 2, 3, 4, 8, 12, 11, 10, 9, 5, 6, 7],
      ],
    ],
    reference: `function spiral(matrix) {
  let rows = matrix.map((row) => [...row]);
  const values = [];
  while (rows.length > 0) {
    values.push(...rows.shift());
    rows = rows.length === 0 ? [] : rows[0].map((_, column) => rows.map((row) => row[column])).reverse();
  }
  return values;
}`,
  }),
];
