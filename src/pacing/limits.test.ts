import { calm, OneProcess } from '../../test/pace/one-process';

const served = { status: 200, headers: calm };
const post = { method: 'POST' } as const;
const refusal = (reason: string, retryAfter?: string) => ({
  status: 429,
  headers: { 'ratelimit-reason': reason, ...(retryAfter === undefined ? {} : { 'retry-after': retryAfter }) },
});
/** Of a function that has five seconds left, less what its end needs. */
const shortMs = 8_000;

describe('a burst', () => {
  it('slows that endpoint and method alone', async () => {
    const process = new OneProcess({}, [refusal('jira-burst-based', '8'), served]);
    await process.call(post);
    const other = { ...post, path: '/rest/api/3/issue/XYZ-9' };
    expect(await process.call(other, shortMs)).toMatchObject({ reason: 'burst' });
    expect(await process.call({ method: 'GET' }, shortMs)).toBe(200);
    expect(await process.call({ ...post, path: '/rest/api/3/issue' }, shortMs)).toBe(200);
  });

  it('is not waited for: background work leaves a part of the bucket to others, people take what there is', async () => {
    const headers = {
      ...{ 'x-ratelimit-limit': '200', 'x-ratelimit-remaining': '15' },
      ...{ 'ratelimit-policy': '"jira-burst-based";q=10;w=1', ratelimit: '"jira-burst-based";r=15;t=1' },
    };
    const process = new OneProcess({}, [{ status: 200, headers }]);
    await process.call();
    await process.call({ work: 'person' });
    // 20 of the 200 are left to others, so that 21 are wanted: 6 more, at 10 a second.
    await process.call();
    expect(process.sentMs).toEqual([0, 0, 600]);
  });
});

describe('a refused write to an issue', () => {
  it('holds writes to that issue, and nothing else', async () => {
    const process = new OneProcess({}, [refusal('jira-per-issue-on-write', '8'), served]);
    const write = { ...post, path: '/rest/api/3/issue/ABC-1/comment' };
    await process.call(write);
    const same = { ...post, path: '/rest/api/3/issue/abc-1/worklog' };
    expect(await process.call(same, shortMs)).toMatchObject({ reason: 'issue' });
    expect(await process.call({ ...post, path: '/rest/api/3/issue/ABC-2/comment' }, shortMs)).toBe(200);
    expect(await process.call({ path: '/rest/api/3/issue/ABC-1' }, shortMs)).toBe(200);
  });

  it('spaces the next ones by a second, since others write to it, too', async () => {
    const process = new OneProcess({}, [refusal('jira-per-issue-on-write'), served]);
    const write = { ...post, path: '/rest/api/3/issue/ABC-1/comment' };
    await process.call(write);
    void process.start(write);
    void process.start(write);
    await process.call(write);
    expect(process.sentMs).toEqual([0, 2_000, 3_000, 4_000]);
  });
});

describe('writes to one issue', () => {
  it('keep within 20 in two seconds and 100 in thirty, without a refusal', async () => {
    const process = new OneProcess({}, [served]);
    for (let n = 0; n < 130; n += 1)
      void process.start({ method: 'PUT', path: '/rest/api/3/issue/ABC-1/properties/x' });
    await process.time.run();
    const most = (windowMs: number): number =>
      Math.max(
        ...process.sentMs.map(
          (fromMs) => process.sentMs.filter((ms) => ms >= fromMs && ms < fromMs + windowMs).length,
        ),
      );
    expect([process.sentMs.length, most(2_000), most(30_000)]).toEqual([130, 20, 100]);
  });
});

describe('a refusal of the older cost budget', () => {
  it('holds the calls for that person alone', async () => {
    const process = new OneProcess({}, [refusal('jira-cost-based', '15'), served]);
    const ann = { route: 'forge.asUser', person: 'ann', work: 'person' } as const;
    await process.call({ ...ann, ...post });
    expect(await process.call(ann, shortMs)).toMatchObject({ reason: 'costBudget' });
    expect(await process.call({ ...ann, person: 'ben' }, shortMs)).toBe(200);
  });
});
