import { hourMs } from '../time';
import { throttleReasons, type Enforcement } from '../model';
import type { HourRow } from './account';
import { addColumns, noColumns } from './figures';
import type { DayRow, PatternRow, ThrottleRow } from './report';
import { textOrder } from '../text-order';

export function dayRows(hours: readonly HourRow[]): DayRow[] {
  const days = new Map<string, DayRow>();
  for (const hour of hours) {
    const day = hour.hour.slice(0, 10);
    const key = `${hour.pool}|${day}`;
    const row = days.get(key) ?? { pool: hour.pool, day, knownHours: 0, requests: 0, ...noColumns() };
    addColumns(row, hour);
    row.knownHours += hour.knownSites;
    row.requests += hour.requests;
    days.set(key, row);
  }
  return [...days.values()].sort((a, b) => a.pool - b.pool || textOrder(a.day, b.day));
}

/** By pool, enforcement and reason; only what occurred. */
export function throttleRows(hours: readonly HourRow[], pools: number): ThrottleRow[] {
  const rows: ThrottleRow[] = [];
  for (let pool = 0; pool < pools; pool += 1) {
    const own = hours.filter((hour) => hour.pool === pool);
    for (const enforcement of ['enforced', 'beta'] as const) {
      for (const reason of throttleReasons) {
        const calls = own.map((hour) => callsOf(hour, enforcement)[reason] ?? 0).filter((count) => count > 0);
        if (calls.length === 0) continue;
        const isQuota = reason === 'quotaGlobal' || reason === 'quotaTenant';
        rows.push({
          pool,
          reason,
          enforcement,
          calls: calls.reduce((sum, count) => sum + count, 0),
          hours: calls.length,
          minutesAtLeast: isQuota && enforcement === 'enforced' ? blockedMinutes(own, reason) : null,
        });
      }
    }
  }
  return rows;
}

/** Mean and greatest of the hours of the day, and of the days of the week, that were recorded. */
export function patternRows(hours: readonly HourRow[], pools: number): PatternRow[] {
  return Array.from({ length: pools }, (_, pool) => {
    const own = hours
      .filter((hour) => hour.pool === pool)
      .map(({ hour, likelyPoints }) => ({ at: new Date(hour), likelyPoints }));
    const pattern = (kind: PatternRow['kind'], ats: readonly number[], atOf: (at: Date) => number) => {
      const pointsAt = new Map(ats.map((at) => [at, [] as number[]]));
      for (const { at, likelyPoints } of own) pointsAt.get(atOf(at))?.push(likelyPoints);
      return [...pointsAt].map(([at, points]): PatternRow => {
        const meanPoints =
          points.length === 0 ? 0 : points.reduce((sum, one) => sum + one, 0) / points.length;
        return { pool, kind, at, hours: points.length, meanPoints, maxPoints: Math.max(0, ...points) };
      });
    };
    return [
      ...pattern('hourOfDay', numbers(0, 23), (at) => at.getUTCHours()),
      ...pattern('weekday', numbers(1, 7), (at) => at.getUTCDay() || 7),
    ];
  }).flat();
}

function callsOf(hour: HourRow, enforcement: Enforcement): HourRow['refusedCalls'] {
  return enforcement === 'enforced' ? hour.refusedCalls : hour.betaRefusedCalls;
}

function blockedMinutes(hours: readonly HourRow[], reason: 'quotaGlobal' | 'quotaTenant'): number {
  const blockedMs = hours
    .filter((hour) => (hour.refusedCalls[reason] ?? 0) > 0 && hour.quotaRefusedFrom !== null)
    .map((hour) => Date.parse(hour.hour) + hourMs - Date.parse(hour.quotaRefusedFrom ?? hour.hour));
  return blockedMs.reduce((sum, ms) => sum + Math.max(0, ms), 0) / 60_000;
}

function numbers(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, i) => from + i);
}
