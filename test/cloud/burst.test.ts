/** The limits by the second: burst buckets, and writes to one issue. */
import { app, closeClouds, openCloud, token, type OpenCloud, type Send } from './open-cloud';

afterEach(closeClouds);

/** The clock stands still, so every call of a round comes in the same millisecond. */
async function statuses(cloud: OpenCloud, count: number, path: string, send?: Send): Promise<number[]> {
  const found: number[] = [];
  for (let n = 0; n < count; n += 1) found.push((await cloud.send(path, send)).status);
  return found;
}

function count(all: readonly number[], status: number): number {
  return all.filter((one) => one === status).length;
}

const serverInfo = '/rest/api/3/serverInfo';

test('a bucket of 350 empties, refuses with its reason, and fills by 100 a second', async () => {
  const cloud = await openCloud();
  expect(count(await statuses(cloud, 350, serverInfo), 200)).toBe(350);
  const refused = await cloud.send(serverInfo);
  expect(refused.status).toBe(429);
  expect(Object.fromEntries(refused.headers)).toMatchObject({
    'retry-after': '1',
    'ratelimit-reason': 'jira-burst-based',
    'x-ratelimit-limit': '350',
    'x-ratelimit-remaining': '0',
    'x-ratelimit-reset': '2026-10-09T16:10:01Z',
  });
  cloud.clock.advance(500);
  expect(count(await statuses(cloud, 60, serverInfo), 200)).toBe(50);
});

test('the bucket is shared by all apps and by callers without points, and is one for each endpoint', async () => {
  const cloud = await openCloud({ apps: [app(), app({ id: 'app-2' })] });
  await statuses(cloud, 349, serverInfo);
  expect((await cloud.send(serverInfo, { authorization: null })).status).toBe(200);
  expect((await cloud.send(serverInfo, { authorization: token({ appId: 'app-2' }) })).status).toBe(429);
  expect((await cloud.send('/rest/api/3/myself')).status).toBe(200);
});

test('a POST has a bucket of 200, and a refused call costs no points', async () => {
  const cloud = await openCloud();
  const send = { method: 'POST', json: { globalPermissions: ['ADMINISTER'] } };
  const all = await statuses(cloud, 205, '/rest/api/3/permissions/check', send);
  expect([count(all, 200), count(all, 429)]).toEqual([200, 5]);
  const [cell] = cloud.cloud.account.snapshot().cells;
  expect(cell).toMatchObject({ requests: 205, points: 600, refused: { 'jira-burst-based': 5 } });
});

describe('Writes to one issue', () => {
  const property = '/rest/api/3/issue/WEB-1/properties/state';
  const put = { method: 'PUT', json: 1 };

  test('20 go in two seconds, the next is refused, and another issue is not concerned', async () => {
    const cloud = await openCloud();
    expect(count(await statuses(cloud, 20, property, put), 429)).toBe(0);
    // By its id it is the same issue.
    const refused = await cloud.send('/rest/api/3/issue/1000001', { method: 'PUT', json: { fields: {} } });
    expect(refused.status).toBe(429);
    expect(refused.headers.get('RateLimit-Reason')).toBe('jira-per-issue-on-write');
    expect(refused.headers.get('Retry-After')).toBeNull();
    expect((await cloud.send('/rest/api/3/issue/WEB-2/properties/state', put)).status).toBe(201);
    cloud.clock.advance(2_000);
    expect((await cloud.send(property, put)).status).toBe(200);
  });

  test('100 go in thirty seconds, however well they are spaced', async () => {
    const cloud = await openCloud();
    for (let round = 0; round < 5; round += 1) {
      expect(count(await statuses(cloud, 20, property, put), 429)).toBe(0);
      cloud.clock.advance(2_000);
    }
    expect((await cloud.send(property, put)).status).toBe(429);
    cloud.clock.advance(20_000);
    expect((await cloud.send(property, put)).status).toBe(200);
  });

  test('reading the issue is not a write', async () => {
    const cloud = await openCloud();
    await statuses(cloud, 20, property, put);
    expect((await cloud.send(property)).status).toBe(200);
  });
});
