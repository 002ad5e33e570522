/** The hourly pool: silent, near, empty, new. */
import { app, closeClouds, cloudId, openCloud, site, token, type OpenCloud } from './open-cloud';

afterEach(closeClouds);

const myself = '/rest/api/3/myself';
/** A read that costs exactly 2. */
const issue = '/rest/api/3/issue/WEB-1';

async function times(cloud: OpenCloud, count: number, path = issue): Promise<Response> {
  let last = await cloud.send(path);
  for (let n = 1; n < count; n += 1) last = await cloud.send(path);
  return last;
}

test('headers of a quiet hour are those recorded from a Forge app: the quota without r, the burst with it', async () => {
  const cloud = await openCloud();
  const { headers } = await cloud.send(myself);
  expect(headers.get('RateLimit-Policy')).toBe(
    '"global-app-quota";q=65000;w=3600, "jira-burst-based";q=100;w=1',
  );
  expect(headers.get('RateLimit')).toBe('"global-app-quota";t=3000, "jira-burst-based";r=349;t=1');
  expect(headers.get('X-RateLimit-Limit')).toBe('350');
  expect(headers.get('X-RateLimit-Remaining')).toBe('349');
  expect(headers.get('X-RateLimit-NearLimit')).toBeNull();
});

test('r is told past 80% use and not at 80%', async () => {
  const cloud = await openCloud({ apps: [app({ quotaPoints: 100 })] });
  const at80 = await times(cloud, 40);
  expect(at80.headers.get('RateLimit')).toContain('"global-app-quota";t=3000');
  expect(at80.headers.get('X-RateLimit-NearLimit')).toBeNull();
  const at82 = await cloud.send(issue);
  expect(at82.headers.get('RateLimit')).toContain('"global-app-quota";r=18;t=3000');
  expect(at82.headers.get('X-RateLimit-NearLimit')).toBe('true');
});

test('an empty pool is a wall until the full hour', async () => {
  const cloud = await openCloud({ apps: [app({ quotaPoints: 10 })] });
  expect((await times(cloud, 5)).status).toBe(200);
  const refused = await cloud.send(issue);
  expect(refused.status).toBe(429);
  expect(Object.fromEntries(refused.headers)).toMatchObject({
    'retry-after': '3000',
    'ratelimit-reason': 'jira-quota-global-based',
    'x-ratelimit-limit': '10',
    'x-ratelimit-remaining': '0',
    'x-ratelimit-reset': '2026-10-09T17:00Z',
    'ratelimit-policy': '"global-app-quota";q=10;w=3600',
    ratelimit: '"global-app-quota";r=0;t=3000',
  });
  cloud.clock.moveTo(Date.UTC(2026, 9, 9, 16, 59, 59, 999));
  expect((await cloud.send(issue)).status).toBe(429);
  cloud.clock.moveTo(Date.UTC(2026, 9, 9, 17));
  const fresh = await cloud.send(issue);
  expect(fresh.status).toBe(200);
  expect(fresh.headers.get('RateLimit')).toContain('"global-app-quota";t=3600');
});

test('the last call may overdraw the pool', async () => {
  const cloud = await openCloud({ apps: [app({ quotaPoints: 3 })] });
  expect((await times(cloud, 2)).status).toBe(200);
  expect((await cloud.send(issue)).status).toBe(429);
  expect(cloud.cloud.account.snapshot().pools[0]?.ownPoints).toBe(4);
});

test('a beta quota is announced under Beta- names and refuses nothing', async () => {
  const cloud = await openCloud({ apps: [app({ quotaPoints: 10, enforcement: 'beta' })] });
  const quiet = await cloud.send(issue);
  expect(quiet.headers.get('Beta-RateLimit-Policy')).toBe('"global-app-quota";q=10;w=3600');
  expect(quiet.headers.get('Beta-RateLimit')).toBe('"global-app-quota";t=3000');
  expect(quiet.headers.get('RateLimit-Policy')).toBe('"jira-burst-based";q=150;w=1');
  const beyond = await times(cloud, 6);
  expect(beyond.status).toBe(200);
  expect(Object.fromEntries(beyond.headers)).toMatchObject({
    'beta-ratelimit': '"global-app-quota";r=0;t=3000',
    'beta-retry-after': '3000',
    'x-beta-ratelimit-nearlimit': 'true',
    'x-beta-ratelimit-reason': 'jira-quota-global-based',
  });
  expect(beyond.headers.get('RateLimit-Reason')).toBeNull();
  expect(beyond.headers.get('Retry-After')).toBeNull();
});

test('an app without enforcement is counted and told nothing of its quota', async () => {
  const cloud = await openCloud({ apps: [app({ quotaPoints: 4, enforcement: 'off' })] });
  const response = await times(cloud, 5);
  expect(response.status).toBe(200);
  expect(response.headers.get('RateLimit-Policy')).toBe('"jira-burst-based";q=150;w=1');
  expect(cloud.cloud.account.snapshot().pools[0]?.ownPoints).toBe(10);
});

test('on tier 2 each site has a pool, sized by edition and users', async () => {
  const other = {
    ...site,
    cloudId: '99999999-2222-4333-8444-555555555555',
    edition: 'enterprise',
    users: 15_000,
  } as const;
  const cloud = await openCloud({ apps: [app({ tier: 2 })], sites: [site, other] });
  expect((await cloud.send(issue)).headers.get('RateLimit-Policy')).toContain(
    '"tenant-app-quota";q=100200;w=3600',
  );
  const large = await cloud.send(issue, { cloudId: other.cloudId });
  expect(large.headers.get('RateLimit-Policy')).toContain('"tenant-app-quota";q=500000;w=3600');
});

test('an empty tier 2 pool of one site leaves the other site alone', async () => {
  const other = { ...site, cloudId: '99999999-2222-4333-8444-555555555555' };
  const cloud = await openCloud({ apps: [app({ tier: 2, quotaPoints: 2 })], sites: [site, other] });
  await cloud.send(issue);
  const refused = await cloud.send(issue);
  expect(refused.status).toBe(429);
  expect(refused.headers.get('RateLimit-Reason')).toBe('jira-quota-tenant-based');
  expect((await cloud.send(issue, { cloudId: other.cloudId })).status).toBe(200);
});

test('Confluence has a pool of its own and refuses with the reason seen in the field', async () => {
  const cloud = await openCloud({ apps: [app({ quotaPoints: 2 })] });
  await cloud.send(issue);
  expect((await cloud.send(issue)).status).toBe(429);
  const page = '/wiki/api/v2/pages/1000001';
  expect((await cloud.send(page)).status).toBe(200);
  const refused = await cloud.send(page);
  expect(refused.status).toBe(429);
  expect(refused.headers.get('RateLimit-Reason')).toBe('conf-global-based');
});

test('environments share a pool unless they are told to be apart', async () => {
  const staging = { authorization: token({ environment: 'STAGING' }) };
  const shared = await openCloud({ apps: [app({ quotaPoints: 2 })] });
  await shared.send(issue);
  expect((await shared.send(issue, staging)).status).toBe(429);
  const apart = await openCloud({ apps: [app({ quotaPoints: 2 })], environments: 'apart' });
  await apart.send(issue);
  expect((await apart.send(issue, staging)).status).toBe(200);
});

test('asUser draws on the same pool; the bridge and API tokens draw on none and are served at the wall', async () => {
  const cloud = await openCloud({ apps: [app({ quotaPoints: 2 })] });
  await cloud.send(issue);
  const asUser = await cloud.send(issue, {
    authorization: token({ route: 'forge.asUser', accountId: 'admin-1' }),
  });
  expect(asUser.status).toBe(429);
  const bridge = await cloud.send(issue, {
    authorization: token({ route: 'forge.bridge', accountId: 'admin-1' }),
  });
  expect(bridge.status).toBe(200);
  expect(bridge.headers.get('RateLimit-Policy')).toBe('"jira-burst-based";q=150;w=1');
  const basic = `Basic ${Buffer.from('ann.admin.0@example.com:secret').toString('base64')}`;
  expect((await cloud.send(issue, { authorization: basic })).status).toBe(200);
  expect(cloud.cloud.account.snapshot().pools[0]).toMatchObject({ ownPoints: 2, cloudId: null });
  expect(cloud.cloud.account.snapshot().cells.every((cell) => cell.cloudId === cloudId)).toBe(true);
});

test('the policy header vanishes at zero when the cloud is told so', async () => {
  const cloud = await openCloud({ apps: [app({ quotaPoints: 2 })], policyAtZero: 'absent' });
  const last = await cloud.send(issue);
  expect(last.status).toBe(200);
  expect(last.headers.get('RateLimit-Policy')).toBe('"jira-burst-based";q=150;w=1');
  const refused = await cloud.send(issue);
  expect(refused.headers.get('RateLimit-Policy')).toBeNull();
  expect(refused.headers.get('RateLimit')).toBe('"global-app-quota";r=0;t=3000');
});
