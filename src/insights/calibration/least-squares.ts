/** Small dense least squares: tens of columns, hundreds of rows. */
export type Matrix = number[][];

/**
 * The non-negative solution of `normal · x = right`, where `normal` is symmetric and its diagonal is positive: coordinate
 * descent, which comes down to the one minimum whatever the order. Columns that end at 0 are held there by the bound.
 */
export function nonNegativeSolution(
  normal: Matrix,
  right: readonly number[],
  start?: readonly number[],
): number[] {
  const x = right.map((_, i) => start?.[i] ?? 0);
  for (let round = 0; round < mostRounds; round += 1) {
    let change = 0;
    normal.forEach((row, i) => {
      const diagonal = row[i] ?? 0;
      if (diagonal <= 0) return;
      let rest = right[i] ?? 0;
      row.forEach((value, j) => (rest -= j === i ? 0 : value * (x[j] ?? 0)));
      const next = Math.max(0, rest / diagonal);
      change = Math.max(change, Math.abs(next - (x[i] ?? 0)));
      x[i] = next;
    });
    if (change < closeEnough) break;
  }
  return x;
}

const mostRounds = 2000;
const closeEnough = 1e-7;

/** The inverse of a symmetric positive matrix by elimination; a hair of ridge keeps columns that say the same apart. */
export function inverse(matrix: Matrix): Matrix {
  const size = matrix.length;
  const work = matrix.map((row, i) => [
    ...row.map((value, j) => (i === j ? value * (1 + ridge) : value)),
    ...row.map((_, j) => (i === j ? 1 : 0)),
  ]);
  for (let column = 0; column < size; column += 1) {
    let pivot = column;
    for (let row = column + 1; row < size; row += 1)
      if (Math.abs(work[row]?.[column] ?? 0) > Math.abs(work[pivot]?.[column] ?? 0)) pivot = row;
    const [upper, lower] = [work[column] ?? [], work[pivot] ?? []];
    [work[column], work[pivot]] = [lower, upper];
    const scale = lower[column] ?? 0;
    if (scale === 0) continue;
    lower.forEach((value, j) => (lower[j] = value / scale));
    for (const [i, row] of work.entries()) {
      const factor = row[column] ?? 0;
      if (i === column || factor === 0) continue;
      lower.forEach((value, j) => (row[j] = (row[j] ?? 0) - factor * value));
    }
  }
  return work.map((row) => row.slice(size));
}

const ridge = 1e-9;

/** `left · matrix · right`. */
export function between(left: readonly number[], matrix: Matrix, right: readonly number[]): number {
  return matrix.reduce((sum, row, i) => sum + (left[i] ?? 0) * dot(row, right), 0);
}

export function dot(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, value, i) => sum + value * (b[i] ?? 0), 0);
}

export function squareMatrix(size: number): Matrix {
  return Array.from({ length: size }, () => Array.from({ length: size }, () => 0));
}
