/** What a call asks for in the body that its caller holds, through the ways in which the gauge sees calls. */
import axios, { type AxiosAdapter } from 'axios';
import { askingPath } from './asking-path';
import { observe } from './observe';
import { askedObjects } from '../costs/asked';
import { findEntry } from '../costs/lookup';
import { seenInReport } from '../protocol/seen-in-report';
import type { Observation } from '../model';
import { meterAxios } from '../node-client/metered-axios';
import { meteredFetch } from '../node-client/metered-fetch';
import type { WireCall } from '../protocol/wire';

const bulk = '/rest/api/3/issue/bulkfetch';
const ids = (count: number) => Array.from({ length: count }, (_, n) => `WEB-${n}`);
const asked = (path: string, body: unknown) => askingPath(path, findEntry('jira', 'POST', path), body);

async function seenBy(send: (reporter: object) => Promise<void>): Promise<Observation> {
  const calls: WireCall[] = [];
  const settlers: (() => void)[] = [];
  await send({
    report: (call: WireCall) => calls.push(call),
    beforeFlush: (settle: () => void) => settlers.push(settle),
  });
  for (const settle of settlers) settle();
  const [call] = calls;
  // Only the number leaves the program.
  expect(JSON.stringify(call)).not.toContain('WEB-');
  return observe(seenInReport(call!), { app: 'own', environment: '', overrides: undefined });
}

const throughFetch = (path: string, body: string, answer = '{}') =>
  seenBy(async (reporter) => {
    const send: (url: string, init?: RequestInit) => Promise<Response> = () =>
      Promise.resolve(new Response(answer));
    const jira = meteredFetch(send, { product: 'jira', route: 'oauth.3lo', reporter: reporter as never });
    await jira(`https://acme.atlassian.net${path}`, { method: 'POST', body });
  });

describe('an answer in which nobody can look', () => {
  const answered = (status: number, path: string) =>
    seenBy(async (reporter) => {
      const send: (url: string, init?: RequestInit) => Promise<Response> = () =>
        Promise.resolve(new Response(status === 204 ? null : '{}', { status }));
      const jira = meteredFetch(send, { product: 'jira', route: 'oauth.3lo', reporter: reporter as never });
      await jira(`https://acme.atlassian.net${path}`);
    });

  it('has no object where it is empty, so that its price is exact, and an unknown number where nobody read it', async () => {
    const { points: empty } = await answered(204, '/rest/api/3/search/jql?maxResults=100');
    expect(empty).toEqual({ low: 1, likely: 1, high: 1 });
    const { points: unread } = await answered(200, '/rest/api/3/search/jql?maxResults=100');
    expect(unread.high).toBeGreaterThan(unread.low);
  });
});

describe('ids in the body of a request', () => {
  it('are counted as text, bytes or value, and leave the path as it is elsewhere', () => {
    const body = { issueIdsOrKeys: ids(300) };
    const expected = `${bulk}?maxResults=300`;
    expect(asked(bulk, JSON.stringify(body))).toBe(expected);
    expect(asked(bulk, Buffer.from(JSON.stringify(body)))).toBe(expected);
    expect(asked(bulk, body)).toBe(expected);
    expect(asked('/rest/api/3/search/jql?x=1', '{"maxResults":20}')).toBe(
      '/rest/api/3/search/jql?x=1&maxResults=20',
    );
    expect(asked('/rest/api/3/issue', { fields: {} })).toBe('/rest/api/3/issue');
  });

  it.each([
    ['a stream', new ReadableStream()],
    ['no JSON', 'issueIdsOrKeys=WEB-1'],
    ['another shape', { issueIdsOrKeys: 7 }],
    ['an impossible size', JSON.stringify({ issueIdsOrKeys: ids(3) }) + ' '.repeat(1_000_001)],
    ['nothing', undefined],
  ])('%s tells nothing', (_what, body) => {
    expect(asked(bulk, body)).toBe(bulk);
  });

  it('bound it also beside a smaller size in the query, where the endpoint takes none', () => {
    const body = JSON.stringify({ issueIdsOrKeys: ids(300) });
    const found = findEntry('jira', 'POST', bulk);
    expect(askedObjects(asked(`${bulk}?maxResults=1`, body), found.entry)).toBe(300);
  });

  it('of a value that cannot be looked at are unknown, and the call is one all the same', () => {
    const { proxy, revoke } = Proxy.revocable({}, {});
    revoke();
    expect(asked(bulk, proxy)).toBe(bulk);
  });

  it('bound an answer that nobody read, and the answer counts where it was read', async () => {
    const body = JSON.stringify({ issueIdsOrKeys: ids(300) });
    expect(await throughFetch(bulk, body)).toMatchObject({
      points: { low: 1, likely: 301, high: 301 },
      basis: 'assumed',
      template: bulk,
    });
  });

  it('are all looked at by a check of permissions, whatever is granted', async () => {
    const body = JSON.stringify({
      globalPermissions: ['ADMINISTER'],
      projectPermissions: [{ permissions: ['EDIT_ISSUES'], projects: [1, 2, 3], issues: [4] }],
    });
    expect(await throughFetch('/rest/api/3/permissions/check', body)).toMatchObject({
      points: { low: 1, likely: 11, high: 11 },
      objects: 5,
    });
  });

  it('are counted in what axios sends', async () => {
    const adapter: AxiosAdapter = (config) =>
      Promise.resolve({ data: '<html>', status: 200, statusText: '', headers: {}, config });
    const seen = await seenBy(async (reporter) => {
      const jira = axios.create({ adapter, baseURL: 'https://acme.atlassian.net' });
      meterAxios(jira, { product: 'jira', route: 'oauth.3lo', reporter: reporter as never });
      await jira.post(bulk, { issueIdsOrKeys: ids(120) });
    });
    expect(seen.points).toEqual({ low: 1, likely: 121, high: 121 });
  });
});
