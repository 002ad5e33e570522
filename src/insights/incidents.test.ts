import { withAlarms } from './incidents/incidents';
import type { Threshold } from './pools/thresholds';
import { emptyStatusLog, withJudgement, type JudgedPool } from './forecast/status-log';

const nowMs = Date.parse('2026-10-09T16:20:00Z');

/** One back end of many that report to the same gauge. */
const near = (app: string): JudgedPool => ({
  pool: { app, environment: 'PRODUCTION', product: 'jira' },
  ...{
    status: 'near',
    sinceMs: nowMs,
    calmSinceMs: null,
    reachedPercent: 80,
    enforcement: 'enforced',
    quotaPoints: 65_000,
  },
  level: { lowPoints: 52_000, likelyPoints: 52_000, highPoints: 60_000, basis: 'reading', readAtMs: nowMs },
});

it('keeps twenty incidents at most, those that are open before those that begin', () => {
  const apps = Array.from({ length: 22 }, (_, i) => `app-${String(i).padStart(2, '0')}`);
  const late = withJudgement(emptyStatusLog, [near('app-21')], nowMs);
  const open = withAlarms([], late, [{ percent: 80, actions: ['workItem'] }], nowMs);
  const all = withJudgement(late, apps.map(near), nowMs);
  const kept = withAlarms(open, all, [{ percent: 80, actions: ['workItem'] }], nowMs + 60_000).map(
    ({ pool }) => pool.app,
  );
  expect(kept).toHaveLength(20);
  expect([kept[0], new Set(kept).size]).toEqual(['app-21', 20]);
});

it.each([
  ['is below the one with a work item', 80, [], 0],
  ['is past the one with a work item', 92, [], 1],
  ['is past one that makes none', 92, ['banner'], 0],
] as const)(
  'begins an incident only where a threshold that is reached asks for it: %s',
  (_, at, only, count) => {
    const thresholds: Threshold[] =
      only.length > 0
        ? [{ percent: 80, actions: only }]
        : [
            { percent: 80, actions: ['banner'] },
            { percent: 90, actions: ['workItem'] },
          ];
    const log = withJudgement(emptyStatusLog, [{ ...near('own'), reachedPercent: at }], nowMs);
    expect(withAlarms([], log, thresholds, nowMs)).toHaveLength(count);
  },
);
