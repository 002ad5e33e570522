/** `now()`, `startOfDay("-1d")`, `endOfMonth()` and their kind. Weeks begin on Sunday, as Atlassian documents it. */
import { periodMs } from './period';

type Part = 'minute' | 'hour' | 'day' | 'week' | 'month' | 'year';
const functions = new Map<string, { part: Part; end: boolean }>([
  ['startofday', { part: 'day', end: false }],
  ['endofday', { part: 'day', end: true }],
  ['startofweek', { part: 'week', end: false }],
  ['endofweek', { part: 'week', end: true }],
  ['startofmonth', { part: 'month', end: false }],
  ['endofmonth', { part: 'month', end: true }],
  ['startofyear', { part: 'year', end: false }],
  ['endofyear', { part: 'year', end: true }],
]);
const unitParts = new Map<string, Part>([
  ['y', 'year'],
  ['M', 'month'],
  ['w', 'week'],
  ['d', 'day'],
  ['h', 'hour'],
  ['m', 'minute'],
]);

export const timeFunctionNames = [
  'now',
  'startOfDay',
  'endOfDay',
  'startOfWeek',
  'endOfWeek',
  'startOfMonth',
  'endOfMonth',
  'startOfYear',
  'endOfYear',
] as const;

type TimeAnswer = { kind: 'time'; atMs: number } | { kind: 'badArgument' };

/** @returns `null` where the name is no function of time. `now` takes a period, too, as CQL lets it. */
export function callTimeFunction(name: string, args: readonly string[], nowMs: number): TimeAnswer | null {
  const lower = name.toLowerCase();
  const found = functions.get(lower);
  if (found === undefined && lower !== 'now') return null;
  if (args.length > 1) return { kind: 'badArgument' };
  const [argument = '0'] = args;
  if (found === undefined) {
    const fromNowMs = argument === '0' ? 0 : periodMs(argument);
    return fromNowMs === null ? { kind: 'badArgument' } : { kind: 'time', atMs: nowMs + fromNowMs };
  }
  const moved = moveBy(nowMs, found.part, argument);
  if (moved === null) return { kind: 'badArgument' };
  const startMs = startOf(moved, found.part);
  return { kind: 'time', atMs: found.end ? add(startMs, found.part, 1) - 1 : startMs };
}

/** `-1` counts in the function's own unit, `-1M` in months. */
function moveBy(atMs: number, own: Part, argument: string): number | null {
  const found = /^([+-]?\d{1,5})([yMwdhm]?)$/.exec(argument.trim());
  if (found?.[1] === undefined) return null;
  const part = found[2] === '' ? own : unitParts.get(found[2] ?? '');
  return part === undefined ? null : add(atMs, part, Number(found[1]));
}

function add(atMs: number, part: Part, count: number): number {
  const date = new Date(atMs);
  switch (part) {
    case 'minute':
      return atMs + count * 60_000;
    case 'hour':
      return atMs + count * 3_600_000;
    case 'day':
      return atMs + count * 86_400_000;
    case 'week':
      return atMs + count * 7 * 86_400_000;
    case 'month':
      return date.setUTCMonth(date.getUTCMonth() + count);
    case 'year':
      return date.setUTCFullYear(date.getUTCFullYear() + count);
  }
}

function startOf(atMs: number, part: Part): number {
  const date = new Date(atMs);
  const [year, month, day] = [date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate()];
  switch (part) {
    case 'minute':
      return atMs - (atMs % 60_000);
    case 'hour':
      return atMs - (atMs % 3_600_000);
    case 'day':
      return Date.UTC(year, month, day);
    case 'week':
      return Date.UTC(year, month, day - date.getUTCDay());
    case 'month':
      return Date.UTC(year, month, 1);
    case 'year':
      return Date.UTC(year, 0, 1);
  }
}
