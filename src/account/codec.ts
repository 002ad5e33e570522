import { bases, throttleReasons } from '../model';
import { emptyCell, statusClasses, type Cell, type ThrottleKey } from './cell';
import { decodeSketch, encodeSketch } from './distinct';
import { decodeProblems, encodeProblems } from './headerProblems';
import { parseCellKey, parsePeopleKey, parsePolicySlotKey, parsePoolKey } from './keys';
import { isFinite, isFiniteOrNull } from './numbers';
import { decodePairs, encodePairs, type StoredPairs } from './pairCodec';
import type { PolicyMark } from './policyMark';
import { emptySheet, type Sheet } from './sheet';
import { decodeSlots, encodeSlots } from './slotPoints';
import { decodeNote, encodeNote } from './throttleNoteCodec';

/**
 * A sheet as it is stored: lists instead of named fields, since every byte is written once per invocation and paid for.
 * `c` cells, `p` policy marks, `f` refusals, `t` throttle notes; since schema 2 `u` people, `s` peaks a second and
 * `o` folded endpoints; since schema 3 `m` points by five minutes, `d` pairs of readings and
 * `h` problems of headers.
 */
export interface StoredSheet {
  c: Record<string, unknown[]>;
  p?: Record<string, unknown[]>;
  f?: Record<string, number>;
  t?: unknown[][];
  u?: Record<string, string>;
  s?: Record<string, number>;
  m?: Record<string, number[]>;
  o?: string;
  d?: StoredPairs;
  h?: Record<string, number[]>;
}

export function encodeSheet(sheet: Sheet): StoredSheet {
  const stored: StoredSheet = { c: mapValues(sheet.cells, encodeCell) };
  if (sheet.policies.size > 0) stored.p = mapValues(sheet.policies, encodeMark);
  if (sheet.refusals.size > 0) stored.f = Object.fromEntries(sheet.refusals);
  if (sheet.throttles.length > 0) stored.t = sheet.throttles.map(encodeNote);
  if (sheet.people.size > 0)
    stored.u = Object.fromEntries([...sheet.people].map(([key, sketch]) => [key, encodeSketch(sketch)]));
  if (sheet.peaks.size > 0) stored.s = Object.fromEntries(sheet.peaks);
  if (sheet.slots.size > 0) stored.m = encodeSlots(sheet.slots);
  if (sheet.folded !== null) stored.o = encodeSketch(sheet.folded);
  if (sheet.pairs.length > 0) stored.d = encodePairs(sheet.pairs);
  if (sheet.problems.size > 0) stored.h = encodeProblems(sheet.problems);
  return stored;
}

/** `null` when the value is not a whole sheet: nothing is taken from a damaged one, since half an account misleads. */
export function decodeSheet(value: unknown): Sheet | null {
  if (!isRecord(value) || !isRecord(value['c'])) return null;
  const sheet = emptySheet();
  for (const [key, stored] of Object.entries(value['c'])) {
    const cell = decodeCell(stored);
    if (cell === null || parseCellKey(key) === null) return null;
    sheet.cells.set(key, cell);
  }
  for (const [key, stored] of Object.entries(optionalRecord(value['p']))) {
    const mark = decodeMark(stored);
    if (mark === null || parsePolicySlotKey(key) === null) return null;
    sheet.policies.set(key, mark);
  }
  for (const [key, atMs] of Object.entries(optionalRecord(value['f']))) {
    if (!isCount(atMs) || parsePoolKey(key) === null) return null;
    sheet.refusals.set(key, atMs);
  }
  for (const stored of Array.isArray(value['t']) ? (value['t'] as unknown[]) : []) {
    const note = decodeNote(stored);
    if (note === null) return null;
    sheet.throttles.push(note);
  }
  for (const [key, stored] of Object.entries(optionalRecord(value['u']))) {
    const sketch = decodeSketch(stored);
    if (sketch === null || parsePeopleKey(key) === null) return null;
    sheet.people.set(key, sketch);
  }
  for (const [key, calls] of Object.entries(optionalRecord(value['s']))) {
    if (!isCount(calls) || parsePeopleKey(key) === null) return null;
    sheet.peaks.set(key, calls);
  }
  const slots = decodeSlots(optionalRecord(value['m']));
  if (slots === null) return null;
  sheet.slots = slots;
  if (value['d'] !== undefined) {
    const pairs = decodePairs(value['d']);
    if (pairs === null) return null;
    sheet.pairs = pairs;
  }
  const problems = decodeProblems(optionalRecord(value['h']));
  if (problems === null) return null;
  sheet.problems = problems;
  if (value['o'] !== undefined) {
    sheet.folded = decodeSketch(value['o']);
    if (sheet.folded === null) return null;
  }
  return sheet;
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

function encodeCell(cell: Cell): unknown[] {
  const stored: unknown[] = [
    cell.requests,
    cell.lowMilli,
    cell.likelyMilli,
    cell.highMilli,
    withoutTail(
      bases.map((basis) => cell.bases[basis]),
      0,
    ),
    withoutTail(
      statusClasses.map((status) => cell.statuses[status]),
      0,
    ),
    cell.latency,
  ];
  const { leastBurst } = cell;
  if (cell.throttles.size > 0 || leastBurst !== null) stored.push(Object.fromEntries(cell.throttles));
  if (leastBurst !== null) stored.push(leastBurst.remainingRequests, leastBurst.limitRequests);
  return stored;
}

function decodeCell(value: unknown): Cell | null {
  if (!Array.isArray(value)) return null;
  const [requests, low, likely, high, byBasis, byStatus, latency, throttles, room, limit] =
    value as unknown[];
  if (!isCount(requests) || !isCount(low) || !isCount(likely) || !isCount(high)) return null;
  if (!isCounts(byBasis, bases.length) || !isCounts(byStatus, statusClasses.length)) return null;
  if (!isCounts(latency, null)) return null;
  const cell = emptyCell();
  Object.assign(cell, {
    requests,
    lowMilli: low,
    likelyMilli: likely,
    highMilli: high,
    latency: [...latency],
  });
  bases.forEach((basis, i) => (cell.bases[basis] = byBasis[i] ?? 0));
  statusClasses.forEach((status, i) => (cell.statuses[status] = byStatus[i] ?? 0));
  for (const [key, calls] of Object.entries(optionalRecord(throttles))) {
    if (!isThrottleKey(key) || !isCount(calls)) return null;
    cell.throttles.set(key, calls);
  }
  if (room !== undefined) {
    if (!isFinite(room) || !isFiniteOrNull(limit)) return null;
    cell.leastBurst = { remainingRequests: room, limitRequests: limit };
  }
  return cell;
}

function encodeMark(mark: PolicyMark): unknown[] {
  const { lastAtMs, lastRemainingPoints, quotaPoints, windowSeconds, resetAtMs, leastRemainingPoints, near } =
    mark;
  const fields = [
    ...[lastAtMs, lastRemainingPoints, quotaPoints, windowSeconds, resetAtMs],
    leastRemainingPoints,
  ];
  return near ? [...fields, 1] : withoutTail(fields, null);
}

function decodeMark(value: unknown): PolicyMark | null {
  if (!Array.isArray(value) || value.length > 7) return null;
  const [lastAtMs, last = null, quota = null, window = null, reset = null, least = null, near] =
    value as unknown[];
  if (!isFinite(lastAtMs) || !isFiniteOrNull(last) || !isFiniteOrNull(quota) || !isFiniteOrNull(window))
    return null;
  if (!isFiniteOrNull(reset) || !isFiniteOrNull(least)) return null;
  return {
    lastAtMs,
    lastRemainingPoints: last,
    quotaPoints: quota,
    windowSeconds: window,
    resetAtMs: reset,
    leastRemainingPoints: least,
    near: near === 1,
  };
}

function mapValues<T>(map: Map<string, T>, encode: (value: T) => unknown[]): Record<string, unknown[]> {
  return Object.fromEntries([...map].map(([key, value]) => [key, encode(value)]));
}

function optionalRecord(value: unknown): Record<string, unknown> {
  return isRecord(value) ? value : {};
}

function isCounts(value: unknown, most: number | null): value is number[] {
  return Array.isArray(value) && (most === null || value.length <= most) && value.every(isCount);
}

/** @param absent what a reader takes a field for that is left out: such bytes need not be written */
function withoutTail<T>(fields: T[], absent: T): T[] {
  const last = fields.findLastIndex((field) => field !== absent);
  return fields.slice(0, last + 1);
}

function isThrottleKey(key: string): key is ThrottleKey {
  const reason = key.startsWith('~') ? key.slice(1) : key;
  return throttleReasons.some((known) => known === reason);
}
