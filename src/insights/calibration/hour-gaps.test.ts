import { book, emptyHourUsage, type HourUsage } from '../../usage/hour-usage';
import { hourGaps } from './hour-gaps';
import type { Calibration } from './calibrate';
import type { Observation } from '../../model';
import { noLimits, observation } from '../../../test/support/observation';

const hour = 497_656;
const startMs = hour * 3_600_000;
const pool = { app: 'own', environment: 'PRODUCTION', product: 'jira' } as const;
const nothing: Calibration = { costs: [], pairs: 0, outliers: 0 };

const quota = (remaining: number | null) => ({
  ...{ policy: 'global-app-quota', scope: 'global' as const, enforcement: 'enforced' as const },
  ...{ quota: 1000, windowSeconds: 3600, remaining, resetAtMs: null, unit: 'points' as const },
});

/** So many calls at 2 points (1 to 3), the last with this many points left. */
function hourOf(calls: number, remaining: number, change: Partial<Observation> = {}): HourUsage {
  const usage = emptyHourUsage();
  for (let i = 0; i < calls; i += 1) {
    const limits = { ...noLimits, quotas: [quota(i === calls - 1 ? remaining : null)] };
    book(
      usage,
      observation({ atMs: startMs + i * 1000, points: { low: 1, likely: 2, high: 3 }, limits, ...change }),
    );
  }
  return usage;
}

const gapOf = (usage: HourUsage, calibration = nothing) =>
  hourGaps(new Map([[hour, { usage }]]), [pool], calibration)[0];

const measured = (low: number, likely: number, high: number): Calibration => ({
  ...nothing,
  costs: [
    {
      ...{ product: 'jira', method: 'GET', template: '/rest/api/3/issue/{issueIdOrKey}' },
      ...{
        calls: 40,
        pairs: 40,
        points: { low, likely, high },
        basePoints: likely,
        objectPoints: 0,
        meanObjects: 1,
        callDeviation: 0,
      },
    },
  ],
});

describe('the gap of an hour', () => {
  it('is the counter less our estimate, and none within 1% of the counter', () => {
    expect(gapOf(hourOf(420, 160))).toMatchObject({
      ...{ hourStartMs: startMs, counterPoints: 840, gapPoints: 0, cause: 'none', measuredShare: 0 },
      own: { low: 420, likely: 840, high: 1260 },
    });
    expect(gapOf(hourOf(418, 160))).toMatchObject({ gapPoints: 4, cause: 'none' });
  });

  it('is that of our prices for certain where the counter says less', () => {
    expect(gapOf(hourOf(450, 160))).toMatchObject({ gapPoints: -60, cause: 'prices', others: { low: 0 } });
  });

  it('is that of others where even our highest price explains less than half of it', () => {
    expect(gapOf(hourOf(100, 150))).toMatchObject({
      ...{ gapPoints: 650, cause: 'others', ownError: { low: -100, high: 100 } },
      others: { low: 550, high: 750 },
    });
  });

  it('cannot be told where the range of the rule spans it, and can once the cost is measured', () => {
    const usage = hourOf(300, 150);
    expect(gapOf(usage)).toMatchObject({ gapPoints: 250, cause: 'open', others: { low: 0, high: 550 } });
    expect(gapOf(usage, measured(2.7, 2.8, 2.9))).toMatchObject({
      ...{ cause: 'mostlyPrices', measuredShare: 1 },
      others: { low: 0, high: expect.closeTo(40, 6) as number },
    });
    expect(gapOf(usage, measured(1.9, 2, 2.1))).toMatchObject({
      cause: 'others',
      others: { low: expect.closeTo(220, 6) as number, high: expect.closeTo(280, 6) as number },
    });
  });

  it('is not told where the counter was silent, or stood at the wall', () => {
    const silent = emptyHourUsage();
    book(silent, observation({ limits: { ...noLimits, quotas: [quota(null)] } }));
    expect(gapOf(silent)).toBeUndefined();
    expect(gapOf(hourOf(300, 0))).toBeUndefined();
  });

  it('comes with the draw of others in each five minutes that the counter spans', () => {
    const usage = emptyHourUsage();
    for (const [minute, remaining] of [
      [31, 180],
      [36, 150],
      [41, 140],
      [51, 100],
    ] as const)
      book(
        usage,
        observation({ atMs: startMs + minute * 60_000, limits: { ...noLimits, quotas: [quota(remaining)] } }),
      );
    expect(gapOf(usage)?.othersBySlot).toEqual([
      { startMs: startMs + 35 * 60_000, points: 28 },
      { startMs: startMs + 40 * 60_000, points: 8 },
    ]);
  });
});
