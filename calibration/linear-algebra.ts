/** Solves A x = b for a symmetric, positive matrix of a few rows (Gauss, with the largest pivot). */
export function solve(matrix: readonly (readonly number[])[], right: readonly number[]): number[] {
  const rows = matrix.map((row, at) => [...row, right[at] ?? 0]);
  const size = rows.length;
  for (let column = 0; column < size; column += 1) {
    const pivot = rows.slice(column).reduce((best, row, at) => {
      const magnitude = Math.abs(row[column] ?? 0);
      return magnitude > Math.abs(rows[best]?.[column] ?? 0) ? column + at : best;
    }, column);
    [rows[column], rows[pivot]] = [rows[pivot] as number[], rows[column] as number[]];
    const lead = rows[column] as number[];
    for (const row of rows) {
      if (row === lead) continue;
      const factor = (row[column] ?? 0) / (lead[column] ?? 1);
      for (let at = column; at <= size; at += 1) row[at] = (row[at] ?? 0) - factor * (lead[at] ?? 0);
    }
  }
  return rows.map((row, at) => (row[size] ?? 0) / (row[at] ?? 1));
}

/** One observation of a regression. */
export interface Observation {
  features: readonly number[];
  value: number;
  weight: number;
}

/**
 * Least squares with a penalty on each coefficient: `penalties` are the squares of the ratio of the noise's deviation to
 * that of the coefficient's prior around 0 (0 leaves a coefficient free).
 */
export function ridge(observations: readonly Observation[], penalties: readonly number[]): number[] {
  const size = penalties.length;
  const matrix = Array.from({ length: size }, (_, at) =>
    penalties.map((penalty, other) => (at === other ? penalty : 0)),
  );
  const right = Array.from({ length: size }, () => 0);
  for (const { features, value, weight } of observations) {
    for (let row = 0; row < size; row += 1) {
      const feature = (features[row] ?? 0) * weight;
      right[row] = (right[row] ?? 0) + feature * value;
      const line = matrix[row] as number[];
      for (let column = 0; column < size; column += 1)
        line[column] = (line[column] ?? 0) + feature * (features[column] ?? 0);
    }
  }
  return solve(matrix, right);
}

export function dot(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, each, at) => sum + each * (b[at] ?? 0), 0);
}
