import { cloudId, site, startMs } from '../open-cloud';
import { appId, basic, context, openOwnerCloud, owner, pageOf } from './owner-cloud';

test('a line is told as Atlassian tells it', () => {
  const { print, logs, environmentId } = openOwnerCloud();
  print({ message: 'first', licenseState: 'Active' });
  const attribute = (key: string, stringValue: string) => ({ key, value: { stringValue } });
  expect(logs()).toEqual({
    status: 200,
    body: {
      appLogs: [
        {
          timeUnixNano: `${startMs}000000`,
          severityNumber: 30,
          severityText: 'INFO',
          body: { stringValue: 'first' },
          attributes: [
            attribute('appId', appId),
            attribute('environmentId', environmentId),
            attribute('invocationId', 'inv-1'),
            attribute('installationContext', context),
            attribute('appVersion', '2.1.0'),
            attribute('functionKey', 'sweep'),
            attribute('moduleType', 'core:function'),
            attribute('licenseState', 'Active'),
            attribute('edition', 'Standard'),
          ],
        },
      ],
    },
  });
});

test('pages are joined by cursors that hold while new lines come', () => {
  const { print, logs, clock } = openOwnerCloud({ logs: { pageSize: 2, order: 'oldestFirst' } });
  for (const message of ['a', 'b', 'c']) print({ message });
  const end = { endDate: new Date(clock.now()).toISOString() };
  const first = pageOf(logs(end));
  print({ message: 'd' });
  const second = pageOf(logs({ ...end, cursor: first.cursor ?? '' }));
  expect([first.messages, second.messages, second.cursor]).toEqual([['a', 'b'], ['c', 'd'], undefined]);
});

test.each<[string, Record<string, string | string[]>, string]>([
  [
    'more than an hour',
    { startDate: '2026-10-09T15:09:59.999Z' },
    'endDate must not exceed 1 hour after the startDate',
  ],
  [
    'more than 14 days back',
    { startDate: '2026-09-25T16:09:59.999Z', endDate: '2026-09-25T17:00:00.000Z' },
    'startDate is more than 14 days in the past',
  ],
  ['the future', { endDate: '2026-10-09T16:10:00.001Z' }, 'endDate is in the future'],
  [
    'a date without milliseconds',
    { startDate: '2026-10-09T16:00:00Z' },
    "startDate and endDate are required in the format yyyy-MM-dd'T'HH:mm:ss.SSS'Z'",
  ],
  ['no environment', { environmentId: '' }, 'environmentId is required'],
  [
    '51 sites',
    { installationContext: Array.from({ length: 51 }, (_, n) => `ari:cloud:jira::site/${n}`) },
    'At most 50 installationContext are allowed',
  ],
  ['a cursor of nobody', { cursor: 'c1' }, 'Invalid cursor'],
])('%s is refused', (_name, query, message) => {
  expect(openOwnerCloud({ knownApps: [appId] }).logs(query)).toEqual({
    status: 400,
    body: { code: 400, message },
  });
});

test('thirty calls a minute and app, whoever asks', () => {
  const cloud = openOwnerCloud({
    accounts: [owner, { email: 'bot@example.com', apiToken: 't', readsLogsOf: [appId] }],
  });
  cloud.print({});
  const statuses = Array.from(
    { length: 31 },
    (_, n) => cloud.logs({}, n % 2 === 0 ? undefined : basic('bot@example.com', 't')).status,
  );
  expect(statuses).toEqual([...Array.from({ length: 30 }, () => 200), 429]);
  cloud.clock.advance(60_000);
  expect(cloud.logs().status).toBe(200);
});

test('a wrong token, an account without the right and an app that is not there are refused', () => {
  const stranger = { email: 'stranger@example.com', apiToken: 's' };
  const cloud = openOwnerCloud({ accounts: [owner, stranger], missingRight: 403, knownApps: [appId] });
  expect([
    cloud.logs({}, basic(owner.email, 'wrong')).status,
    cloud.logs({}, basic(stranger.email, stranger.apiToken)).status,
    cloud.logs({}, undefined, '00000000-0000-4000-8000-000000000000').status,
    cloud.logs().status,
  ]).toEqual([401, 403, 404, 200]);
});

test('lines are chosen by level, text, site and environment', () => {
  const cloud = openOwnerCloud({ logs: { order: 'oldestFirst' } });
  cloud.print({ message: 'one apple' });
  cloud.print({ message: 'two apples', level: 'error' });
  cloud.print({ message: 'one pear', installationContext: 'ari:cloud:confluence::site/other' });
  cloud.print({ message: 'one apple elsewhere', environment: 'STAGING' });
  expect(pageOf(cloud.logs({ message: 'apple' })).messages).toEqual(['one apple', 'two apples']);
  expect(pageOf(cloud.logs({ level: ['ERROR', 'WARN'] })).messages).toEqual(['two apples']);
  expect(pageOf(cloud.logs({ installationContext: 'ari:cloud:confluence::site/other' })).messages).toEqual([
    'one pear',
  ]);
});

test('a customer keeps the logs to itself, a line comes late, a line never comes', () => {
  const closed = openOwnerCloud({ knownApps: [appId], logs: { closedCloudIds: [cloudId] } });
  closed.print({});
  expect(pageOf(closed.logs()).messages).toEqual([]);

  const late = openOwnerCloud({ logs: { delayMs: 300_000 } });
  for (let n = 0; n < 20; n += 1) late.print({ message: String(n) });
  const atOnce = pageOf(late.logs()).messages.length;
  late.clock.advance(300_000);
  expect([atOnce < 20, pageOf(late.logs()).messages.length]).toEqual([true, 20]);

  const lost = openOwnerCloud({ logs: { lostShare: 0.5, pageSize: 200 } });
  for (let n = 0; n < 200; n += 1) lost.print({});
  expect(Math.abs(pageOf(lost.logs()).messages.length - 100)).toBeLessThan(30);
});

test('a cloud without the option serves none of it, and says how', () => {
  const { cloud } = openOwnerCloud({}, { owner: undefined as never, sites: [site] });
  const { status, body } = cloud.handle({
    method: 'GET',
    url: `/v1/app/logs/${appId}`,
    headers: {},
    body: null,
  });
  expect([status, body]).toEqual([
    404,
    expect.stringContaining('start the emulator with the option `owner`'),
  ]);
});
