import { readFileSync } from 'node:fs';
import { book, emptyHourUsage } from '../../src/usage/hour-usage';
import { gaugeVersion } from '../../src/fleet-line/gauge-version';
import { hourLines } from '../../src/fleet-line/hour-lines';
import { readLine } from '../../src/fleet-line/read-line';
import { writeLine } from '../../src/fleet-line/write-line';
import type { QuotaReading } from '../../src/model';
import { capturedAtMs, noLimits, observation } from '../support/observation';
import { hourMs } from '../../src/time';

const hour = Math.floor(capturedAtMs / hourMs);
const from = { installation: '0a1b2c3d', gauge: gaugeVersion, site: null, edition: null, users: null };
const of = { from, hour, number: 4, atMs: capturedAtMs };

test('an hour becomes a line for each pool: exact by route, summed over triggers and features by endpoint', () => {
  const usage = emptyHourUsage();
  const quota: QuotaReading = {
    ...{
      policy: 'global-app-quota',
      scope: 'global',
      enforcement: 'enforced',
      quota: 65_000,
      windowSeconds: 3_600,
    },
    ...{ remaining: 9_120, resetAtMs: (hour + 1) * hourMs, unit: 'points' },
  };
  const throttle = {
    reason: 'quotaGlobal',
    reasonRaw: null,
    retryAtMs: null,
    enforcement: 'enforced',
  } as const;
  book(usage, observation({ limits: { ...noLimits, quotas: [quota] } }));
  book(usage, observation({ trigger: 'person', tag: 'sync' }));
  book(
    usage,
    observation({
      route: 'forge.asUser',
      template: '/rest/api/3/myself',
      points: { low: 1, likely: 1, high: 3 },
    }),
  );
  book(
    usage,
    observation({ status: 429, points: { low: 0, likely: 0, high: 2 }, limits: { ...noLimits, throttle } }),
  );
  book(usage, observation({ pool: { app: 'connect-app', environment: 'PRODUCTION', product: 'jira' } }));
  const sum = (requests: number, low: number, likely: number, high: number, refused = 0) => ({
    ...{ requests, lowMilli: low * 1_000, likelyMilli: likely * 1_000, highMilli: high * 1_000, refused },
  });
  const issue = { route: 'forge.asApp', method: 'GET', template: '/rest/api/3/issue/{issueIdOrKey}' };
  expect(hourLines(usage, of)).toEqual([
    {
      ...{ kind: 'hour', ...of, pool: { app: 'own', environment: 'PRODUCTION', product: 'jira' } },
      routes: { 'forge.asApp': sum(3, 4, 4, 6, 1), 'forge.asUser': sum(1, 1, 1, 3) },
      refusals: { quotaGlobal: 1 },
      endpoints: [
        { ...issue, ...sum(3, 4, 4, 6, 1) },
        { route: 'forge.asUser', method: 'GET', template: '/rest/api/3/myself', ...sum(1, 1, 1, 3) },
      ],
      readings: [
        {
          ...{ policy: 'global-app-quota', enforcement: 'enforced', quotaPoints: 65_000 },
          ...{ atMs: capturedAtMs, remainingPoints: 9_120 },
        },
      ],
    },
    {
      ...{ kind: 'hour', ...of, pool: { app: 'connect-app', environment: 'PRODUCTION', product: 'jira' } },
      ...{ routes: { 'forge.asApp': sum(1, 2, 2, 2) }, refusals: {}, readings: [] },
      endpoints: [{ ...issue, ...sum(1, 2, 2, 2) }],
    },
  ]);
  for (const line of hourLines(usage, of)) expect(readLine(writeLine(line))).toEqual({ kind: 'line', line });
});

test('a feature’s name is in no line', () => {
  const usage = emptyHourUsage();
  book(usage, observation({ tag: 'very private' }));
  expect(hourLines(usage, of).map(writeLine).join()).not.toContain('very private');
});

test('the line’s version of the gauge is that of the package', () => {
  const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
  expect(gaugeVersion).toBe(version);
});
