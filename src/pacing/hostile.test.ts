import fc from 'fast-check';
import type { AskedCall } from './call';
import { calm, OneProcess } from '../../test/pace/one-process';
import { minuteMs } from '../time';

const functionMs = 25_000;
const statuses = [200, 429, 503];
const callers: Partial<AskedCall>[] = [
  { method: 'POST' },
  { method: 'POST', work: 'person', route: 'forge.asUser' },
];

const hostile: Record<string, Record<string, string>> = {
  't of thirty years': { ...calm, ratelimit: '"global-app-quota";r=0;t=1000000000' },
  'a date in 2099': {
    'ratelimit-reason': 'jira-quota-global-based',
    'x-ratelimit-reset': '2099-01-01T00:00Z',
  },
  'a Retry-After in 2099': { 'retry-after': 'Thu, 01 Jan 2099 00:00:00 GMT' },
  'less than nothing left': { ...calm, ratelimit: '"global-app-quota";r=-5;t=2400' },
  'a quota of one point': {
    'ratelimit-policy': '"global-app-quota";q=1;w=3600',
    ratelimit: '"global-app-quota";r=1;t=2400',
  },
  'a wait of eleven days': { 'retry-after': '999999', 'ratelimit-reason': 'jira-burst-based' },
  'a bucket that never fills': {
    ...{ 'x-ratelimit-limit': '1', 'x-ratelimit-remaining': '0' },
    ...{ 'ratelimit-policy': '"jira-burst-based";q=0;w=1', ratelimit: '"jira-burst-based";r=0;t=1' },
  },
  'an unknown reason': { 'ratelimit-reason': 'because', 'retry-after': '31000000' },
};

/** Minutes from a hostile answer until a call is served. */
async function minutesUntilServed(
  status: number,
  headers: Record<string, string>,
  caller: Partial<AskedCall>,
): Promise<number> {
  const process = new OneProcess({}, [{ status, headers }]);
  await process.call(caller, functionMs);
  process.answerWith({ status: 200, headers: calm });
  for (let minutes = 0; minutes <= 1_000; minutes += 1) {
    if ((await process.call(caller, functionMs)) === 200) return minutes;
    await process.time.run(process.time.nowMs() + minuteMs);
  }
  return Infinity;
}

describe('a wrong or hostile header', () => {
  it.each(Object.entries(hostile))('%s never stops an app for more than the hour', async (_what, headers) => {
    for (const status of statuses)
      for (const caller of callers)
        expect(await minutesUntilServed(status, headers, caller)).toBeLessThanOrEqual(60);
  });

  it('that leaves a negative number of points is set aside: background work goes on at once', async () => {
    expect(await minutesUntilServed(200, hostile['less than nothing left'] ?? {}, {})).toBe(0);
  });

  it('in any combination of values stops it for no longer', async () => {
    const small = fc.integer({ min: -9, max: 99 });
    const value = fc.oneof(
      fc.constantFrom('', '0', '-5', '1e9', '9223372036854775807', '2099-01-01T00:00Z', 'true'),
      fc.integer({ min: -10, max: 2_000_000_000 }).map(String),
      fc
        .tuple(small, fc.integer({ min: 0, max: 2 ** 31 }), small)
        .map(
          ([r, t, q]) => `"global-app-quota";r=${r};t=${t};q=${q}, "jira-burst-based";r=${r};t=${t};q=${q}`,
        ),
    );
    const names = ['retry-after', 'ratelimit', 'ratelimit-policy'];
    const flat = ['x-ratelimit-reset', 'x-ratelimit-limit', 'x-ratelimit-remaining'];
    const reasons = [
      'jira-quota-global-based',
      'jira-burst-based',
      'jira-cost-based',
      'jira-per-issue-on-write',
      'x',
    ];
    const anyHeaders = fc.record({
      ...Object.fromEntries([...names, ...flat].map((name) => [name, value])),
      'ratelimit-reason': fc.constantFrom(...reasons),
    });
    await fc.assert(
      fc.asyncProperty(
        anyHeaders,
        fc.constantFrom(...statuses),
        fc.constantFrom(...callers),
        async (headers, status, caller) => {
          expect(await minutesUntilServed(status, headers, caller)).toBeLessThanOrEqual(60);
        },
      ),
      { numRuns: 60 },
    );
  });
});
