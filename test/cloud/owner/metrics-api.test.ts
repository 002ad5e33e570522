import { cloudId, startMs } from '../open-cloud';
import { appId, basic, context, openOwnerCloud, owner, type Answer } from './owner-cloud';

interface Point {
  asInt: number;
  attributes: { key: string; value: { stringValue: string } }[];
  startTimeUnixNano: string;
  timeUnixNano: string;
}

function pointsOf({ body }: Answer): Point[] {
  const { appMetrics } = (body as { data: { ecosystem: { forgeMetrics: { appMetrics: object } } } }).data
    .ecosystem.forgeMetrics;
  const { resourceMetrics } = appMetrics as {
    resourceMetrics: { scopeMetrics: { metrics: { name: string; sum: { dataPoints: Point[] } }[] }[] }[];
  };
  return resourceMetrics.flatMap(({ scopeMetrics }) =>
    scopeMetrics.flatMap(({ metrics }) => metrics.flatMap(({ sum }) => sum.dataPoints)),
  );
}

function errorOf({ body }: Answer): unknown {
  return (body as { data: { ecosystem: { forgeMetrics: { appMetrics: unknown } } } }).data.ecosystem
    .forgeMetrics.appMetrics;
}

const total = (answer: Answer): number => pointsOf(answer).reduce((sum, { asInt }) => sum + asInt, 0);
const minuteMs = 60_000;

test('backend calls are counted by minute, site, path, provider and status; a page’s own calls are not', () => {
  const cloud = openOwnerCloud();
  cloud.call('/rest/api/3/issue/WEB-1');
  cloud.call('/rest/api/3/issue/WEB-2');
  cloud.call('/rest/api/3/issue/WEB-1', { route: 'forge.asUser', accountId: 'admin-1' });
  cloud.call('/rest/api/3/issue/WEB-1', { route: 'forge.bridge', accountId: 'admin-1' });
  cloud.call('/rest/api/3/nothing/of/this');
  cloud.clock.advance(minuteMs);
  const rows = pointsOf(cloud.metrics(startMs, startMs + minuteMs)).map(({ asInt, attributes }) => [
    asInt,
    Object.fromEntries(attributes.map(({ key, value }) => [key, value.stringValue])),
  ]);
  const common = { appId, contextAri: context, environmentId: cloud.environmentId, remote: 'jira' };
  const url = '/rest/api/3/issue/{issueIdOrKey}';
  expect(rows).toEqual([
    [2, { ...common, provider: 'app', status: '2xx', url }],
    [1, { ...common, provider: 'user', status: '2xx', url }],
    [1, { ...common, provider: 'app', status: '5xx', url: 'unknown' }],
  ]);
});

test('a query takes fifteen minutes, starts at most 14 days ago, and five go a minute', () => {
  const cloud = openOwnerCloud({ knownApps: [appId] });
  const error = (statusCode: number, errorType: string, message: string) => ({
    message,
    identifier: null,
    extensions: [{ statusCode, errorType }],
  });
  const ask = (fromMs: number, toMs: number) => errorOf(cloud.metrics(fromMs, toMs));
  expect(ask(startMs - 16 * minuteMs, startMs)).toEqual(
    error(400, 'BAD_REQUEST', 'The interval is longer than 15 minutes'),
  );
  const old = startMs - 14 * 86_400_000 - 1;
  expect(ask(old, old + minuteMs)).toEqual(
    error(400, 'BAD_REQUEST', 'The interval starts more than 14 days ago'),
  );
  for (let n = 0; n < 3; n += 1) expect(ask(startMs - minuteMs, startMs)).toEqual({ resourceMetrics: [] });
  expect(ask(startMs - minuteMs, startMs)).toEqual(error(429, 'RATE_LIMIT', 'Too many requests'));
  cloud.clock.advance(minuteMs);
  expect(ask(startMs, startMs + minuteMs)).toEqual({ resourceMetrics: [] });
});

test('the experiment’s header, the token and ownership are asked for', () => {
  const reader = { email: 'bot@example.com', apiToken: 'b', readsLogsOf: [appId] };
  const cloud = openOwnerCloud({ accounts: [owner, reader], knownApps: [appId] });
  const ask = (change: Parameters<typeof cloud.metrics>[2]) =>
    cloud.metrics(startMs - minuteMs, startMs, change);
  expect(ask({ experimental: '' }).body).toMatchObject({ data: null, errors: [{}] });
  expect(ask({ authorization: basic(owner.email, 'wrong') }).status).toBe(401);
  expect(errorOf(ask({ authorization: basic(reader.email, reader.apiToken) }))).toMatchObject({
    extensions: [{ statusCode: 403 }],
  });
});

test('sampling, unknown paths, gaps, late series, zero rows and longer intervals', () => {
  const busy = (options: Parameters<typeof openOwnerCloud>[0]) => {
    const cloud = openOwnerCloud(options);
    for (let n = 0; n < 200; n += 1) cloud.call('/rest/api/3/myself');
    cloud.clock.advance(minuteMs);
    return cloud;
  };
  const whole = (cloud: ReturnType<typeof openOwnerCloud>) => cloud.metrics(startMs, startMs + minuteMs);
  expect(total(whole(busy({})))).toBe(200);
  expect(Math.abs(total(whole(busy({ metrics: { sampledShare: 0.5 } }))) - 100)).toBeLessThan(30);
  const gaps = [{ fromMs: startMs, toMs: startMs + 1 }];
  expect(total(whole(busy({ metrics: { gaps } })))).toBe(0);
  const urls = pointsOf(whole(busy({ metrics: { unknownShare: 1 } }))).flatMap(({ attributes }) =>
    attributes.filter(({ key }) => key === 'url').map(({ value }) => value.stringValue),
  );
  expect(urls).toEqual(['unknown']);

  const late = busy({ metrics: { delayMs: 600_000 } });
  expect(total(whole(late))).toBe(0);
  late.clock.advance(600_000);
  expect(total(whole(late))).toBe(200);

  expect(pointsOf(whole(busy({ metrics: { zeroRows: true } }))).map(({ asInt }) => asInt)).toEqual([200, 0]);
  const five = busy({ metrics: { intervalMinutes: 5 } });
  five.call('/rest/api/3/myself');
  five.clock.advance(minuteMs);
  const [row] = pointsOf(five.metrics(startMs, startMs + 5 * minuteMs));
  expect(row).toMatchObject({
    asInt: 201,
    startTimeUnixNano: `${startMs}000000`,
    timeUnixNano: `${startMs + 5 * minuteMs}000000`,
  });
});

test('a failed query is a QueryError within a 200, and storage is counted under stargate', () => {
  const failing = openOwnerCloud({ knownApps: [appId], metrics: { queryErrorShare: 1 } });
  const answer = failing.metrics(startMs - minuteMs, startMs);
  expect([answer.status, errorOf(answer)]).toEqual([
    200,
    expect.objectContaining({ message: 'Metrics could not be fetched' }),
  ]);

  const cloud = openOwnerCloud();
  cloud.cloud.owner?.countPlatformCall({
    ...{ app: `ari:cloud:ecosystem::app/${appId}`, environment: 'PRODUCTION', atMs: startMs },
    ...{ installationContext: `ari:cloud:jira::site/${cloudId}`, path: '/forge/entities/graphql' },
  });
  cloud.clock.advance(minuteMs);
  expect(JSON.stringify(pointsOf(cloud.metrics(startMs, startMs + minuteMs)))).toContain('"stargate"');
});
