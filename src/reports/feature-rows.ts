import { coverageOf } from '../insights/pools/coverage';
import type { CoverageCounts } from '../insights/pools/coverage-views';
import type { PoolId } from '../model';
import type { FeatureRow } from './account';
import { withoutPersonalData } from './personal';
import type { SiteDays } from './site-days';
import { textOrder } from '../text-order';

/** The features of a pool with most calls, and one row for the rest. */
export function featureRows(read: SiteDays, pool: PoolId, index: number): FeatureRow[] {
  const { rows, rest } = coverageOf([read.usage], pool, (key) => read.outcomeOf(key));
  const named = rows.map(({ tag, isBridge, ...row }) => ({
    ...{ pool: index, feature: tag === null ? null : withoutPersonalData(tag), isBridge, isRest: false },
    ...countsOf(row),
  }));
  if (rest === null) return named;
  return [...named, { pool: index, feature: null, isBridge: null, isRest: true, ...countsOf(rest) }];
}

/** Sums up rows of the same feature, as several sites and parts of a period have them. */
export function addFeature(into: FeatureRow, from: FeatureRow): void {
  for (const name of featureCounts) into[name] += from[name];
}

export const featureCounts = [
  ...(['calls', 'priced', 'estimated', 'failed', 'noAnswer'] as const),
  ...(['unknownPath', 'folded'] as const),
] satisfies (keyof CoverageCounts)[];

/** Each call is one of four. */
export function addsUp({
  calls,
  priced,
  estimated,
  failed,
  noAnswer,
  unknownPath,
  folded,
}: FeatureRow): boolean {
  return calls === priced + estimated + failed + noAnswer && unknownPath + folded <= calls;
}

/** Features with most calls first, the rest last. */
export function compareFeatures(a: FeatureRow, b: FeatureRow): number {
  if (a.pool !== b.pool) return a.pool - b.pool;
  if (a.isRest !== b.isRest) return a.isRest ? 1 : -1;
  return b.calls - a.calls || textOrder(featureKey(a), featureKey(b));
}

export function featureKey({ pool, feature, isBridge, isRest }: FeatureRow): string {
  return JSON.stringify([pool, isRest, isBridge, feature]);
}

function countsOf({
  calls,
  priced,
  estimated,
  failed,
  noAnswer,
  unknownPath,
  folded,
}: CoverageCounts): CoverageCounts {
  return { calls, priced, estimated, failed, noAnswer, unknownPath, folded };
}
