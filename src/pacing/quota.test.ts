import { calm, hourEndMs, left, OneProcess, SharedValue, startMs } from '../../test/pace/one-process';

const quotaGone = {
  status: 429,
  headers: { 'ratelimit-reason': 'jira-quota-global-based', 'retry-after': '2400' },
};
const served = { status: 200, headers: calm };
/** Its refusal is the caller's: it is not sent again. */
const post = { method: 'POST' } as const;
const functionMs = 25_000;

describe('an empty quota', () => {
  it('keeps every process of the installation from calling, at the price of one refusal', async () => {
    const shared = new SharedValue();
    const one = new OneProcess({}, [quotaGone], { shared });
    const two = new OneProcess({}, [served], { shared });
    expect(await one.call(post)).toBe(429);
    expect(await two.call({}, functionMs)).toMatchObject({ reason: 'quota' });
    expect(two.sentMs).toEqual([]);
    expect(shared).toMatchObject({ reads: 2, writes: 1 });
    expect(shared.value).toEqual({ v: 1, closed: { 'quota:jira': ['quota', hourEndMs] } });
  });

  it('lets people of a process that has not heard of it try, since they wait for no storage', async () => {
    const value = { v: 1, closed: { 'quota:jira': ['quota', hourEndMs] } };
    const read = () => new Promise((resolve) => setImmediate(resolve, value));
    const process = new OneProcess({}, [served], { shared: { read, write: () => Promise.resolve() } });
    expect(await process.call({ work: 'person' }, functionMs)).toBe(200);
    expect(await process.call({ work: 'person' }, functionMs)).toMatchObject({ reason: 'quota' });
  });

  it('is that of one product: the others go on', async () => {
    const process = new OneProcess({}, [quotaGone, served]);
    await process.call(post);
    const page = { product: 'confluence', path: '/wiki/api/v2/pages/1' } as const;
    expect(await process.call(page, functionMs)).toBe(200);
  });

  it('does not concern calls that draw on no points', async () => {
    const process = new OneProcess({}, [quotaGone, served]);
    await process.call(post);
    expect(await process.call({ route: 'apiToken' }, functionMs)).toBe(200);
  });

  it('is waited out in the background where there is time, by chance up to half a minute longer', async () => {
    const process = new OneProcess({}, [quotaGone, served]);
    await process.call(post);
    expect(await process.call()).toBe(200);
    expect(process.sentMs.at(-1)).toBe(hourEndMs - startMs + 15_000);
  });
});

describe('what the processes share', () => {
  it('is read once in ten seconds', async () => {
    const shared = new SharedValue();
    const process = new OneProcess({}, [{ ...served, tookMs: 1_000 }], { shared });
    for (let n = 0; n < 25; n += 1) await process.call();
    expect(shared).toMatchObject({ reads: 3, writes: 0 });
  });

  it('is said again by whoever finds its own word overwritten', async () => {
    const shared = new SharedValue();
    const process = new OneProcess({}, [quotaGone, served], { shared });
    await process.call(post);
    shared.value = { v: 1, closed: { 'reserve:confluence': ['reserve', hourEndMs] } };
    await process.time.run(startMs + 11_000);
    await process.call({}, functionMs);
    expect(shared.value).toEqual({
      v: 1,
      closed: { 'reserve:confluence': ['reserve', hourEndMs], 'quota:jira': ['quota', hourEndMs] },
    });
  });

  it.each([
    ['x'],
    [null],
    [{ v: 2 }],
    [{ v: 1, closed: [['quota:jira']] }],
    [{ v: 1, closed: { 'quota:jira': 5 } }],
  ])('counts for nothing when it is not ours: %j', async (value) => {
    const shared = new SharedValue(value);
    expect(await new OneProcess({}, [served], { shared }).call({}, functionMs)).toBe(200);
  });

  it('holds nobody up when storage fails', async () => {
    const shared = {
      read: () => Promise.reject(new Error('no')),
      write: () => Promise.reject(new Error('no')),
    };
    const process = new OneProcess({}, [quotaGone], { shared });
    expect(await process.call(post)).toBe(429);
    expect(await process.call({}, functionMs)).toMatchObject({ reason: 'quota' });
  });
});

describe('the reserve', () => {
  it('is kept for people: at 10% left, background work stops until the hour is over', async () => {
    const replies = [101, 100].map((points) => ({ status: 200, headers: left(points) }));
    const process = new OneProcess({ isSmooth: false }, replies);
    expect(await process.call({}, functionMs)).toBe(200);
    expect(await process.call({}, functionMs)).toBe(200);
    const retryAtMs = hourEndMs + 15_000;
    expect(await process.call({}, functionMs)).toMatchObject({ reason: 'reserve', retryAtMs });
    expect(await process.call({ work: 'person' }, functionMs)).toBe(200);
  });

  it('is as large as the app wants it', async () => {
    const options = { reserveShare: 0.15, isSmooth: false };
    const process = new OneProcess(options, [{ status: 200, headers: left(150) }]);
    await process.call();
    expect(await process.call({}, functionMs)).toMatchObject({ reason: 'reserve' });
  });

  it('is not asked for by a quota that is only announced', async () => {
    const headers = {
      'beta-ratelimit-policy': '"global-app-quota";q=1000;w=3600',
      'beta-ratelimit': '"global-app-quota";r=0;t=2400',
    };
    const process = new OneProcess({}, [{ status: 200, headers }]);
    await process.call();
    expect(await process.call({}, functionMs)).toBe(200);
  });

  it('ends with the hour, although the last answer of the old hour is read in the new one', async () => {
    const headers = { ...calm, ratelimit: '"global-app-quota";r=3;t=1' };
    const process = new OneProcess({}, [{ status: 200, headers, tookMs: 1_500 }]);
    await process.time.run(hourEndMs - 1_000);
    await process.call();
    expect(await process.call({}, functionMs)).toBe(200);
  });
});

describe('smoothing', () => {
  it('lets a quarter of the hour go at once, and then what the course of the hour allows', async () => {
    // 600 of 900 points are used at 9:20. The line allows 450 then, and 600 at 9:33:20.
    const process = new OneProcess({}, [{ status: 200, headers: left(400) }]);
    await process.call();
    const retryAtMs = Date.UTC(2026, 9, 5, 9, 33, 20);
    expect(await process.call({}, functionMs)).toMatchObject({ reason: 'smoothing', retryAtMs });
    expect(await process.call({ work: 'person' }, functionMs)).toBe(200);
  });

  it('is left out by who wants it so', async () => {
    const process = new OneProcess({ isSmooth: false }, [{ status: 200, headers: left(400) }]);
    await process.call();
    expect(await process.call({}, functionMs)).toBe(200);
  });

  it('begins anew with each hour', async () => {
    const process = new OneProcess({}, [{ status: 200, headers: left(400) }]);
    await process.call();
    await process.time.run(hourEndMs);
    expect(await process.call({}, functionMs)).toBe(200);
  });
});
