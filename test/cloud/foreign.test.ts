/** Other tenants spend from the same global pool. */
import { ManualClock } from '../../emulator/clock';
import { createCloud } from '../../emulator/cloud/cloud';
import { businessHours, spikeAt, steady, together, type ForeignLoad } from '../../emulator/cloud/foreign';
import { app, closeClouds, cloudId, openCloud, site, startMs, token } from './open-cloud';

afterEach(closeClouds);

const issue = '/rest/api/3/issue/WEB-1';

function foreignPoints(load: ForeignLoad, fromMs: number, untilMs: number, stepMs: number): number[] {
  const clock = new ManualClock(fromMs);
  const cloud = createCloud({ clock, sites: [site], apps: [app({ foreign: { jira: load } })] });
  while (clock.now() < untilMs) {
    cloud.account.snapshot();
    clock.advance(stepMs);
  }
  return cloud.account.snapshot().pools.map((pool) => pool.foreignPoints);
}

test('a steady 36,000 points an hour are 6,000 at ten past, before this cloud made a call', async () => {
  const cloud = await openCloud({ apps: [app({ foreign: { jira: steady(36_000) } })] });
  expect(cloud.cloud.account.snapshot().pools).toEqual([
    {
      app: 'app-1',
      environment: null,
      product: 'jira',
      cloudId: null,
      hour: '2026-10-09T16:00:00.000Z',
      quotaPoints: 65_000,
      ownPoints: 0,
      foreignPoints: 6_000,
    },
  ]);
});

test('what others draw brings r down and shuts the wall for this site too', async () => {
  const cloud = await openCloud({ apps: [app({ foreign: { jira: steady(78_000) } })] });
  cloud.clock.moveTo(Date.UTC(2026, 9, 9, 16, 45));
  // 65,000 less 58,500 of the others and 2 of this call.
  expect((await cloud.send(issue)).headers.get('RateLimit')).toContain('"global-app-quota";r=6498;t=900');
  cloud.clock.moveTo(Date.UTC(2026, 9, 9, 16, 55));
  const refused = await cloud.send(issue);
  expect(refused.status).toBe(429);
  expect(refused.headers.get('Retry-After')).toBe('300');
  const [pool] = cloud.cloud.account.snapshot().pools;
  // The others are refused as well: together nobody spends more than the quota.
  expect(pool).toMatchObject({ ownPoints: 2, foreignPoints: 64_998 });
});

test('how often the account is asked changes nothing', () => {
  const load = together(
    businessHours({ quietPointsPerHour: 2_000, busyPointsPerHour: 30_000, seed: 7 }),
    spikeAt({ atMs: startMs + 600_000, durationMs: 300_000, pointsPerHour: 120_000 }),
  );
  const untilMs = startMs + 4 * 3_600_000;
  const often = foreignPoints(load, startMs, untilMs, 7_500);
  expect(foreignPoints(load, startMs, untilMs, 3_600_000)).toEqual(often);
  expect(often).toHaveLength(5);
});

test('a spike draws its points and nothing before or after', () => {
  const load = spikeAt({ atMs: startMs, durationMs: 600_000, pointsPerHour: 60_000 });
  expect(foreignPoints(load, startMs, startMs + 7_200_000, 600_000)).toEqual([10_000]);
});

test('business hours are busy on a Friday afternoon and quiet on the Sunday after', () => {
  const load = businessHours({ quietPointsPerHour: 1_000, busyPointsPerHour: 40_000 });
  const friday = load(Date.UTC(2026, 9, 9, 14));
  const sunday = load(Date.UTC(2026, 9, 11, 14));
  expect(friday).toBeGreaterThanOrEqual(32_000);
  expect(friday).toBeLessThanOrEqual(48_000);
  expect(sunday).toBeGreaterThanOrEqual(800);
  expect(sunday).toBeLessThanOrEqual(1_200);
});

test('on tier 2 nobody else draws on the pool of this site', () => {
  const clock = new ManualClock(startMs);
  const apps = [app({ tier: 2, foreign: { jira: steady(60_000) } })];
  const cloud = createCloud({ clock, sites: [site], apps });
  const headers = { authorization: token() };
  cloud.handle({ method: 'GET', url: `/ex/jira/${cloudId}${issue}`, headers, body: null });
  expect(cloud.account.snapshot().pools).toMatchObject([{ ownPoints: 2, foreignPoints: 0 }]);
});
