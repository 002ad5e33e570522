import { RollUpRequests } from './roll-up-requests';
import { WallRate } from './wall-rate';
import type { Observation, QuotaReading } from '../model';
import { minuteMs } from '../time';

const startMs = Date.UTC(2026, 9, 9, 8);

/** A call of so many points in that second of the hour, whose answer names what is left, or nothing. */
function call(second: number, points: number, remaining: number | null = null, quota = 65_000): Observation {
  const reading: QuotaReading = {
    ...{ policy: 'global-app-quota', scope: 'global', enforcement: 'enforced', unit: 'points' },
    ...{ quota, windowSeconds: 3600, remaining, resetAtMs: null },
  };
  return {
    ...{ atMs: startMs + second * 1000, status: 200, latencyMs: 100, basis: 'documented' },
    points: { low: points, likely: points, high: points },
    limits: {
      ...{ quotas: [reading], buckets: [], nearLimit: null, throttle: null, waitUntilMs: null, problems: [] },
    },
    ...{ route: 'forge.asApp', trigger: 'schedule', tag: null, method: 'GET', template: '/rest/api/3/field' },
    pool: { app: 'own', environment: 'PRODUCTION', product: 'jira' },
  };
}

function after(calls: readonly Observation[], second: number, site = 'site-a'): boolean {
  const rate = new WallRate();
  for (const one of calls) rate.note('site-a', one);
  return rate.isWallNear(site, startMs + second * 1000);
}

describe('a wall that a process’s own rate brings', () => {
  it('is near when twenty minutes more of the last minute would empty the pool', () => {
    // 3,600 a minute: 61,400 are left after the first.
    const minute = Array.from({ length: 60 }, (_, second) => call(second, 60));
    expect(after(minute, 60)).toBe(true);
    expect(after(minute.slice(0, 30), 60)).toBe(false);
    expect(after(minute, 60, 'site-b')).toBe(false);
  });

  it('is nearer by what the counter says is left, and farther with a larger pool', () => {
    expect(after([call(0, 100, 900)], 1)).toBe(true);
    const minute = Array.from({ length: 60 }, (_, second) => call(second, 100, null, 150_000));
    expect(after(minute, 60)).toBe(false);
  });

  it('is gone with the hour, with the rate, and once the pool is empty', () => {
    const minute = Array.from({ length: 60 }, (_, second) => call(3_500 + second, 200));
    expect(after(minute, 3_599)).toBe(true);
    expect(after(minute, 3_600)).toBe(false);
    expect(after([call(0, 1_000, 5_000)], 180)).toBe(false);
    expect(after([call(0, 1_000, 0)], 1)).toBe(false);
  });

  it('is told by the pool as it is, not by an answer of the hour before that came late', () => {
    const late = call(0, 5, 3);
    expect(after([late, call(1, 1)], 2)).toBe(false);
    expect(after([late, ...Array.from({ length: 60 }, (_, second) => call(second, 60))], 60)).toBe(true);
  });
});

describe('a request for a roll-up', () => {
  it('comes by chance each five minutes at most, and each minute where a wall is near', () => {
    const requests = new RollUpRequests();
    const due = (minute: number, chance: number, isUrgent: boolean): boolean =>
      requests.isDue('site-a', startMs + minute * minuteMs, chance, isUrgent);
    expect([due(0, 0.5, false), due(0, 0, false), due(4, 0, false)]).toEqual([false, true, false]);
    expect([due(4, 1, true), due(4.9, 1, true), due(5, 1, true), due(6, 0, false)]).toEqual([
      ...[true, false, true, false],
    ]);
  });
});
