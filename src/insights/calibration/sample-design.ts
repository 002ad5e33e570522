import type { CounterSample } from '../../usage/counter-sample';
import { slotMs } from '../../usage/slot-points';

/** What a column of the regression counts, and its value in a row. Rows are sparse: a pair has one or two endpoints. */
export interface PairRow {
  sums: { column: number; value: number }[];
  drawnPoints: number;
  elapsedSeconds: number;
  minute: number;
  /** Indexes of its endpoints, and which of `lengthsSeconds` it is longer than: pairs of one kind scatter alike. */
  endpoints: number[];
  length: number;
  /** Column of the foreign rate, points a second, of these five minutes. */
  rateColumn: number;
}

/**
 * Within one invocation answers follow one another in less than a second, from one invocation to the next it takes longer.
 * What others draw in long pairs says at what rate they draw; how much of it falls into the short ones is one share for all
 * of them: all of it where others draw evenly, next to nothing where they draw in bursts that hit few pairs, which are then
 * left out as far off.
 */
const lengthsSeconds = [1, 10];
export const shortLength = 0;

export interface EndpointColumns {
  /** Product and endpoint, for example `jira GET /rest/api/3/issue/{issueIdOrKey}`. */
  endpoint: string;
  calls: number;
  pairs: number;
  /** Objects a call; `null` where some were not counted. */
  meanObjects: number | null;
  callsColumn: number;
  /** `null` where the objects are unknown or always as many, so that nothing tells them from the call. */
  objectsColumn: number | null;
}

export interface PairDesign {
  rows: PairRow[];
  endpoints: EndpointColumns[];
  columns: number;
  /** Column of the share of the foreign rate that short pairs see. */
  shareColumn: number;
}

/**
 * Difference = calls × base + objects × price of one + foreign rate of these five minutes × time. An endpoint costs the same
 * whichever pool it draws on; what others draw is of one pool.
 */
export function pairDesign(pairs: readonly CounterSample[]): PairDesign {
  let columns = 0;
  const endpoints = new Map<string, EndpointColumns>();
  for (const [endpoint, seen] of objectsByEndpoint(pairs)) {
    const counted = seen.every(({ objects }) => objects !== null);
    const means = seen.map(({ objects, calls }) => (objects ?? 0) / calls);
    const varies = counted && means.some((mean) => Math.abs(mean - (means[0] ?? 0)) > 1e-9);
    const calls = sum(seen.map((one) => one.calls));
    endpoints.set(endpoint, {
      ...{ endpoint, calls, pairs: seen.length },
      meanObjects: counted ? sum(seen.map(({ objects }) => objects ?? 0)) / calls : null,
      callsColumn: columns,
      objectsColumn: varies ? columns + 1 : null,
    });
    columns += varies ? 2 : 1;
  }
  const order = new Map([...endpoints.keys()].map((name, i) => [name, i]));
  const slots = new Map<string, number>();
  const rows = pairs.map(({ pool, endedAtMs, elapsedMs, drawnPoints, calls }): PairRow => {
    const sums: PairRow['sums'] = [];
    const indexes: number[] = [];
    const elapsedSeconds = elapsedMs / 1000;
    const length = lengthsSeconds.filter((limit) => elapsedSeconds > limit).length;
    for (const one of calls) {
      const of = endpoints.get(endpointOf(pool, one.endpoint));
      if (of === undefined) continue;
      indexes.push(order.get(of.endpoint) ?? 0);
      sums.push({ column: of.callsColumn, value: one.calls });
      if (of.objectsColumn !== null) sums.push({ column: of.objectsColumn, value: one.objects ?? 0 });
    }
    const slot = `${pool}|${Math.floor(endedAtMs / slotMs)}`;
    const rateColumn = slots.get(slot) ?? columns++;
    slots.set(slot, rateColumn);
    if (length !== shortLength) sums.push({ column: rateColumn, value: elapsedSeconds });
    const minute = Math.floor(endedAtMs / 60_000);
    return { sums, drawnPoints, elapsedSeconds, minute, endpoints: indexes, length, rateColumn };
  });
  return { rows, endpoints: [...endpoints.values()], columns: columns + 1, shareColumn: columns };
}

function objectsByEndpoint(
  pairs: readonly CounterSample[],
): Map<string, { calls: number; objects: number | null }[]> {
  const seen = new Map<string, { calls: number; objects: number | null }[]>();
  for (const { pool, calls } of pairs) {
    for (const { endpoint, ...one } of calls) {
      const name = endpointOf(pool, endpoint);
      const known = seen.get(name);
      if (known === undefined) seen.set(name, [one]);
      else known.push(one);
    }
  }
  return seen;
}

/** A pool's key ends with its product. */
export function endpointOf(pool: string, endpoint: string): string {
  return `${pool.slice(pool.lastIndexOf('|') + 1)} ${endpoint}`;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, n) => total + n, 0);
}
