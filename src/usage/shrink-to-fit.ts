import { emptySum, mergeSum, type UsageSum } from './usage-sum';
import { emptySketch, mergeSketches } from './distinct';
import { sumKey, otherTemplate, parsePeopleKey, parsePoolKey, peopleKey, poolKey, type SumId } from './keys';
import { noKinds } from './kinds';
import { unknownMinutes } from './minute-points';
import { chargedToPool } from '../limits/charging';
import type { PoolId } from '../model';
import type { PolicyMark } from './policy-mark';
import type { HourUsage } from './hour-usage';
import { addToSlot } from './slot-points';
import { sumsOf } from './named';
import { textOrder } from '../text-order';

/*
 * What is done to a usage whose endpoints are all `{other}` and which is still too large: nobody honest comes here, and whoever
 * does must not keep the others from being stored. Calls, points, people and routes stay exact to the end.
 */

const kept = { marks: 24, problems: 30, notes: 5, pools: 8, sums: 12 };
const other = '{other}';

/** From the mildest to the last; after it a usage has some 40 KiB at most. */
export const squeezes: readonly ((usage: HourUsage) => void)[] = [
  (usage) => {
    usage.minutes = unknownMinutes(usage.sums);
    usage.pairs = [];
    usage.problems = firstOf(usage.problems, kept.problems, ([, a], [, b]) => b.responses - a.responses);
    usage.throttles = usage.throttles.slice(0, kept.notes);
  },
  (usage) => {
    joinEndpoints(usage);
    usage.policies = firstOf(usage.policies, kept.marks, newestOwnFirst);
  },
  joinPools,
];

/** One sum for each pool and route. */
export function joinEndpoints(usage: HourUsage): void {
  regroup(usage, ({ pool, route }) => ({
    ...{ pool, route, trigger: 'unknown', tag: null, method: 'GET', template: otherTemplate },
  }));
}

/**
 * Of an hour in the summary of its day, whose hours all have to fit together: the largest sums stay, the app's own first, and the
 * others become one that is charged and one that is not.
 */
export function squeezeSummary(usage: HourUsage): void {
  const ranked = [...usage.sums].sort(
    ([keyA, a], [keyB, b]) =>
      isOthers(keyA) - isOthers(keyB) || b.requests - a.requests || textOrder(keyA, keyB),
  );
  const large = new Set(ranked.slice(0, kept.sums).map(([key]) => key));
  regroup(usage, (id) =>
    large.has(sumKey(id))
      ? id
      : {
          ...id,
          pool: { app: other, environment: other, product: 'jira' },
          route: chargedToPool(id.route) ? 'connect.jwt' : 'anonymous',
        },
  );
  usage.policies = firstOf(usage.policies, kept.marks / 4, newestOwnFirst);
  usage.refusals = firstOf(
    usage.refusals,
    kept.pools,
    ([keyA, a], [keyB, b]) => isOthers(keyA) - isOthers(keyB) || b - a,
  );
  usage.minutes = unknownMinutes(usage.sums);
}

function newestOwnFirst([keyA, a]: [string, PolicyMark], [keyB, b]: [string, PolicyMark]): number {
  return isOthers(keyA) - isOthers(keyB) || b.lastAtMs - a.lastAtMs;
}

/** 0 for a key of the app's own pools: they yield last. */
function isOthers(key: string): number {
  return Number(!key.startsWith('own|'));
}

/** All pools but the largest become one a product. */
function joinPools(usage: HourUsage): void {
  const requests = new Map<string, number>();
  for (const [{ pool }, usageSum] of sumsOf(usage))
    requests.set(poolKey(pool), (requests.get(poolKey(pool)) ?? 0) + usageSum.requests);
  const ranked = [...requests].sort(
    ([keyA, a], [keyB, b]) => isOthers(keyA) - isOthers(keyB) || b - a || textOrder(keyA, keyB),
  );
  const large = new Set(ranked.slice(0, kept.pools).map(([key]) => key));
  const joined = (pool: PoolId): PoolId =>
    large.has(poolKey(pool)) ? pool : { app: other, environment: other, product: pool.product };
  const isLarge = (key: string): boolean => [...large].some((pool) => key.startsWith(`${pool}|`));

  regroup(usage, (id) => ({ ...id, pool: joined(id.pool) }));
  usage.policies = new Map([...usage.policies].filter(([key]) => isLarge(key)));
  usage.problems = new Map([...usage.problems].filter(([key]) => isLarge(key)));
  usage.refusals = new Map([...usage.refusals].filter(([key]) => large.has(key)));
  usage.throttles = usage.throttles.filter(({ pool }) => large.has(poolKey(pool)));
  const [people, peaks, slots] = [usage.people, usage.peaks, usage.slots];
  Object.assign(usage, { people: new Map(), peaks: new Map(), slots: new Map() });
  for (const [key, sketch] of people) {
    const id = parsePeopleKey(key);
    const joinedKey = id === null ? key : peopleKey(joined(id.pool), id.route);
    const known = usage.people.get(joinedKey) ?? emptySketch();
    mergeSketches(known, sketch);
    usage.people.set(joinedKey, known);
  }
  for (const [key, calls] of peaks) {
    const id = parsePeopleKey(key);
    const joinedKey = id === null ? key : peopleKey(joined(id.pool), id.route);
    usage.peaks.set(joinedKey, Math.max(calls, usage.peaks.get(joinedKey) ?? calls));
  }
  for (const [key, points] of slots) {
    const pool = parsePoolKey(key);
    const joinedKey = pool === null ? key : poolKey(joined(pool));
    for (const [slot, milli] of points.entries()) addToSlot(usage.slots, joinedKey, slot, milli);
  }
  usage.minutes = unknownMinutes(usage.sums);
}

function regroup(usage: HourUsage, groupOf: (id: SumId) => SumId): void {
  const sums = new Map<string, UsageSum>();
  for (const [id, usageSum] of sumsOf(usage)) {
    const groupKey = sumKey(groupOf(id));
    const known = sums.get(groupKey) ?? emptySum();
    mergeSum(known, usageSum);
    known.kinds = noKinds;
    sums.set(groupKey, known);
  }
  usage.sums = sums;
}

function firstOf<T>(
  map: Map<string, T>,
  most: number,
  inOrder: (a: [string, T], b: [string, T]) => number,
): Map<string, T> {
  if (map.size <= most) return map;
  const ranked = [...map].sort((a, b) => inOrder(a, b) || textOrder(a[0], b[0]));
  return new Map(ranked.slice(0, most));
}
