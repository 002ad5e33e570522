import { isWallForeseen, settle } from '../pools/pool-state';
import type { PoolForecast, PoolState, PoolStatus } from '../views';

const nowMs = Date.parse('2026-10-09T16:20:00Z');
const minute = 60_000;
const at = (minutes: number): number => nowMs + minutes * minute;
const since = (status: PoolStatus): PoolState => ({ status, sinceMs: at(-5), calmSinceMs: null });
const forecast = (change: Partial<PoolForecast>): PoolForecast => ({
  endPoints: { low: 50_000, likely: 60_000, high: 70_000 },
  wallAtMs: null,
  earliestWallAtMs: null,
  pastHours: 0,
  othersAnHour: null,
  ...change,
});

describe('the status of a pool', () => {
  it('rises at once', () => {
    expect(settle(since('fine'), { status: 'watch' }, nowMs)).toEqual({
      status: 'watch',
      sinceMs: nowMs,
      calmSinceMs: null,
    });
    expect(settle(since('watch'), { status: 'exhausted' }, nowMs).status).toBe('exhausted');
  });

  it('falls after ten minutes of contrary facts, and not when they waver', () => {
    const calm = settle(since('watch'), { status: 'fine' }, nowMs);
    expect(calm).toEqual({ status: 'watch', sinceMs: at(-5), calmSinceMs: nowMs });
    const wavered = settle(settle(calm, { status: 'watch' }, at(4)), { status: 'fine' }, at(6));
    expect(settle(wavered, { status: 'fine' }, at(12)).status).toBe('watch');
    expect(settle(wavered, { status: 'fine' }, at(16))).toEqual({
      status: 'fine',
      sinceMs: at(16),
      calmSinceMs: null,
    });
  });

  it('begins anew with the hour, when the pool is full again', () => {
    expect(settle(since('exhausted'), { status: 'recovering' }, at(41)).status).toBe('recovering');
  });
});

describe('a wall is foreseen', () => {
  it('when it is likely within a quarter of an hour', () => {
    expect(isWallForeseen(forecast({ wallAtMs: at(15) }), 65_000, nowMs)).toBe(true);
    expect(isWallForeseen(forecast({ wallAtMs: at(16) }), 65_000, nowMs)).toBe(false);
  });

  it('farther away only when even the low end of the band lies beyond it', () => {
    const endingFrom = (low: number) =>
      forecast({ wallAtMs: at(35), endPoints: { low, likely: 80_000, high: 90_000 } });
    expect(isWallForeseen(endingFrom(67_000), 65_000, nowMs)).toBe(true);
    // The minutes to come scatter: a rate that fills the pool to the last point may leave some.
    expect(isWallForeseen(endingFrom(66_000), 65_000, nowMs)).toBe(false);
  });

  it('when it may come within seven minutes', () => {
    expect(isWallForeseen(forecast({ earliestWallAtMs: at(7) }), 65_000, nowMs)).toBe(true);
  });

  it('never without a quota', () => {
    expect(isWallForeseen(forecast({ wallAtMs: at(1) }), null, nowMs)).toBe(false);
  });
});
