import { atlassianPace } from './atlassian-pace';
import { meteredFetch } from './metered-fetch';
import type { WireCall } from '../protocol/wire';
import { app, asAdmin, cloudId, closeClouds, openCloud, startMs, token } from '../../test/cloud/open-cloud';

afterEach(closeClouds);

const hourEndMs = Date.UTC(2026, 9, 9, 17);

describe('the pace of Jira and Confluence, around a fetch', () => {
  it('leaves the reserve to people, tells the background when to try again, and goes on in the next hour', async () => {
    const { url, clock } = await openCloud({ apps: [app({ quotaPoints: 40 })] });
    const nowMs = (): number => clock.now();
    const pace = atlassianPace({ nowMs, chance: () => 0, isSmooth: false });
    const background = pace.fetch(fetch, {
      ...{ product: 'jira', route: 'connect.jwt', work: 'background', leftMs: () => 55_000 },
    });
    const forPerson = pace.fetch(fetch, { product: 'jira', route: 'oauth.3lo', work: 'person' });
    const myself = `${url}/ex/jira/${cloudId}/rest/api/3/myself`;
    const asApp = { headers: { authorization: token() } };
    const asPerson = { headers: { authorization: asAdmin } };

    const statuses = new Set<number>();
    let put: unknown = null;
    for (let n = 0; n < 40 && put === null; n += 1)
      await background(myself, asApp).then(
        ({ status }) => statuses.add(status),
        (error: unknown) => {
          put = error;
        },
      );
    expect([...statuses]).toEqual([200]);
    expect(put).toMatchObject({ name: 'TryLaterError', reason: 'reserve', retryAtMs: hourEndMs });
    expect((await forPerson(myself, asPerson)).status).toBe(200);
    clock.moveTo(hourEndMs);
    expect((await background(myself, asApp)).status).toBe(200);
  });

  it('goes around a metered fetch: what a call waits is not its latency', async () => {
    let nowMs = startMs;
    const reported: WireCall[] = [];
    const reporter = { report: (call: WireCall) => reported.push(call) };
    const replies = [
      new Response('{}', { status: 503, headers: { 'retry-after': '7' } }),
      new Response('{}'),
    ];
    const inner = () => Promise.resolve(replies.shift() ?? new Response('{}'));
    const client = { product: 'jira', route: 'oauth.3lo' } as const;
    const metered = meteredFetch(inner, { ...client, reporter, nowMs: () => nowMs });
    const sleep = (milliseconds: number): Promise<void> => {
      nowMs += milliseconds;
      return Promise.resolve();
    };
    const pace = atlassianPace({ nowMs: () => nowMs, sleep, chance: () => 0 });
    const jira = pace.fetch(metered, { ...client, work: 'background' });
    expect((await jira('https://x.example/rest/api/3/myself')).status).toBe(200);
    expect(nowMs - startMs).toBe(7_000);
    expect(reported.map(({ status, ms }) => [status, ms])).toEqual([[503, 0]]);
  });

  it('waits by chance before a scheduled run begins', async () => {
    const waits: number[] = [];
    const sleep = (milliseconds: number): Promise<void> => {
      waits.push(milliseconds);
      return Promise.resolve();
    };
    await atlassianPace({ sleep, chance: () => 0.25, spreadMs: 60_000 }).spread();
    expect(waits).toEqual([15_000]);
  });
});
