import { emptyCell, mergeCell, type Cell } from './usage-sum';
import { emptySketch, mergeSketches } from './distinct';
import {
  cellKey,
  otherTemplate,
  parseCellKey,
  parsePeopleKey,
  parsePoolKey,
  peopleKey,
  poolKey,
  type CellId,
} from './keys';
import { unknownMinutes } from './minute-points';
import { chargedToPool } from '../limits/charging';
import type { PoolId } from '../model';
import type { PolicyMark } from './policy-mark';
import type { Sheet } from './hour-usage';
import { addToSlot } from './slot-points';

/*
 * What is done to a sheet whose endpoints are all `{other}` and which is still too large: nobody honest comes here, and whoever
 * does must not keep the others from being stored. Calls, points, people and routes stay exact to the end.
 */

const kept = { marks: 24, problems: 30, notes: 5, pools: 8, sums: 12 };
const other = '{other}';

/** From the mildest to the last; after it a sheet has some 40 KiB at most. */
export const squeezes: readonly ((sheet: Sheet) => void)[] = [
  (sheet) => {
    sheet.minutes = unknownMinutes(sheet.cells);
    sheet.pairs = [];
    sheet.problems = firstOf(sheet.problems, kept.problems, ([, a], [, b]) => b.responses - a.responses);
    sheet.throttles = sheet.throttles.slice(0, kept.notes);
  },
  (sheet) => {
    joinEndpoints(sheet);
    sheet.policies = firstOf(sheet.policies, kept.marks, newestOwnFirst);
  },
  joinPools,
];

/** One sum for each pool and route. */
export function joinEndpoints(sheet: Sheet): void {
  regroup(sheet, ({ pool, route }) => ({
    ...{ pool, route, trigger: 'unknown', tag: null, method: 'GET', template: otherTemplate },
  }));
}

/**
 * Of an hour in the summary of its day, whose hours all have to fit together: the largest sums stay, the app's own first, and the
 * others become one that is charged and one that is not.
 */
export function squeezeSummary(sheet: Sheet): void {
  const ranked = [...sheet.cells].sort(
    ([keyA, a], [keyB, b]) =>
      isOthers(keyA) - isOthers(keyB) || b.requests - a.requests || (keyA < keyB ? -1 : 1),
  );
  const large = new Set(ranked.slice(0, kept.sums).map(([key]) => key));
  regroup(sheet, (id) =>
    large.has(cellKey(id))
      ? id
      : {
          ...id,
          pool: { app: other, environment: other, product: 'jira' },
          route: chargedToPool(id.route) ? 'connect.jwt' : 'anonymous',
        },
  );
  sheet.policies = firstOf(sheet.policies, kept.marks / 4, newestOwnFirst);
  sheet.refusals = firstOf(
    sheet.refusals,
    kept.pools,
    ([keyA, a], [keyB, b]) => isOthers(keyA) - isOthers(keyB) || b - a,
  );
  sheet.minutes = unknownMinutes(sheet.cells);
}

function newestOwnFirst([keyA, a]: [string, PolicyMark], [keyB, b]: [string, PolicyMark]): number {
  return isOthers(keyA) - isOthers(keyB) || b.lastAtMs - a.lastAtMs;
}

/** 0 for a key of the app's own pools: they yield last. */
function isOthers(key: string): number {
  return key.startsWith('own|') ? 0 : 1;
}

/** All pools but the largest become one a product. */
function joinPools(sheet: Sheet): void {
  const requests = new Map<string, number>();
  for (const [key, cell] of sheet.cells) {
    const id = parseCellKey(key);
    if (id !== null) requests.set(poolKey(id.pool), (requests.get(poolKey(id.pool)) ?? 0) + cell.requests);
  }
  const ranked = [...requests].sort(
    ([keyA, a], [keyB, b]) => isOthers(keyA) - isOthers(keyB) || b - a || (keyA < keyB ? -1 : 1),
  );
  const large = new Set(ranked.slice(0, kept.pools).map(([key]) => key));
  const joined = (pool: PoolId): PoolId =>
    large.has(poolKey(pool)) ? pool : { app: other, environment: other, product: pool.product };
  const isLarge = (key: string): boolean => [...large].some((pool) => key.startsWith(`${pool}|`));

  regroup(sheet, (id) => ({ ...id, pool: joined(id.pool) }));
  sheet.policies = new Map([...sheet.policies].filter(([key]) => isLarge(key)));
  sheet.problems = new Map([...sheet.problems].filter(([key]) => isLarge(key)));
  sheet.refusals = new Map([...sheet.refusals].filter(([key]) => large.has(key)));
  sheet.throttles = sheet.throttles.filter(({ pool }) => large.has(poolKey(pool)));
  const [people, peaks, slots] = [sheet.people, sheet.peaks, sheet.slots];
  Object.assign(sheet, { people: new Map(), peaks: new Map(), slots: new Map() });
  for (const [key, sketch] of people) {
    const id = parsePeopleKey(key);
    const joinedKey = id === null ? key : peopleKey(joined(id.pool), id.route);
    const known = sheet.people.get(joinedKey) ?? emptySketch();
    mergeSketches(known, sketch);
    sheet.people.set(joinedKey, known);
  }
  for (const [key, calls] of peaks) {
    const id = parsePeopleKey(key);
    const joinedKey = id === null ? key : peopleKey(joined(id.pool), id.route);
    sheet.peaks.set(joinedKey, Math.max(calls, sheet.peaks.get(joinedKey) ?? 0));
  }
  for (const [key, points] of slots) {
    const pool = parsePoolKey(key);
    const joinedKey = pool === null ? key : poolKey(joined(pool));
    for (const [slot, milli] of points.entries()) addToSlot(sheet.slots, joinedKey, slot, milli);
  }
  sheet.minutes = unknownMinutes(sheet.cells);
}

function regroup(sheet: Sheet, groupOf: (id: CellId) => CellId): void {
  const cells = new Map<string, Cell>();
  for (const [key, cell] of sheet.cells) {
    const id = parseCellKey(key);
    if (id === null) continue;
    const groupKey = cellKey(groupOf(id));
    const known = cells.get(groupKey) ?? emptyCell();
    mergeCell(known, cell);
    known.kinds.clear();
    cells.set(groupKey, known);
  }
  sheet.cells = cells;
}

function firstOf<T>(
  map: Map<string, T>,
  most: number,
  inOrder: (a: [string, T], b: [string, T]) => number,
): Map<string, T> {
  if (map.size <= most) return map;
  const ranked = [...map].sort((a, b) => inOrder(a, b) || (a[0] < b[0] ? -1 : 1));
  return new Map(ranked.slice(0, most));
}
