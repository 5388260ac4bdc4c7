import { codeProbe } from "./code-probe.ts";

/** An algorithm, or rules that are easily half understood. */
export const hard = [
  codeProbe({
    id: "code-15",
    call: "calculate(formula)",
    does: "returns the value of a formula of numbers (which may have decimals), +, -, *, /, round brackets and spaces, by the usual order of operations; a minus may also stand before a number or a bracket. It does not use eval or Function.",
    tests: [
      [["2 + 3 * 4"], 14],
      [["(2 + 3) * 4"], 20],
      [["-3 * (4 - 6) / 2"], 3],
      [["10 / 4 - 0.5"], 2],
      [["2 - 3 - 4"], -5],
      [["-(1 + 2) * -2"], 6],
      [["100 / 5 / 2"], 10],
    ],
    reference: `function calculate(formula) {
  const tokens = formula.match(/\\d+(?:\\.\\d+)?|[-+*/()]/g) || [];
  let place = 0;
  function factor() {
    const token = tokens[place++];
    if (token === "-") return -factor();
    if (token !== "(") return Number(token);
    const value = sum();
    place += 1;
    return value;
  }
  function product() {
    let value = factor();
    while (tokens[place] === "*" || tokens[place] === "/") value = tokens[place++] === "*" ? value * factor() : value / factor();
    return value;
  }
  function sum() {
    let value = product();
    while (tokens[place] === "+" || tokens[place] === "-") value = tokens[place++] === "+" ? value + product() : value - product();
    return value;
  }
  return sum();
}`,
  }),
  codeProbe({
    id: "code-16",
    call: "shortestPath(grid)",
    does: "takes an array of strings of the same length, in which # is a wall and any other character is free, and returns the number of steps (up, down, left, right) of the shortest way from the top left to the bottom right, or -1 where there is none or one of the two is a wall.",
    tests: [
      [[["..", ".."]], 2],
      [[[".#.", ".#.", "..."]], 4],
      [[[".#", "#."]], -1],
      [[["#"]], -1],
      [[["."]], 0],
      [[["...#...", "##.#.#.", "...#.#.", ".###.#.", ".....#."]], 22],
    ],
    reference: `function shortestPath(grid) {
  const isFree = (y, x) => grid[y] !== undefined && grid[y][x] !== undefined && grid[y][x] !== "#";
  const [height, width] = [grid.length, grid[0].length];
  if (!isFree(0, 0) || !isFree(height - 1, width - 1)) return -1;
  const seen = new Set(["0,0"]);
  let border = [[0, 0]];
  for (let steps = 0; border.length > 0; steps += 1) {
    const next = [];
    for (const [y, x] of border) {
      if (y === height - 1 && x === width - 1) return steps;
      for (const [a, b] of [[y + 1, x], [y - 1, x], [y, x + 1], [y, x - 1]]) {
        if (!isFree(a, b) || seen.has(a + "," + b)) continue;
        seen.add(a + "," + b);
        next.push([a, b]);
      }
    }
    border = next;
  }
  return -1;
}`,
  }),
  codeProbe({
    id: "code-17",
    call: "parseCsv(text)",
    does: 'returns the rows of comma-separated text as arrays of strings. Lines end with \\n. A field may stand in double quotes; it may then hold commas and line ends, and "" in it stands for one double quote. An empty text has no rows, and a line end at the very end begins no row.',
    tests: [
      [
        ['a,b\n1,"x, y"\n'],
        [
          ["a", "b"],
          ["1", "x, y"],
        ],
      ],
      [[""], []],
      [['"he said ""no""",2'], [['he said "no"', "2"]]],
      [['"two\nlines",,\nz'], [["two\nlines", "", ""], ["z"]]],
    ],
    reference: `function parseCsv(text) {
  const rows = [];
  let row = [], field = "", isQuoted = false;
  for (let place = 0; place < text.length; place += 1) {
    const sign = text[place];
    if (isQuoted) {
      if (sign !== '"') field += sign;
      else if (text[place + 1] === '"') { field += '"'; place += 1; }
      else isQuoted = false;
    } else if (sign === '"') isQuoted = true;
    else if (sign === "," || sign === "\\n") {
      row.push(field);
      field = "";
      if (sign === "\\n") { rows.push(row); row = []; }
    } else field += sign;
  }
  if (text !== "" && !text.endsWith("\\n")) rows.push([...row, field]);
  return rows;
}`,
  }),
  codeProbe({
    id: "code-18",
    call: "editDistance(a, b)",
    does: "returns the smallest number of characters that have to be put in, taken out or replaced to turn one string into the other; two neighbouring characters that change places count as one change as well, where neither is changed otherwise.",
    tests: [
      [["kitten", "sitting"], 3],
      [["", "abc"], 3],
      [["form", "from"], 1],
      [["same", "same"], 0],
      [["teh cat", "the act"], 2],
      [["ca", "abc"], 3],
    ],
    reference: `function editDistance(a, b) {
  const rows = [];
  for (let i = 0; i <= a.length; i += 1) {
    rows[i] = [i];
    for (let j = 1; j <= b.length; j += 1) {
      if (i === 0) { rows[0][j] = j; continue; }
      let best = Math.min(rows[i - 1][j] + 1, rows[i][j - 1] + 1, rows[i - 1][j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) best = Math.min(best, rows[i - 2][j - 2] + 1);
      rows[i][j] = best;
    }
  }
  return rows[a.length][b.length];
}`,
  }),
  codeProbe({
    id: "code-19",
    call: "orderTasks(needs)",
    does: "takes an object whose keys are names of tasks, each with an array of the tasks that have to be done before it (all of them are keys as well), and returns all tasks in an order in which that holds; among those that could come next, the alphabetically first comes first. Where there is no such order it returns null.",
    tests: [
      [[{ serve: ["cook", "table"], cook: ["shop"], shop: [], table: [] }], ["shop", "cook", "table", "serve"]],
      [[{ a: ["b"], b: ["a"] }], null],
      [[{}], []],
      [[{ c: [], b: ["c"], a: ["c"], d: [] }], ["c", "a", "b", "d"]],
    ],
    reference: `function orderTasks(needs) {
  const order = [];
  const left = new Set(Object.keys(needs).sort());
  while (left.size > 0) {
    const next = [...left].find((task) => needs[task].every((each) => !left.has(each)));
    if (next === undefined) return null;
    left.delete(next);
    order.push(next);
  }
  return order;
}`,
  }),
  codeProbe({
    id: "code-20",
    call: "coinWays(amount, coins)",
    does: "returns in how many ways an amount can be made of coins of the given different values, each of which may be used any number of times; the order of the coins does not matter, and there is one way to make 0.",
    tests: [
      [[10, [1, 2, 5]], 10],
      [[0, [3]], 1],
      [[3, [2]], 0],
      [[500, [1, 2, 5, 10, 20, 50, 100, 200]], 6_295_434],
      [[7, []], 0],
    ],
    reference: `function coinWays(amount, coins) {
  const ways = [1, ...new Array(amount).fill(0)];
  for (const coin of coins) for (let sum = coin; sum <= amount; sum += 1) ways[sum] += ways[sum - coin];
  return ways[amount];
}`,
  }),
  codeProbe({
    id: "code-21",
    call: "addDecimals(a, b)",
    does: 'adds two non-negative decimal numbers that are given as strings of any length ("0.1", "12345678901234567890") and returns the exact sum as a string, without zeros at the beginning (but one before a decimal point) and without zeros, or a point, at the end of the decimals.',
    tests: [
      [["0.1", "0.2"], "0.3"],
      [["99999999999999999999", "1"], "100000000000000000000"],
      [["1.5", "2.50"], "4"],
      [["0", "0.0"], "0"],
      [["0.0000000000000000000000001", "10"], "10.0000000000000000000000001"],
    ],
    reference: `function addDecimals(a, b) {
  const [wholeA, decimalsA = ""] = a.split(".");
  const [wholeB, decimalsB = ""] = b.split(".");
  const places = Math.max(decimalsA.length, decimalsB.length);
  const sum = BigInt(wholeA + decimalsA.padEnd(places, "0")) + BigInt(wholeB + decimalsB.padEnd(places, "0"));
  const digits = String(sum).padStart(places + 1, "0");
  const [whole, decimals] = [digits.slice(0, digits.length - places), digits.slice(digits.length - places)];
  const kept = decimals.replace(/0+$/, "");
  return kept === "" ? whole : whole + "." + kept;
}`,
  }),
  codeProbe({
    id: "code-22",
    call: "queens(size)",
    does: "returns in how many ways so many queens can be put on a chessboard of size by size fields so that none attacks another.",
    tests: [
      [[1], 1],
      [[2], 0],
      [[4], 2],
      [[6], 4],
      [[8], 92],
    ],
    reference: `function queens(size, row = 0, columns = 0, left = 0, right = 0) {
  if (row === size) return 1;
  let ways = 0;
  for (let column = 0; column < size; column += 1) {
    const bit = 1 << column;
    if ((columns | left | right) & bit) continue;
    ways += queens(size, row + 1, columns | bit, (left | bit) << 1, (right | bit) >> 1);
  }
  return ways;
}`,
  }),
];
