/** How many ">" stand at a line's beginning, and what stands behind them; `most` are looked for. */
export function unquoted(line: string, most: number = Number.POSITIVE_INFINITY): { depth: number; rest: string } {
  const mark = / {0,3}> ?/y;
  let depth = 0;
  let end = 0;
  while (depth < most && mark.test(line)) {
    depth += 1;
    end = mark.lastIndex;
  }
  return { depth, rest: line.slice(end) };
}
