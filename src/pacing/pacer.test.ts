import { describeCall, type AskedCall } from './call';
import { Pacer } from './pacer';
import { paceRules } from './rules';
import { seenByPace } from './seen-by-pace';
import { calm, OneProcess, startMs } from '../../test/pace/one-process';

const asked: AskedCall = {
  ...{
    product: 'jira',
    method: 'GET',
    path: '/rest/api/3/issue/ABC-1',
    route: 'forge.asUser',
    work: 'person',
  },
  ...{ component: 'sync', person: null, isSafe: false, isRepeatable: true },
};

describe('scheduled work', () => {
  it.each([
    [10_000, null, 0.5, 5_000],
    [10_000, 50_000, 0.5, 2_500],
    [10_000, 200_000, 0.25, 2_500],
    [0, null, 1, 0],
  ])(
    'spread over %d ms, with %p ms left and the chance %d, begins %d ms later',
    async (spreadMs, leftMs, chance, ms) => {
      const slept: number[] = [];
      const sleep = (milliseconds: number) => Promise.resolve(void slept.push(milliseconds));
      const host = {
        nowMs: () => startMs,
        sleep,
        chance: () => chance,
        tagOf: (text: string) => text,
        shared: null,
      };
      await new Pacer(paceRules({ spreadMs }), host).spread(leftMs);
      expect(slept).toEqual([ms]);
    },
  );
});

describe('what a process tells the others', () => {
  it('is written before it says that all is settled, and the refused call does not wait for it', async () => {
    let written = (): void => undefined;
    const shared = {
      read: () => Promise.resolve(null),
      write: () => new Promise<void>((resolve) => void (written = resolve)),
    };
    const host = {
      ...{ nowMs: () => startMs, sleep: () => Promise.resolve(), chance: () => 0 },
      ...{ tagOf: (text: string) => text, shared },
    };
    const pacer = new Pacer(paceRules({}), host);
    const headers = new Headers({ 'ratelimit-reason': 'jira-quota-global-based', 'retry-after': '2400' });
    const send = () => Promise.resolve({ status: 429, headers, json: () => Promise.resolve({}) });
    const refused = { ...asked, method: 'POST', work: 'background' } as const;
    expect(await pacer.run(refused, () => null, send)).toMatchObject({ status: 429 });
    let isSettled = false;
    const settled = pacer.settled().then(() => (isSettled = true));
    await new Promise(setImmediate);
    expect(isSettled).toBe(false);
    written();
    await settled;
    const alone = new Pacer(paceRules({}), { ...host, shared: null });
    await expect(alone.settled()).resolves.toBeUndefined();
  });
});

describe('a write to an issue', () => {
  it('whose place comes after a person’s patience is not sent, and leaves its place to others', async () => {
    const process = new OneProcess({ concurrency: 500 }, [{ status: 200, headers: calm }]);
    const write = { method: 'PUT', path: '/rest/api/3/issue/ABC-1/properties/x' } as const;
    for (let n = 0; n < 100; n += 1) void process.start(write);
    await Promise.resolve();
    const late = { reason: 'issue', retryAtMs: startMs + 30_000 };
    const outcomes = [
      process.start({ ...write, work: 'person' }),
      process.start({ ...write, work: 'person' }),
    ];
    const background = process.start(write);
    await process.time.run();
    expect(await Promise.all(outcomes)).toMatchObject([late, late]);
    expect(await background).toBe(200);
    expect([process.sentMs.length, process.sentMs.at(-1)]).toEqual([101, 30_000]);
  });
});

describe('what a pace sees of a call', () => {
  const seen = (change: Partial<AskedCall> = {}, took = 120) =>
    seenByPace(
      describeCall({ ...asked, ...change }, (text) => text),
      { status: 200, headers: new Headers(calm), startedAtMs: startMs, endedAtMs: startMs + took },
      undefined,
    ).observation;

  it('is what the gauge sees, without the names of its pool', () => {
    expect(seen()).toMatchObject({
      ...{
        atMs: startMs + 120,
        latencyMs: 120,
        status: 200,
        route: 'forge.asUser',
        trigger: 'person',
        tag: 'sync',
      },
      ...{ method: 'GET', template: '/rest/api/3/issue/{issueIdOrKey}' },
      pool: { app: 'own', environment: '', product: 'jira' },
      limits: { quotas: [{ policy: 'global-app-quota', quota: 1_000 }] },
    });
    expect(seen({ work: 'background' }).trigger).toBe('unknown');
    // A clock may be set back.
    expect([seen({}, 0).latencyMs, seen({}, -5).latencyMs]).toEqual([0, 0]);
  });
});
