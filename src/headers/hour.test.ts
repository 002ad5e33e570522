import { hourMeant, isHourly } from './hour';

describe('the full hour', () => {
  const startMs = Date.UTC(2026, 2, 26, 15);
  it.each([
    [0, 3600, 3_600_000],
    [1_000, 3600, 3_600_000],
    [0, 3660, 3_600_000],
    [0, 3661, null],
    [0, 7200, null],
    [0, 3540, 3_600_000],
    [0, 3539, null],
    [0, 60, 0],
    [0, 61, null],
    [3_540_000, 0, 3_600_000],
    [3_539_999, 0, null],
  ])('that is meant %d ms after it by t=%d is %p', (afterMs, seconds, ms) => {
    expect(hourMeant(startMs + afterMs, seconds)).toBe(ms === null ? null : startMs + ms);
  });
  it('ends the quotas of points alone', () => {
    expect([
      isHourly('global', null),
      isHourly('tenant', 3600),
      isHourly('global', 60),
      isHourly('burst', 3600),
    ]).toEqual([...[true, true, false, false]]);
  });
});
