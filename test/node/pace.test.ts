import { ManualClock } from '../../emulator/clock';
import { emulatorToken } from '../../emulator/cloud/principal';
import { startAtlassianCloud, type RunningCloud } from '../../emulator/cloud/server';
import { backlogPace, type BacklogWarning } from '../../src/node-client/backlog-pace';
import { newUser, readUser } from '../../src/node-client/backlog-user';
import { BackupTooSoonError } from '../../src/limits/backup-errors';
import { backupGate } from '../../src/node-client/backup-gate';
import { oneStackPace } from '../../src/node-client/one-stack-pace';
import { pacedFetch } from '../../src/node-client/paced-fetch';

const startMs = Date.UTC(2026, 9, 5, 9, 20);
const cloudId = '11111111-aaaa-4aaa-8aaa-111111111111';
const admin = { accountId: 'account-admin', displayName: 'Anna Admin', admin: true };

let clock: ManualClock;
let cloud: RunningCloud;
/** Waiting takes the clock there at once. */
const sleep = (milliseconds: number): Promise<void> => {
  clock.advance(milliseconds);
  return Promise.resolve();
};
const nowMs = (): number => clock.now();
const secondsPassed = (): number => (clock.now() - startMs) / 1000;

beforeEach(async () => {
  clock = new ManualClock(startMs);
  const site = { cloudId, name: 'acme', edition: 'standard' as const, users: 5, people: [admin] };
  cloud = await startAtlassianCloud({ clock, sites: [site] });
});
afterEach(() => cloud.close());

describe('the pace of Backlog', () => {
  const issue = (key = 'sync'): string => `${cloud.url}/backlog/api/v2/issues/ABC-1?apiKey=${key}`;

  it('leaves a second between updates and none between reads', async () => {
    const backlog = pacedFetch(fetch, backlogPace({ nowMs, sleep }));
    for (let i = 0; i < 3; i += 1) await backlog(issue(), { method: 'PATCH' });
    expect(secondsPassed()).toBe(2);
    for (let i = 0; i < 5; i += 1) await backlog(issue());
    expect(secondsPassed()).toBe(2);
  });

  it('sends one call of a user at a time, whoever of its clients asks', async () => {
    const pace = backlogPace({ nowMs, sleep });
    let underWay = 0;
    let most = 0;
    const slow = async (url: string): Promise<Response> => {
      underWay += 1;
      most = Math.max(most, underWay);
      const answer = await fetch(url);
      underWay -= 1;
      return answer;
    };
    const [one, two] = [pacedFetch(slow, pace), pacedFetch(slow, pace)];
    await Promise.all([one(issue()), two(issue()), one(issue()), two(issue())]);
    expect(most).toBe(1);
  });

  it('waits until the reset that the headers name, and is then served: no call is refused', async () => {
    const backlog = pacedFetch(fetch, backlogPace({ nowMs, sleep }));
    const statuses = new Set<number>();
    for (let i = 0; i < 601; i += 1) statuses.add((await backlog(issue())).status);
    expect([...statuses]).toEqual([200]);
    expect(secondsPassed()).toBe(60);
  });

  it('waits out a refusal that another client caused, and sends the call again', async () => {
    for (let i = 0; i < 600; i += 1) await fetch(issue('sync:another-key'));
    const backlog = pacedFetch(fetch, backlogPace({ nowMs, sleep }));
    expect((await backlog(issue())).status).toBe(200);
    expect(secondsPassed()).toBe(60);
  });

  /** What two processes share: changes follow each other, as a transaction makes them. */
  const sharedStore = () => {
    let value: unknown = null;
    let last: Promise<void> = Promise.resolve();
    return {
      update: (change: (value: unknown) => unknown): Promise<void> => {
        last = last.then(() => {
          value = JSON.parse(JSON.stringify(change(value)));
        });
        return last;
      },
      read: () => JSON.stringify(value),
    };
  };
  const askLimits = async (): Promise<unknown> =>
    (await fetch(`${cloud.url}/backlog/api/v2/rateLimit?apiKey=sync`)).json();

  it('asks Get Rate Limit before the first call, and keeps its figures fresh', async () => {
    for (let i = 0; i < 150; i += 1) await fetch(issue('sync:other'), { method: 'PATCH' });
    let asked = 0;
    const backlog = pacedFetch(
      fetch,
      backlogPace({ nowMs, sleep, askLimits: () => ((asked += 1), askLimits()) }),
    );
    // It knows that nothing is left, and has not one call refused.
    expect((await backlog(issue(), { method: 'PATCH' })).status).toBe(200);
    expect([asked, secondsPassed()]).toEqual([1, 60]);
    clock.advance(5 * 60_000);
    await backlog(issue());
    await backlog(issue());
    expect(asked).toBe(2);
  });

  it('goes on where Get Rate Limit cannot be had', async () => {
    const failing = () => Promise.reject(new Error('no'));
    const backlog = pacedFetch(fetch, backlogPace({ nowMs, sleep, askLimits: failing }));
    expect((await backlog(issue())).status).toBe(200);
  });

  it('is one for the processes of a user that have a store: one call at a time, and none refused', async () => {
    const store = sharedStore();
    let underWay = 0;
    let most = 0;
    const statuses = new Set<number>();
    const slow = async (url: string, init?: RequestInit): Promise<Response> => {
      underWay += 1;
      most = Math.max(most, underWay);
      const answer = await fetch(url, init);
      underWay -= 1;
      statuses.add(answer.status);
      return answer;
    };
    // A look at the other process's call takes no time of the clock: that call takes none either.
    const looks = (milliseconds: number): Promise<void> =>
      milliseconds > 200 ? sleep(milliseconds) : new Promise((resolve) => setTimeout(resolve, 1));
    const processes = [0, 1].map(() => pacedFetch(slow, backlogPace({ nowMs, sleep: looks, store })));
    const calls = Array.from({ length: 40 }, (_, i) => processes[i % 2]!(issue(), { method: 'PATCH' }));
    await Promise.all(calls);
    expect([...statuses]).toEqual([200]);
    expect(most).toBe(1);
    expect(secondsPassed()).toBeGreaterThanOrEqual(39);
    expect(store.read()).not.toContain('sync');
  });

  it('keeps the pace by itself where the store fails, and says so once', async () => {
    const warnings: BacklogWarning[] = [];
    const store = { update: () => Promise.reject(new Error('gone')) };
    const onWarning = (warning: BacklogWarning) => warnings.push(warning);
    const backlog = pacedFetch(fetch, backlogPace({ nowMs, sleep, store, onWarning }));
    for (let i = 0; i < 3; i += 1) await backlog(issue(), { method: 'PATCH' });
    expect(secondsPassed()).toBe(2);
    expect(warnings).toMatchObject([{ kind: 'storeFailed' }]);
  });

  it('gives the turn back of a process that is gone', async () => {
    const store = sharedStore();
    await backlogPace({ nowMs, sleep, store }).turn('GET', issue());
    const other = pacedFetch(fetch, backlogPace({ nowMs, sleep, store }));
    expect((await other(issue())).status).toBe(200);
    expect(secondsPassed()).toBe(60);
  });

  it('warns of several keys in one client, and keeps none of them', async () => {
    const warnings: BacklogWarning[] = [];
    const onWarning = (warning: BacklogWarning) => warnings.push(warning);
    const backlog = pacedFetch(fetch, backlogPace({ nowMs, sleep, onWarning }));
    for (const key of ['anna', 'anna', 'bert', 'carl']) await backlog(issue(key));
    expect(warnings).toEqual([{ kind: 'severalKeys' }]);
  });

  it('follows a limit that becomes stricter, and says so', async () => {
    const warnings: BacklogWarning[] = [];
    const onWarning = (warning: BacklogWarning) => warnings.push(warning);
    let limit = 600;
    const loaded = async (url: string): Promise<Response> => {
      const answer = await fetch(url);
      const headers = new Headers(answer.headers);
      headers.set('x-ratelimit-limit', String(limit));
      headers.set('x-ratelimit-remaining', limit === 600 ? '590' : '0');
      return new Response(answer.body, { status: answer.status, headers });
    };
    const backlog = pacedFetch(loaded, backlogPace({ nowMs, sleep, onWarning }));
    await backlog(issue());
    limit = 60;
    await backlog(issue());
    expect(warnings).toEqual([{ kind: 'stricterLimit', type: 'read', beforeRequests: 600, nowRequests: 60 }]);
    expect(secondsPassed()).toBe(0);
    await backlog(issue());
    expect(secondsPassed()).toBe(60);
  });

  it('takes what a store holds that is not its own for nothing', () => {
    for (const value of [
      null,
      7,
      { v: 2 },
      { v: 1, underWay: 'me', sentAtMs: { read: 'now' }, allowances: [] },
    ])
      expect(readUser(value)).toEqual(newUser());
  });

  it('reads what Get Rate Limit says of each type', async () => {
    await fetch(issue(), { method: 'POST' });
    const answer = await fetch(`${cloud.url}/backlog/api/v2/rateLimit?apiKey=sync`);
    expect(await answer.json()).toMatchObject({
      rateLimit: { read: { limit: 600, remaining: 600 }, update: { limit: 150, remaining: 149 } },
    });
  });
});

describe('the pace of One Stack', () => {
  const headers = { authorization: 'Bearer acme.key1' };

  it('keeps 100 requests a minute of a tenant', async () => {
    const oneStack = pacedFetch(fetch, oneStackPace({ nowMs, sleep }));
    const statuses = new Set<number>();
    for (let i = 0; i < 101; i += 1)
      statuses.add((await oneStack(`${cloud.url}/onestack/contacts`, { headers })).status);
    expect([...statuses]).toEqual([200]);
    expect(secondsPassed()).toBe(60);
  });

  it('counts a conditional request that is answered 304 as free', async () => {
    const oneStack = pacedFetch(fetch, oneStackPace({ nowMs, sleep }));
    const first = await oneStack(`${cloud.url}/onestack/contacts`, { headers });
    const same = { ...headers, 'if-none-match': first.headers.get('etag') ?? '' };
    for (let i = 0; i < 150; i += 1)
      expect((await oneStack(`${cloud.url}/onestack/contacts`, { headers: same })).status).toBe(304);
    expect(secondsPassed()).toBe(0);
  });

  it("waits for the time of a refusal that another of the tenant's keys caused", async () => {
    for (let i = 0; i < 100; i += 1)
      await fetch(`${cloud.url}/onestack/contacts`, { headers: { authorization: 'Bearer acme.key2' } });
    const oneStack = pacedFetch(fetch, oneStackPace({ nowMs, sleep }));
    expect((await oneStack(`${cloud.url}/onestack/contacts`, { headers })).status).toBe(200);
    expect(secondsPassed()).toBe(60);
  });
});

describe('backups', () => {
  const backUp = async (): Promise<{ status: number; text: string }> => {
    const claims = { appId: 'backup-tool', environment: 'PRODUCTION', route: 'oauth.3lo' as const };
    const answer = await fetch(`${cloud.url}/ex/jira/${cloudId}/rest/backup/1/export/runbackup`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${emulatorToken({ ...claims, accountId: admin.accountId })}`,
        'content-type': 'application/json',
      },
      body: '{"cbAttachments":true}',
    });
    return { status: answer.status, text: await answer.text() };
  };

  it('are refused by the emulated Jira within six hours of the last', async () => {
    expect((await backUp()).status).toBe(200);
    clock.advance(60 * 60_000);
    const { status, text } = await backUp();
    expect([status, text]).toEqual([412, expect.stringContaining('next allowed backup: 5h 0m')]);
    clock.advance(5 * 3_600_000);
    expect((await backUp()).status).toBe(200);
  });

  it('that come too soon are an error or a warning, by choice, with the time of the next', () => {
    const begun: string[] = [];
    const reporter = { operation: (name: string) => begun.push(name) };
    const common = { plan: 'standard', reporter, lastBackupAtMs: null, nowMs } as const;
    const strict = backupGate({ ...common, tooSoon: 'refuse' });
    expect(strict()).toEqual({ allowed: true, nextPlannedAtMs: startMs + 361 * 60_000 });
    clock.advance(3_600_000);
    expect(strict).toThrow(BackupTooSoonError);
    expect(strict).toThrow('Plan the next one for 2026-10-05T15:21:00.000Z or later.');
    const lenient = backupGate({ ...common, lastBackupAtMs: startMs, tooSoon: 'warn' });
    expect(lenient()).toEqual({ allowed: false, nextPlannedAtMs: startMs + 361 * 60_000 });
    expect(begun).toEqual(['jira.backup']);
  });
});
