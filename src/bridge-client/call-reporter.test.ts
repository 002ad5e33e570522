import { createBridgeLane } from './call-reporter';
import type { BridgeBatch } from './wire';
import { readBridgeCalls } from '../ingest/bridge-calls';

interface Bench {
  nowMs: number;
  sent: BridgeBatch[];
  timers: (() => void)[];
  send: (batch: BridgeBatch) => Promise<unknown>;
}

function openLane(answer: () => Promise<Response>, change: Partial<Bench> = {}) {
  const bench: Bench = {
    nowMs: 1_000,
    sent: [],
    timers: [],
    send: (batch) => Promise.resolve(bench.sent.push(batch)),
    ...change,
  };
  const request = async (): Promise<Response> => {
    bench.nowMs += 40;
    return answer();
  };
  const lane = createBridgeLane<RequestInit, Response>({
    requestJira: request,
    requestConfluence: request,
    send: (batch) => bench.send(batch),
    nowMs: () => bench.nowMs,
    later: (run) => bench.timers.push(run),
  });
  return { lane, bench };
}

const served = () =>
  Promise.resolve(
    new Response('{"key":"WEB-1"}', {
      headers: { 'X-RateLimit-Remaining': '340', 'Content-Type': 'application/json' },
    }),
  );

describe('the page’s own calls', () => {
  it('tell how much their bodies ask for, and not for what', async () => {
    const { lane, bench } = openLane(served);
    const init = (body: unknown) => ({ method: 'POST', body: JSON.stringify(body) });
    const ids = ['WEB-1', 'WEB-2', 'WEB-3'];
    await lane.requestJira('/rest/api/3/issue/bulkfetch', init({ issueIdsOrKeys: ids, fields: ['summary'] }));
    await lane.requestJira('/rest/api/3/search/jql', init({ jql: 'project = WEB', maxResults: 20 }));
    const projectPermissions = [
      { permissions: ['EDIT_ISSUES'], projects: [1, 2], issues: [4] },
      { projects: [3] },
    ];
    await lane.requestJira('/rest/api/3/permissions/check', init({ projectPermissions }));
    await lane.requestJira('/rest/api/3/issue', { method: 'POST', body: 'no JSON' });
    await lane.flush();
    expect(bench.sent[0]?.calls.map(({ asks }) => asks)).toEqual([
      { 'issueIdsOrKeys[]': 3, 'fields[]': 1 },
      { maxResults: 20 },
      {
        'projectPermissions[]': 2,
        'projectPermissions[].permissions[]': 1,
        'projectPermissions[].projects[]': 3,
        'projectPermissions[].issues[]': 1,
      },
      undefined,
    ]);
    expect(JSON.stringify(bench.sent)).not.toMatch(/WEB-|EDIT_ISSUES/);
  });

  it('come back as the bridge gave them, and are sent once, with how long ago they were', async () => {
    const { lane, bench } = openLane(served);
    const answer = await lane.requestJira('/rest/api/3/issue/WEB-1');
    expect(await answer.json()).toEqual({ key: 'WEB-1' });
    bench.nowMs += 5_000;
    expect(bench.timers).toHaveLength(1);
    bench.timers[0]!();
    await lane.flush();
    expect(bench.sent).toEqual([
      {
        calls: [
          {
            product: 'jira',
            method: 'GET',
            path: '/rest/api/3/issue/WEB-1',
            status: 200,
            latencyMs: 40,
            agoMs: 5_000,
            headers: { 'x-ratelimit-remaining': '340' },
          },
        ],
      },
    ]);
  });

  it('are told with the first thousand characters of their path, since a longer one is not taken', async () => {
    const { lane, bench } = openLane(served);
    await lane.requestJira(`/rest/api/3/search/jql?maxResults=50&jql=${'x'.repeat(3_000)}`);
    await lane.flush();
    const { calls, refused } = readBridgeCalls(bench.sent[0]);
    expect(refused).toBe(0);
    expect(calls.map(({ path }) => path.length)).toEqual([1_000]);
  });

  it('that fail are counted without an answer, and fail for the caller as they did', async () => {
    const { lane, bench } = openLane(() => Promise.reject(new Error('offline')));
    await expect(lane.requestConfluence('/wiki/api/v2/pages', { method: 'post' })).rejects.toThrow('offline');
    await lane.flush();
    expect(bench.sent[0]?.calls).toMatchObject([{ product: 'confluence', method: 'POST', status: null }]);
  });

  it('go out in batches of fifty', async () => {
    const { lane, bench } = openLane(served);
    for (let n = 0; n < 120; n += 1) await lane.requestJira('/rest/api/3/myself');
    await lane.flush();
    expect(bench.sent.map(({ calls }) => calls.length)).toEqual([50, 50, 20]);
  });

  it('are held as long as the app says of a limit that it met there, by the page’s own clock', async () => {
    const endpoint = { product: 'jira', method: 'GET', template: '/rest/api/3/myself' } as const;
    const wait = { ...endpoint, reason: 'burst', retryInMs: 3_000 };
    const waits = [wait, { ...wait, retryInMs: 'soon' }, { ...wait, method: 'BREW' }, null];
    const { lane, bench } = openLane(served, {
      send: () => Promise.resolve({ booked: 1, refused: 0, waits }),
    });
    expect(lane.heldMs(endpoint)).toBe(0);
    await lane.requestJira('/rest/api/3/myself');
    await lane.flush();
    bench.nowMs += 1_000;
    expect(lane.heldMs(endpoint)).toBe(2_000);
    expect(lane.heldMs({ ...endpoint, method: 'PUT' })).toBe(0);
    bench.nowMs += 2_500;
    expect(lane.heldMs(endpoint)).toBe(0);
  });

  it('whose batch cannot be handed over are lost and counted, not sent twice', async () => {
    const { lane, bench } = openLane(served, { send: () => Promise.reject(new Error('no app')) });
    await lane.requestJira('/rest/api/3/myself');
    await lane.flush();
    bench.send = (batch) => Promise.resolve(bench.sent.push(batch));
    await lane.flush();
    expect(bench.sent).toEqual([]);
    expect(lane.lostCalls).toBe(1);
  });
});
