import { answered } from './fake-bridge';
import { cleanup, screen, within } from '@testing-library/react';
import { limits, nowMs, overview, poolView, thisHourMs } from './fixtures';
import { tellAlarms } from '../../static/dashboard/src/alarms';
import { openPage } from './open-page';

afterEach(() => {
  cleanup();
  tellAlarms({ alarms: [], resetAtMs: 0 });
});

const pool = { app: 'own', environment: 'PRODUCTION', product: 'jira' as const };
const forecast = {
  endPoints: { low: 58_000, likely: 66_000, high: 71_000 },
  wallAtMs: thisHourMs + 51 * 60_000,
  earliestWallAtMs: thisHourMs + 48 * 60_000,
  pastHours: 9,
  othersAnHour: null,
};

test('the pool says when it will be empty at this pace, and what is not in that', async () => {
  await openPage('/', () => answered(overview({ pools: [poolView({ status: 'watch', forecast })] })));
  const card = await screen.findByRole('region', { name: 'Jira' });
  expect(
    within(card).getByText(
      'At this pace the pool is empty about 14:51 UTC. What others draw is not in it: below 80% nothing shows that.',
    ),
  ).toBeTruthy();
  expect(within(card).getByText('Runs dry')).toBeTruthy();
  expect(within(card).getByText('Runs dry at about 14:51 UTC, in 9 min')).toBeTruthy();
  expect(within(card).getByText('Put off what can wait, scheduled jobs first.')).toBeTruthy();
});

test('without a wall in sight the end of the hour is said with its band, and who else drains the pool', async () => {
  const calm = {
    ...forecast,
    wallAtMs: null,
    earliestWallAtMs: null,
    endPoints: { low: 43_000, likely: 48_000, high: 52_000 },
  };
  const drains = [{ every: 'day' as const, minute: 25, times: 3, leastPoints: 7980 }];
  await openPage('/', () => answered(overview({ pools: [poolView({ forecast: calm, drains })] })));
  const card = await screen.findByRole('region', { name: 'Jira' });
  expect(
    within(card).getByText(/^By 15:00 UTC likely 48,000 of 65,000 will be gone \(43,000 to 52,000\)\./),
  ).toBeTruthy();
  expect(within(card).getByText(/about :25, 3 days running, others drew at least 7,980 points/)).toBeTruthy();
});

test('every page warns while a pool is empty', async () => {
  const alarms = {
    resetAtMs: thisHourMs + 3_600_000,
    alarms: [{ pool, status: 'exhausted', sinceMs: nowMs, enforcement: 'enforced' }],
  };
  await openPage('/limits', () => ({ ...answered(limits()), alarms }));
  const alarm = await screen.findByRole('alert');
  expect(alarm.textContent).toContain('Jira: the pool is empty. Calls are refused until 15:00 UTC.');
});

test('the banner names the threshold that is reached', async () => {
  const near = { pool, status: 'near', sinceMs: nowMs, reachedPercent: 90, enforcement: 'beta' };
  const alarms = { resetAtMs: thisHourMs + 3_600_000, alarms: [near] };
  await openPage('/limits', () => ({ ...answered(limits()), alarms }));
  expect((await screen.findByText(/90% of the pool/)).textContent).toContain(
    'Jira: 90% of the pool is used. It is full again at 15:00 UTC. This limit is only announced: nothing is refused yet.',
  );
});

test('without a word of alarms the page is shown without a warning', async () => {
  await openPage('/limits', () => answered(limits()));
  expect(await screen.findByRole('heading', { name: 'Recent warnings' })).toBeTruthy();
  expect(screen.getByText('No pool came near its limit so far.')).toBeTruthy();
  expect(screen.queryByRole('alert')).toBeNull();
});

test('the limits list what changed, newest first', async () => {
  const change = {
    ...{ atMs: nowMs, pool, from: 'watch' as const, to: 'near' as const, enforcement: 'beta' as const },
    ...{ usedPoints: 52_100, quotaPoints: 65_000 },
  };
  const warnings = [{ kind: 'near' as const, atMs: nowMs, pool, change }];
  await openPage('/limits', () => answered(limits({ warnings })));
  expect(
    await screen.findByText(/Jira: near its limit, at about 52,100 points \(announced limit\)/),
  ).toBeTruthy();
});
