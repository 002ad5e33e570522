/** An account with one wall, as the ledger has it: what its page and its file are held to. */
import { noLimits, observation } from './observation';
import { dayFromHours } from '../../src/usage/day-account';
import { addRecord, emptyHourAccount } from '../../src/usage/hour-account';
import { hourOf } from '../../src/usage/hour';
import { book, emptyHourUsage, type HourUsage } from '../../src/usage/hour-usage';
import { hourMs, minuteMs } from '../../src/time';
import type { Observation } from '../../src/model';
import { emptyStatusLog, type StatusChange } from '../../src/insights/forecast/status-log';

export const startMs = Date.parse('2026-10-09T14:00:00Z');
export const hour = hourOf(startMs);
export const pool = { app: 'own', environment: 'PRODUCTION', product: 'jira' as const };
export const exactly = (points: number) => ({ low: points, likely: points, high: points });

export const at = (minute: number, change: Partial<Observation> = {}): Observation =>
  observation({ atMs: startMs + minute * minuteMs, ...change });

export const refusedAt = (minute: number, change: Partial<Observation> = {}): Observation =>
  at(minute, {
    ...{ status: 429, points: exactly(0) },
    limits: {
      ...noLimits,
      throttle: { reason: 'quotaGlobal', reasonRaw: null, enforcement: 'enforced', retryAtMs: null },
    },
    ...change,
  });

/** Said with 13,000 of 65,000 left. */
const named = {
  ...noLimits,
  quotas: [
    {
      ...({ policy: 'global-app-quota', scope: 'global', enforcement: 'enforced', quota: 65_000 } as const),
      ...{ windowSeconds: 3600, remaining: 13_000, resetAtMs: startMs + hourMs, unit: 'points' as const },
    },
  ],
};

/** Search spends 20,000 in ten minutes, a schedule 10,000; at 14:30 the pool is empty, so others drew 35,000. */
const calls: Observation[] = [
  ...Array.from({ length: 10 }, (_, i) =>
    at(i, {
      ...{ method: 'POST', template: '/rest/api/3/search/jql', trigger: 'person', tag: 'board' },
      ...{ route: 'forge.asUser', points: exactly(2_000) },
    }),
  ),
  ...Array.from({ length: 10 }, (_, i) =>
    at(10 + i, { template: '/rest/api/3/field', points: exactly(1_000) }),
  ),
  at(20, { points: exactly(0), limits: named }),
  ...Array.from({ length: 158 }, (_, i) =>
    refusedAt(30 + i / 6, {
      ...{ method: 'POST', template: '/rest/api/3/search/jql', trigger: 'person', tag: 'board' },
      route: 'forge.asUser',
    }),
  ),
  refusedAt(50, { template: '/rest/api/3/field' }),
  at(51, { route: 'forge.bridge', points: exactly(500) }),
];

export function usageOf(all: readonly Observation[]): HourUsage {
  const usage = emptyHourUsage();
  for (const call of all) book(usage, call);
  return usage;
}

export function dayOfUsage(usage: HourUsage) {
  const account = emptyHourAccount();
  addRecord(account, hour, {
    ...{ id: { writer: 'writer000001', n: 1 }, sealedAtMs: startMs, writeFailures: 0, lostRecords: 0 },
    hours: new Map([[hour, usage]]),
  });
  return dayFromHours(new Map([[hour, account]]));
}

export const change = (
  minute: number,
  to: StatusChange['to'],
  change: Partial<StatusChange> = {},
): StatusChange => ({
  ...{ atMs: startMs + minute * minuteMs, pool, from: 'fine', to, enforcement: 'enforced' },
  ...{ usedPoints: 52_000, quotaPoints: 65_000, ...change },
});

export const usage = usageOf(calls);
export const facts = {
  ...{ pool, hour, hours: new Map([[hour, { usage }]]), day: dayOfUsage(usage), nowMs: startMs + 3 * hourMs },
  log: {
    ...emptyStatusLog,
    changes: [change(61, 'recovering'), change(40, 'exhausted'), change(18, 'near')],
  },
  ...{ edition: 'standard' as const, users: 100, overrides: undefined },
};
