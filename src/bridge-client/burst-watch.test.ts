import { readingOf, watchBurst, type WatchReading } from './burst-watch';
import { watchBounds, watchedReads } from './watched-reads';

const [search, , people] = watchedReads;
const bucket = (left: number) => ({
  'X-RateLimit-Limit': '350',
  'X-RateLimit-Remaining': String(left),
  'RateLimit-Policy': '"global-app-quota";q=65000;w=3600, "jira-burst-based";q=100;w=1',
  RateLimit: `"global-app-quota";t=900, "jira-burst-based";r=${left};t=1`,
});
const burst429 = {
  ...bucket(0),
  'RateLimit-Reason': 'jira-burst-based',
  'Retry-After': '1',
};
const at = (ms: number) => ({ startedAtMs: ms, answeredAtMs: ms + 20 });
const first = readingOf(search, { status: 200, headers: bucket(349) }, at(0), null);

describe('a reading of the watch', () => {
  it('has the bucket of its endpoint as the answer tells it, and nothing of others yet', () => {
    expect(first).toEqual({
      ...{ startedAtMs: 0, answeredAtMs: 20, status: 200, leftRequests: 349, sizeRequests: 350 },
      isNear: false,
      ...{ refillPerSecond: 100, refusedFor: null, waitUntilMs: null, others: null },
    });
  });

  it('tells from the one before how much everybody else took', () => {
    const next = readingOf(search, { status: 200, headers: bucket(60) }, at(5_000), first);
    // 350 once it was full again, less 60, the read itself and what rounding hides; at most all that came back, too.
    expect(next.others).toEqual({ low: 288, high: 791 });
  });

  it('of a bucket that refuses has nothing left, and the wait that was asked for', () => {
    const refused = readingOf(search, { status: 429, headers: burst429 }, at(5_000), first);
    expect(refused).toMatchObject({ leftRequests: 0, refusedFor: 'burst', waitUntilMs: 6_020 });
    expect(refused.others).toEqual({ low: 349, high: 852 });
    const bare = { 'RateLimit-Reason': 'jira-burst-based' };
    expect(readingOf(search, { status: 429, headers: bare }, at(5_000), first)).toMatchObject({
      ...{ leftRequests: 0, sizeRequests: null, refillPerSecond: 100 },
    });
  });

  it('that another limit refused says nothing of the bucket: its figures are that limit’s', () => {
    const headers = {
      ...{ 'X-RateLimit-Limit': '65000', 'X-RateLimit-Remaining': '0', 'Retry-After': '900' },
      'RateLimit-Reason': 'jira-quota-global-based',
    };
    expect(readingOf(search, { status: 429, headers }, at(5_000), first)).toMatchObject({
      ...{ leftRequests: null, refusedFor: 'quotaGlobal', waitUntilMs: 905_020, others: null },
    });
  });

  it('without such headers, or without an answer, knows nothing', () => {
    expect(readingOf(people, { status: 401, headers: {} }, at(0), null)).toMatchObject({
      ...{ status: 401, leftRequests: null, refillPerSecond: null, others: null },
    });
    expect(readingOf(search, null, at(0), first)).toMatchObject({
      status: null,
      leftRequests: null,
      others: null,
    });
  });

  it('is near where less than a fifth is left, and unknown where either figure is', () => {
    const near = (headers: Record<string, string>) =>
      readingOf(search, { status: 200, headers }, at(0), null).isNear;
    expect([near(bucket(69)), near(bucket(70)), near({ 'X-RateLimit-Remaining': '3' })]).toEqual([
      true,
      false,
      null,
    ]);
  });

  it('takes no rate of a policy whose window has no length', () => {
    const headers = { ...bucket(349), 'RateLimit-Policy': '"jira-burst-based";q=100;w=0' };
    expect(readingOf(search, { status: 200, headers }, at(0), null).refillPerSecond).toBe(100);
  });

  it('takes a published refill for a read of the list only: the endpoint of another one is not known', () => {
    const headers = { 'X-RateLimit-Limit': '350', 'X-RateLimit-Remaining': '349' };
    const own = 'GET /rest/api/3/issue/WEB-1';
    expect(readingOf(search, { status: 200, headers }, at(0), null).refillPerSecond).toBe(100);
    expect(readingOf(own, { status: 200, headers }, at(0), null).refillPerSecond).toBeNull();
  });
});

interface Told {
  readings: WatchReading[];
  readAtMs: number[];
}

async function watched(answer: (n: number) => object | Error, stopAfter = Infinity): Promise<Told> {
  let nowMs = 1_000_000;
  const told: Told = { readings: [], readAtMs: [] };
  await watchBurst(search, {
    read: () => {
      told.readAtMs.push(nowMs - 1_000_000);
      nowMs += 30;
      const found = answer(told.readAtMs.length - 1);
      return found instanceof Error ? Promise.reject(found) : Promise.resolve(found as { status: number });
    },
    nowMs: () => nowMs,
    pause: (milliseconds) => {
      nowMs += milliseconds;
      return Promise.resolve();
    },
    isStopped: () => told.readings.length >= stopAfter,
    tell: (reading) => told.readings.push(reading),
  });
  return told;
}

describe('the watch', () => {
  it('reads every five seconds for two minutes, and goes on when an answer fails', async () => {
    const { readings, readAtMs } = await watched((n) =>
      n === 3 ? new Error('offline') : { status: 200, headers: bucket(349) },
    );
    expect(readAtMs).toEqual(Array.from({ length: watchBounds.reads }, (_, n) => n * 5_000));
    expect(readings.map(({ leftRequests }) => leftRequests).slice(2, 6)).toEqual([349, null, 349, 349]);
  });

  it('waits as long as a refusal asks, and ends where that is longer than the watch', async () => {
    const slow = { ...burst429, 'Retry-After': '30' };
    const { readAtMs } = await watched((n) =>
      n === 1 ? { status: 429, headers: slow } : { status: 200, headers: bucket(349) },
    );
    expect(readAtMs.slice(0, 4)).toEqual([0, 5_000, 35_030, 40_030]);
    expect(readAtMs.at(-1)).toBeLessThan(120_000);
    const empty = { ...burst429, 'RateLimit-Reason': 'jira-quota-global-based', 'Retry-After': '900' };
    expect((await watched(() => ({ status: 429, headers: empty }))).readAtMs).toEqual([0]);
  });

  it('reads nothing further once it is stopped', async () => {
    expect((await watched(() => ({ status: 200, headers: bucket(349) }), 2)).readAtMs).toHaveLength(2);
  });
});
