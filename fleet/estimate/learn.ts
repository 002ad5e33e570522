/**
 * What Atlassian really charges for what the gauges estimate, learned from hours whose counter was seen: a factor for each endpoint, drawn
 * to one for the whole app where an endpoint has too little to say. Sites that print nothing are in the factors, too: the counter has them.
 */

/** An hour whose counter was seen close to its end, or at the wall. */
export interface AnchoredHour {
  /** Likely points of the gauges, by endpoint. */
  estimated: ReadonlyMap<string, number>;
  /** Points that all sites drew, by Atlassian's counter. */
  drawnPoints: number;
}

export interface Learned {
  /** For endpoints without one of their own. */
  factor: number;
  factors: ReadonlyMap<string, number>;
  /** Anchored hours that it stands on. */
  hours: number;
  /** Drawn by estimated of hours that were left out while the factors were learned, rising: how far off it is where it did not look. */
  ratios: readonly number[];
  /** Points of an anchored hour in the middle: quieter hours scatter more. */
  typicalPoints: number;
}

/** Fewer say too little of how far off they are. */
export const leastHours = 8;
const folds = 5;
/** How strongly an endpoint's factor is drawn to the app's, in hours of that endpoint alone. */
const pull = 0.01;
const rounds = 60;

/** `null` where too few hours were anchored. */
export function learn(hours: readonly AnchoredHour[]): Learned | null {
  const usable = hours.filter(({ estimated, drawnPoints }) => drawnPoints > 0 && total(estimated) > 0);
  if (usable.length < leastHours) return null;
  const ratios: number[] = [];
  for (let fold = 0; fold < folds; fold += 1) {
    const rest = usable.filter((_, index) => index % folds !== fold);
    const fitted = fit(rest);
    for (const hour of usable.filter((_, index) => index % folds === fold))
      ratios.push(hour.drawnPoints / Math.max(1, scaled(hour.estimated, fitted)));
  }
  const drawn = usable.map(({ drawnPoints }) => drawnPoints).sort((a, b) => a - b);
  return {
    ...fit(usable),
    hours: usable.length,
    ratios: ratios.sort((a, b) => a - b),
    typicalPoints: drawn[Math.floor(drawn.length / 2)] ?? 0,
  };
}

/** Likely points of the gauges, as Atlassian would charge them for all sites. */
export function scaled(
  estimated: ReadonlyMap<string, number>,
  { factor, factors }: Pick<Learned, 'factor' | 'factors'>,
): number {
  let points = 0;
  for (const [endpoint, likely] of estimated) points += likely * (factors.get(endpoint) ?? factor);
  return points;
}

/**
 * Least squares of the relative error with factors that are not negative, each drawn to the app's own, by coordinate descent: the problem
 * is convex, so it ends where it must.
 */
function fit(hours: readonly AnchoredHour[]): Pick<Learned, 'factor' | 'factors'> {
  const estimatedAll = hours.reduce((sum, { estimated }) => sum + total(estimated), 0);
  const drawnAll = hours.reduce((sum, { drawnPoints }) => sum + drawnPoints, 0);
  const factor = drawnAll / estimatedAll;
  const endpoints = [...new Set(hours.flatMap(({ estimated }) => [...estimated.keys()]))];
  // Shares of the hour: a column for each endpoint, aimed at 1.
  const columns = endpoints.map((endpoint) =>
    hours.map(({ estimated, drawnPoints }) => (estimated.get(endpoint) ?? 0) / drawnPoints),
  );
  const factors = endpoints.map(() => factor);
  const rest = hours.map(
    (_, row) => 1 - columns.reduce((sum, column) => sum + (column[row] ?? 0) * factor, 0),
  );
  for (let round = 0; round < rounds; round += 1)
    for (const [at, column] of columns.entries()) {
      const old = factors[at] ?? factor;
      const weight = column.reduce((sum, x) => sum + x * x, 0);
      const mean = column.reduce((sum, x) => sum + x, 0);
      const ridge = (pull * mean) / factor;
      if (weight + ridge <= 0) continue;
      const aim = column.reduce((sum, x, row) => sum + x * ((rest[row] ?? 0) + x * old), 0);
      const next = Math.max(0, (aim + ridge * factor) / (weight + ridge));
      for (const [row, x] of column.entries()) rest[row] = (rest[row] ?? 0) - x * (next - old);
      factors[at] = next;
    }
  return { factor, factors: new Map(endpoints.map((endpoint, at) => [endpoint, factors[at] ?? factor])) };
}

function total(estimated: ReadonlyMap<string, number>): number {
  let sum = 0;
  for (const likely of estimated.values()) sum += likely;
  return sum;
}
