import { between, inverse, nonNegativeSolution, squareMatrix, type Matrix } from './least-squares';
import { shortLength, type PairDesign, type PairRow } from './sample-design';
import { median, scattersOf } from './sample-scatter';

export interface PairFit {
  /** By column, none below 0. */
  solution: number[];
  /** Variance of a sum of columns, each times its factor. */
  variance: (factors: readonly number[]) => number;
  /** Pairs that were set aside, since no draw of this time explains them. */
  outliers: number;
  /**
   * By how much a short pair is usually off, points. Part of a steady draw of others may hide in every price alike, where no
   * scatter shows it: then most short pairs saw nothing of it, and are off by just that much.
   */
  usualMissPoints: number;
  /** By row: what the solution leaves, those set aside included. */
  residuals: number[];
}

const rounds = 12;
/** The first rounds only bend what lies far off, the later ones leave it out: a start far off finds its way. */
const bendingRounds = 3;
const bendFrom = 1.5;
const leaveOutFrom = 5;

/**
 * Least squares in which a pair counts the less the further it is off, in scatters of its kind: what others drew in one
 * burst belongs to no price.
 */
export function fitPairs(design: PairDesign): PairFit {
  const { columns, endpoints } = design;
  let { rows } = design;
  let weights = rows.map(({ elapsedSeconds }) => 1 / (1 + elapsedSeconds) ** 2);
  let solution = Array.from({ length: columns }, () => 0);
  let distances: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    solution = nonNegativeSolution(...normalEquations(rows, weights, columns), solution);
    rows = withForeignShare(design, solution, weights);
    const residuals = residualsOf(rows, solution);
    const scatters = scattersOf(rows, residuals, endpoints.length);
    distances = residuals.map((residual, i) => Math.abs(residual) / (scatters[i] ?? 1));
    weights = scatters.map((scatter, i) => trust(distances[i] ?? 0, round < bendingRounds) / scatter ** 2);
  }
  const final = nonNegativeSolution(...normalEquations(rows, weights, columns), solution);
  const residuals = residualsOf(rows, final);
  const misses = residuals.flatMap((residual, i) =>
    rows[i]?.length === shortLength ? [Math.abs(residual)] : [],
  );
  return {
    solution: final,
    residuals,
    variance: varianceOf(rows, residuals, weights, columns),
    usualMissPoints: median(misses) ?? 0,
    outliers: distances.filter((distance) => distance >= leaveOutFrom).length,
  };
}

/** Gives each short pair what others draw in its time, at the rate that the long pairs of its five minutes show. */
function withForeignShare(
  { rows, shareColumn }: PairDesign,
  solution: readonly number[],
  weights: readonly number[],
): PairRow[] {
  const seen = new Set(
    rows.flatMap(({ length, rateColumn }, i) =>
      length !== shortLength && (weights[i] ?? 0) > 0 ? [rateColumn] : [],
    ),
  );
  const usual = median([...seen].map((column) => solution[column] ?? 0)) ?? 0;
  return rows.map((row) => {
    if (row.length !== shortLength) return row;
    const rate = seen.has(row.rateColumn) ? (solution[row.rateColumn] ?? 0) : usual;
    return { ...row, sums: [...row.sums, { column: shareColumn, value: rate * row.elapsedSeconds }] };
  });
}

/** Huber's weight, then Tukey's. */
function trust(distance: number, isBending: boolean): number {
  if (isBending) return distance <= bendFrom ? 1 : bendFrom / distance;
  return distance >= leaveOutFrom ? 0 : (1 - (distance / leaveOutFrom) ** 2) ** 2;
}

function normalEquations(
  rows: readonly PairRow[],
  weights: readonly number[],
  columns: number,
): [Matrix, number[]] {
  const normal = squareMatrix(columns);
  const right = Array.from({ length: columns }, () => 0);
  rows.forEach(({ sums, drawnPoints }, i) => {
    const weight = weights[i] ?? 0;
    if (weight === 0) return;
    for (const { column, value } of sums) {
      right[column] = (right[column] ?? 0) + weight * value * drawnPoints;
      const line = normal[column] ?? [];
      for (const other of sums) line[other.column] = (line[other.column] ?? 0) + weight * value * other.value;
    }
  });
  return [normal, right];
}

function residualsOf(rows: readonly PairRow[], solution: readonly number[]): number[] {
  return rows.map(({ sums, drawnPoints }) =>
    sums.reduce((rest, { column, value }) => rest - value * (solution[column] ?? 0), drawnPoints),
  );
}

/**
 * The larger of two answers, so that neither a wrong model of the scatter nor too few minutes to see it make an interval
 * narrow: what the model of the variance says, and what the residuals say, those of a minute taken together since a burst of
 * others hits all pairs of it.
 */
function varianceOf(
  rows: readonly PairRow[],
  residuals: readonly number[],
  weights: readonly number[],
  columns: number,
): PairFit['variance'] {
  const [normal] = normalEquations(rows, weights, columns);
  const isSeen = (column: number): boolean => (normal[column]?.[column] ?? 0) > 0;
  // Also columns that ended at their bound: had they been free, the others would have scattered with them.
  const free = normal.flatMap((_, column) => (isSeen(column) ? [column] : []));
  const place = new Map(free.map((column, i) => [column, i]));
  const bread = inverse(free.map((row) => free.map((column) => normal[row]?.[column] ?? 0)));
  const [byPair, byMinute] = [squareMatrix(free.length), squareMatrix(free.length)];
  const minutes = new Map<number, Map<number, number>>();
  let [squares, count] = [0, 0];
  rows.forEach(({ sums, minute }, i) => {
    const weight = weights[i] ?? 0;
    if (weight === 0) return;
    const own = sums.flatMap(({ column, value }) => {
      const at = place.get(column);
      return at === undefined ? [] : [{ at, value }];
    });
    const leverage =
      weight *
      own.reduce(
        (sum, a) => sum + own.reduce((inner, b) => inner + a.value * b.value * (bread[a.at]?.[b.at] ?? 0), 0),
        0,
      );
    const residual = residuals[i] ?? 0;
    squares += weight * residual * residual;
    count += 1;
    // A pair that decides its own price alone has no residual that could tell its scatter.
    const score = (weight * residual) / Math.max(0.05, 1 - leverage);
    const scores = minutes.get(minute) ?? new Map<number, number>();
    minutes.set(minute, scores);
    for (const a of own) {
      scores.set(a.at, (scores.get(a.at) ?? 0) + a.value * score);
      const line = byPair[a.at] ?? [];
      for (const b of own) line[b.at] = (line[b.at] ?? 0) + a.value * b.value * score * score;
    }
  });
  for (const scores of minutes.values())
    for (const [a, left] of scores)
      for (const [b, right] of scores) (byMinute[a] ?? [])[b] = (byMinute[a]?.[b] ?? 0) + left * right;
  const scale = Math.max(1, squares / Math.max(1, count - free.length));
  return (factors) => {
    // All pairs of it were left out: nothing is known.
    if (factors.some((factor, column) => factor !== 0 && !isSeen(column))) return Infinity;
    const chosen = free.map((column) => factors[column] ?? 0);
    const spread = bread.map((row) => row.reduce((sum, value, i) => sum + value * (chosen[i] ?? 0), 0));
    return Math.max(
      scale * between(chosen, bread, chosen),
      between(spread, byPair, spread),
      between(spread, byMinute, spread),
    );
  };
}
