import { hourMs } from '../time';
import { parsePoolKey } from './keys';
import type { CounterSample, SampleCalls } from './counter-sample';

/**
 * Pairs as they are stored: pools and endpoints named once, and of each pair a row `[pool, hour's start, milliseconds of
 * the hour, elapsed, drawn, endpoint, calls, objects, endpoint, …]` with indexes in place of names.
 */
export interface StoredSamples {
  o: string[];
  e: string[];
  r: (number | null)[][];
}

const headFields = 5;
const fieldsACall = 3;

export function encodeSamples(pairs: readonly CounterSample[]): StoredSamples {
  const pools = new Map<string, number>();
  const endpoints = new Map<string, number>();
  const rows = pairs.map(({ pool, endedAtMs, elapsedMs, drawnPoints, calls }) => [
    ...[indexOf(pools, pool), Math.floor(endedAtMs / hourMs), endedAtMs % hourMs, elapsedMs, drawnPoints],
    ...calls.flatMap((one) => [indexOf(endpoints, one.endpoint), one.calls, one.objects]),
  ]);
  return { o: [...pools.keys()], e: [...endpoints.keys()], r: rows };
}

/** `null` when the value is not a whole list of pairs. */
export function decodeSamples(value: unknown): CounterSample[] | null {
  if (typeof value !== 'object' || value === null) return null;
  const { o: pools, e: endpoints, r: rows } = value as Record<string, unknown>;
  if (!isTexts(pools) || !isTexts(endpoints) || !Array.isArray(rows)) return null;
  if (!pools.every((pool) => parsePoolKey(pool) !== null)) return null;
  const pairs: CounterSample[] = [];
  for (const row of rows as unknown[]) {
    const pair = decodeRow(row, pools, endpoints);
    if (pair === null) return null;
    pairs.push(pair);
  }
  return pairs;
}

function decodeRow(
  row: unknown,
  pools: readonly string[],
  endpoints: readonly string[],
): CounterSample | null {
  if (!Array.isArray(row) || (row.length - headFields) % fieldsACall !== 0) return null;
  const [poolIndex, hour, msOfHour, elapsedMs, drawnPoints, ...rest] = row as unknown[];
  if (!isWhole(poolIndex) || !isWhole(hour) || !isWhole(msOfHour)) return null;
  if (!isWhole(elapsedMs) || !isWhole(drawnPoints)) return null;
  const pool = pools[poolIndex];
  if (pool === undefined) return null;
  const calls: SampleCalls[] = [];
  for (let at = 0; at < rest.length; at += fieldsACall) {
    const [index, count, objects] = rest.slice(at, at + fieldsACall);
    const endpoint = isWhole(index) ? endpoints[index] : undefined;
    if (endpoint === undefined || !isWhole(count) || !(objects === null || isWhole(objects))) return null;
    calls.push({ endpoint, calls: count, objects });
  }
  return { pool, endedAtMs: hour * hourMs + msOfHour, elapsedMs, drawnPoints, calls };
}

function indexOf(names: Map<string, number>, name: string): number {
  const known = names.get(name);
  if (known !== undefined) return known;
  names.set(name, names.size);
  return names.size - 1;
}

function isWhole(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

function isTexts(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((text) => typeof text === 'string');
}
