import { codeProbe } from "./code-probe.ts";

export const smoke = codeProbe({
  id: "code-smoke",
  call: "sumOfSquares(numbers)",
  does: "returns the sum of the squares of an array's numbers, and 0 for an empty array.",
  tests: [
    [[[1, 2, 3]], 14],
    [[[]], 0],
    [[[-4, 0.5]], 16.25],
  ],
  reference: "function sumOfSquares(numbers) {\n  return numbers.reduce((sum, each) => sum + each * each, 0);\n}",
});

/** A line or two. */
export const easy = [
  codeProbe({
    id: "code-1",
    call: "countVowels(text)",
    does: "returns how many of a string's characters are one of a, e, i, o, u, in lower or upper case.",
    tests: [
      [["Unbelievable Ape"], 8],
      [["rhythm"], 0],
      [[""], 0],
      [["AEIOUaeiouy"], 10],
    ],
    reference: "function countVowels(text) {\n  return (text.match(/[aeiou]/gi) || []).length;\n}",
  }),
  codeProbe({
    id: "code-2",
    call: "secondLargest(numbers)",
    does: "returns the second largest of an array's different values, or null where there are fewer than two different values.",
    tests: [
      [[[3, 9, 9, 4]], 4],
      [[[5, 5]], null],
      [[[]], null],
      [[[-1, -8, -3]], -3],
      [[[10, 2, 100]], 10],
    ],
    reference:
      "function secondLargest(numbers) {\n  const sorted = [...new Set(numbers)].sort((a, b) => b - a);\n  return sorted.length < 2 ? null : sorted[1];\n}",
  }),
  codeProbe({
    id: "code-3",
    call: "initials(name)",
    does: 'returns the first letters of all words of a name as capitals with a full stop behind each and no spaces ("ada king" gives "A.K."); words may be parted by several spaces.',
    tests: [
      [["grace brewster hopper"], "G.B.H."],
      [["  linus   torvalds "], "L.T."],
      [["Plato"], "P."],
      [[""], ""],
    ],
    reference:
      'function initials(name) {\n  return name.split(" ").filter(Boolean).map((word) => word[0].toUpperCase() + ".").join("");\n}',
  }),
  codeProbe({
    id: "code-4",
    call: "rotate(list, steps)",
    does: "returns a new array in which each entry has moved that many places to the right, and what leaves at the end comes in at the beginning. Steps may be negative, and more than the array is long.",
    tests: [
      [
        [[1, 2, 3, 4, 5], 2],
        [4, 5, 1, 2, 3],
      ],
      [
        [["a", "b", "c"], -1],
        ["b", "c", "a"],
      ],
      [
        [[1, 2, 3], 7],
        [3, 1, 2],
      ],
      [[[], 3], []],
      [
        [[1, 2], -5],
        [2, 1],
      ],
    ],
    reference:
      "function rotate(list, steps) {\n  const count = list.length;\n  return list.map((_, place) => list[(((place - steps) % count) + count) % count]);\n}",
  }),
  codeProbe({
    id: "code-5",
    call: "isLeapYear(year)",
    does: "returns whether a year of the Gregorian calendar is a leap year.",
    tests: [
      [[2024], true],
      [[1900], false],
      [[2000], true],
      [[2023], false],
      [[2100], false],
    ],
    reference: "const isLeapYear = (year) => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;",
  }),
  codeProbe({
    id: "code-6",
    call: "wordLengths(sentence)",
    does: "returns an object that has each different word of a sentence in lower case as a key, with its length as the value. A word is a run of the letters a to z.",
    tests: [
      [["The cat saw the Dog."], { the: 3, cat: 3, saw: 3, dog: 3 }],
      [["no-one, ever"], { no: 2, one: 3, ever: 4 }],
      [["42!"], {}],
    ],
    reference:
      "function wordLengths(sentence) {\n  const lengths = {};\n  for (const word of sentence.toLowerCase().match(/[a-z]+/g) || []) lengths[word] = word.length;\n  return lengths;\n}",
  }),
  codeProbe({
    id: "code-7",
    call: "toClock(seconds)",
    does: 'returns a whole number of seconds as hours, minutes and seconds with two digits each, with colons between them ("01:01:05" for 3665); hours may have more digits.',
    tests: [
      [[0], "00:00:00"],
      [[59], "00:00:59"],
      [[86_399], "23:59:59"],
      [[445_266], "123:41:06"],
    ],
    reference:
      'function toClock(seconds) {\n  const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];\n  return parts.map((part) => String(part).padStart(2, "0")).join(":");\n}',
  }),
];
