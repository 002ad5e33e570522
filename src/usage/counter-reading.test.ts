import { counterReading } from './counter-reading';
import type { Observation } from '../model';
import { noLimits, observation } from '../../test/support/observation';

const startMs = Date.parse('2026-10-09T16:40:00Z');

describe('a reading of the counter', () => {
  const reading = (change: object, more: Partial<Observation> = {}) => {
    const quota = {
      ...{ policy: 'global-app-quota', scope: 'global' as const, enforcement: 'enforced' as const },
      ...{ quota: 65_000, windowSeconds: 3600, remaining: 9_000, resetAtMs: null, unit: 'points' as const },
      ...change,
    };
    return counterReading(observation({ atMs: startMs, limits: { ...noLimits, quotas: [quota] }, ...more }));
  };
  it('names the policy, its quota and its hour, and another of each by another name', () => {
    expect(reading({})).toEqual({
      ...{ window: 'global-app-quota|enforced|65000|497656', remaining: 9_000 },
    });
    const windows = [
      ...[reading({}), reading({ enforcement: 'beta' }), reading({ quota: 9_500 })],
      ...[reading({ policy: 'q' }), reading({}, { atMs: startMs + 3_600_000 }), reading({})],
    ];
    expect(windows.map((each) => each?.window)).toEqual([
      'global-app-quota|enforced|65000|497656',
      'global-app-quota|beta|65000|497656',
      'global-app-quota|enforced|9500|497656',
      'q|enforced|65000|497656',
      'global-app-quota|enforced|65000|497657',
      'global-app-quota|enforced|65000|497656',
    ]);
  });
  it.each([
    [{ remaining: 65_000 }, 65_000],
    [{ remaining: 65_001 }, undefined],
    [{ remaining: 1 }, 1],
    [{ remaining: 0 }, undefined],
    [{ remaining: 65_001, quota: null }, 65_001],
    [{ unit: 'requests' }, undefined],
  ])('%j is %p', (change, points) => {
    expect(reading(change)?.remaining).toBe(points);
  });
  it('is none where its hour is not known', () => {
    expect(reading({}, { isUnplaced: true })).toBeNull();
  });
});
