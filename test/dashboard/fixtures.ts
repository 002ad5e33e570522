import type {
  IntegrityView,
  EndpointView,
  OverviewAnswer,
  PoolView,
  PoolWalls,
  LimitsAnswer,
  SettingsAnswer,
  RefusalGroup,
} from '../../src/admin/contract/contract';
import { Fragment } from 'react';
import { createFormat } from '../../static/dashboard/src/format';
import { de } from '../../static/dashboard/src/text/de';
import { en } from '../../static/dashboard/src/text/en';
import { said } from '../../static/dashboard/src/text/message';
import type { Words } from '../../static/dashboard/src/words';

export const hourMs = 3_600_000;
/** 2026-11-22, 14:42 UTC: eighteen minutes before the reset. */
export const nowMs = Date.UTC(2026, 10, 22, 14, 42);
export const thisHourMs = Date.UTC(2026, 10, 22, 14);

export const words: Words = {
  text: said<typeof en>(en, 'en'),
  format: createFormat('en-US', 'UTC'),
  language: 'en',
  All: Fragment,
};
export const germanWords: Words = {
  text: said<typeof en>(de, 'de'),
  format: createFormat('de-DE', 'UTC'),
  language: 'de',
  All: Fragment,
};

export const exactly = (points: number) => ({ low: points, likely: points, high: points });

export function poolView(change: Partial<PoolView> = {}): PoolView {
  return {
    pool: { app: 'own', environment: 'PRODUCTION', product: 'jira' },
    status: 'fine',
    sinceMs: thisHourMs,
    calmSinceMs: null,
    forecast: null,
    drains: [],
    culprit: null,
    tier: 1,
    enforcement: 'enforced',
    quotaPoints: 65_000,
    policySeenAtMs: nowMs - 60_000,
    own: { low: 39_800, likely: 41_213, high: 44_100 },
    ownRequests: 8_123,
    level: {
      lowPoints: 41_213,
      likelyPoints: 41_213,
      highPoints: 52_000,
      basis: 'silent',
      readAtMs: nowMs - 60_000,
    },
    thresholdPercents: [80],
    resetAtMs: thisHourMs + hourMs,
    ...change,
  };
}

export function integrity(change: Partial<IntegrityView> = {}): IntegrityView {
  return {
    numberedRecords: 815,
    waitingRecords: 3,
    mergedRecords: 812,
    missingRecords: 0,
    refusedRecords: 0,
    cappedRecords: 0,
    writeFailures: 0,
    lostRecords: 0,
    unreadableValues: 0,
    newerValues: 0,
    unbalancedHours: 0,
    ...change,
  };
}

export function endpoint(change: Partial<EndpointView> = {}): EndpointView {
  return {
    product: 'jira',
    method: 'POST',
    template: '/rest/api/3/search/jql',
    pool: { app: 'own', environment: 'PRODUCTION', product: 'jira' },
    requests: 100,
    points: { low: 900, likely: 1_140, high: 1_300 },
    throttles: 2,
    failures: 0,
    bases: { documented: 75, measured: 25 },
    assumedServed: 0,
    routes: ['forge.asApp'],
    p50Ms: 100,
    p95Ms: 500,
    trend: [0, 300, 840],
    earlierPoints: 200,
    ...change,
  };
}

export function refusals(change: Partial<RefusalGroup> = {}): RefusalGroup {
  return {
    calls: 158,
    lastAtMs: Date.UTC(2026, 10, 22, 14, 23),
    pool: { app: 'own', environment: 'PRODUCTION', product: 'jira' },
    route: 'forge.asApp',
    method: 'POST',
    template: '/rest/api/3/search/jql',
    reason: 'burst',
    reasonRaw: 'jira-burst-based',
    enforcement: 'enforced',
    retryAtMs: Date.UTC(2026, 10, 22, 14, 23, 1),
    ...change,
  };
}

/** So many hours in which calls were refused from half past on, the newest three hours ago, a day between them. */
export const walls = (times: number): PoolWalls['walls'] =>
  Array.from({ length: times }, (_, index) => {
    const hourStartMs = thisHourMs - (3 + 24 * index) * hourMs;
    return {
      hourStartMs,
      calls: 158,
      firstAtMs: hourStartMs + 30 * 60_000,
      lastAtMs: hourStartMs + 55 * 60_000,
    };
  });

/** Twenty-five hours; the last three have calls. */
export function overview(change: Partial<OverviewAnswer> = {}): OverviewAnswer {
  const spent = new Map([
    [thisHourMs - 2 * hourMs, 12_000],
    [thisHourMs - hourMs, 20_000],
    [thisHourMs, 41_213],
  ]);
  return {
    readAtMs: nowMs,
    whose: { kind: 'embedded', appName: 'Release Radar' },
    metering: 'on',
    pools: [poolView()],
    hours: Array.from({ length: 25 }, (_, index) => {
      const hourStartMs = thisHourMs - (24 - index) * hourMs;
      const points = spent.get(hourStartMs);
      if (points === undefined) return { hourStartMs, cells: [], levels: [], readings: [] };
      const cell = {
        pool: 0,
        route: 'forge.asApp' as const,
        requests: 1_000,
        points: exactly(points),
        throttles: 0,
      };
      return { hourStartMs, cells: [cell], levels: [], readings: [] };
    }),
    heat: null,
    topEndpoints: [endpoint()],
    refusals: [refusals()],
    furtherRefusals: 0,
    walls: null,
    happenings: [],
    remedy: null,
    integrity: integrity(),
    unread: null,
    missingHoursMs: [],
    totalsOnly: false,
    closedUntilMs: null,
    recordingSinceMs: nowMs - 30 * 24 * hourMs,
    ...change,
  };
}

export function settings(change: Partial<SettingsAnswer> = {}): SettingsAnswer {
  return {
    readAtMs: nowMs,
    metering: 'on',
    probe: { on: false, callsAnHour: 4, pointsAnHour: { low: 4, likely: 4, high: 8 } },
    fleetLine: { state: 'on', price: { quietDollars: 0.0059, mostDollars: 0.0356 } },
    stated: { tier: null, edition: null, users: null, tier2Points: null },
    thresholds: [{ percent: 80, actions: ['banner', 'workItem', 'listener'] }],
    retention: { hourDays: 35, dayDays: 396 },
    workItem: { on: false, projectKey: null, trouble: null, incidents: [] },
    pools: [poolView()],
    integrity: integrity(),
    unread: null,
    coverage: { rows: [], rest: null },
    version: 3,
    log: [],
    versions: { app: '0.1.0', schema: 2 },
    ...change,
  };
}

const calm = { calls: 0, lastAtMs: null, nextAllowedAtMs: null };

export function limits(change: Partial<LimitsAnswer> = {}): LimitsAnswer {
  const pool = poolView().pool;
  return {
    readAtMs: nowMs,
    gaps: [],
    fromMs: thisHourMs - 24 * hourMs,
    missingHoursMs: [],
    warnings: [],
    wallDays: 7,
    quotas: [
      {
        view: poolView(),
        policy: 'global-app-quota',
        worst: { hourStartMs: thisHourMs - hourMs, usedPoints: 56_000, basis: 'reading' },
        refusals: calm,
      },
    ],
    bursts: [
      {
        ...{ pool, method: 'POST', template: '/rest/api/3/search/jql' },
        least: { remainingRequests: 12, limitRequests: 350 },
        refillPerSecond: 100,
        refusals: { calls: 2, lastAtMs: nowMs - 60_000, nextAllowedAtMs: nowMs + 5_000 },
      },
    ],
    burstEndpoints: 1,
    perIssue: {
      refusals: calm,
      windows: [
        { limit: 20, windowMs: 2_000 },
        { limit: 100, windowMs: 30_000 },
      ],
      source: 'https://developer.atlassian.com/cloud/jira/platform/rate-limiting/',
    },
    budgets: [{ budget: 'App', routes: ['forge.asApp'], requests: 8_123, refusals: calm }],
    others: [
      {
        system: 'backlog',
        figures: [{ of: 'read', amount: 600, windowMs: 60_000 }],
        source: 'https://developer.nulab.com/docs/backlog/rate-limit',
        readOn: '2026-11-22',
      },
      {
        system: 'restore',
        figures: [{ of: 'any', amount: 100, windowMs: null }],
        source: 'https://helpcenter.xopero.com',
        readOn: '2026-11-22',
      },
    ],
    findings: [],
    minuteUse: [],
    backups: {
      lastBackupAtMs: null,
      allowed: true,
      nextPlannedAtMs: nowMs,
      restores: 0,
      restoresLeft: 100,
    },
    ...change,
  };
}
