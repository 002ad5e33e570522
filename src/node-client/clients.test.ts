import axios, { AxiosError } from 'axios';
import { meterAxios } from './metered-axios';
import { meteredFetch } from './metered-fetch';
import { openSink, startServer, type CallServer } from '../../test/node/call-server';

let server: CallServer;
const quota = {
  'RateLimit-Policy': '"global-app-quota";q=65000;w=3600',
  RateLimit: '"global-app-quota";r=12000;t=600',
  'Set-Cookie': 'session=secret',
};

beforeAll(async () => {
  server = await startServer((url) => {
    if (url.startsWith('/rest/api/3/issue/GONE')) return { status: 404, body: '{"errorMessages":["no"]}' };
    if (url.startsWith('/rest/api/3/issue/BUSY'))
      return { status: 429, headers: { 'Retry-After': '30', 'RateLimit-Reason': 'jira-burst-based' } };
    if (url.startsWith('/rest/api/3/group/member'))
      return { status: 200, headers: quota, body: '{"values":[{"accountId":"a"},{"accountId":"b"}]}' };
    if (url.startsWith('/graphql'))
      return { status: 200, body: '{"data":{},"extensions":{"cost":{"actual":12}}}' };
    if (url.startsWith('/rest/api/3/text')) return { status: 200, body: 'not json' };
    return { status: 200, headers: quota, body: '{"id":"1","key":"SECRET-1"}' };
  });
});
afterAll(() => server.close());

const base = { product: 'jira', route: 'connect.jwt' } as const;

describe('a metered fetch', () => {
  it('gives the response of the fetch itself and reports what it saw, without ids, cookies or query values', async () => {
    const sink = openSink();
    const fetched: Response[] = [];
    const jira = meteredFetch(
      async (input: string, init?: RequestInit) => {
        const response = await fetch(input, init);
        fetched.push(response);
        return response;
      },
      { ...base, tag: 'sync', trigger: 'event', reporter: sink, nowMs: () => 5 },
    );
    const response = await jira(`${server.url}/rest/api/3/issue/SECRET-1?fields=summary`);
    expect(response).toBe(fetched[0]);
    expect(sink.calls).toEqual([]);
    expect(await response.json()).toEqual({ id: '1', key: 'SECRET-1' });
    expect(sink.calls).toEqual([
      {
        ...{ at: 5, product: 'jira', route: 'connect.jwt', trigger: 'event', tag: 'sync', method: 'GET' },
        path: '/rest/api/3/issue/{issueIdOrKey}?fields',
        ...{ status: 200, ms: 0, objects: 1 },
        headers: {
          'ratelimit-policy': '"global-app-quota";q=65000;w=3600',
          ratelimit: '"global-app-quota";r=12000;t=600',
          date: expect.any(String) as string,
        },
      },
    ]);
  });

  it('reports a body that nobody reads when the sink is about to send, with the page size that was asked for', async () => {
    const sink = openSink();
    const jira = meteredFetch(fetch, { ...base, reporter: sink });
    await jira(new URL(`${server.url}/rest/api/3/group/member?groupname=secret&maxResults=20`));
    sink.settle();
    sink.settle();
    expect(sink.calls).toMatchObject([
      { path: '/rest/api/3/group/member?maxResults=20&groupname', status: 200 },
    ]);
    expect(sink.calls[0]).not.toHaveProperty('objects');
  });

  it('reads method and address of a Request', async () => {
    const sink = openSink();
    const jira = meteredFetch(fetch, { ...base, reporter: sink });
    await jira(new Request(`${server.url}/rest/api/3/issue/A-1`, { method: 'DELETE' }));
    sink.settle();
    expect(sink.calls).toMatchObject([{ method: 'DELETE', path: '/rest/api/3/issue/{issueIdOrKey}' }]);
  });

  it('reports refusals with their headers, and calls that got no answer', async () => {
    const sink = openSink();
    const jira = meteredFetch(fetch, { ...base, reporter: sink });
    await jira(`${server.url}/rest/api/3/issue/BUSY-1`);
    await expect(jira('http://127.0.0.1:1/rest/api/3/issue/A-1')).rejects.toThrow('fetch failed');
    expect(sink.calls).toMatchObject([
      { status: 429, headers: { 'retry-after': '30', 'ratelimit-reason': 'jira-burst-based' } },
      { status: null, path: '/rest/api/3/issue/{issueIdOrKey}' },
    ]);
  });

  it("leaves the host's own errors to the host", async () => {
    const sink = openSink();
    const jira = meteredFetch(fetch, { ...base, reporter: sink });
    const response = await jira(`${server.url}/rest/api/3/text`);
    await expect(response.json()).rejects.toThrow('JSON');
    const broken = meteredFetch(fetch, {
      ...base,
      reporter: {
        report: () => {
          throw new Error('sink');
        },
      },
    });
    expect((await broken(`${server.url}/rest/api/3/issue/GONE-1`)).status).toBe(404);
  });

  it("takes a GraphQL answer's own price", async () => {
    const sink = openSink();
    const graph = meteredFetch(fetch, { product: 'graphql', route: 'oauth.3lo', reporter: sink });
    await (await graph(`${server.url}/graphql`, { method: 'POST', body: '{}' })).json();
    expect(sink.calls).toMatchObject([{ product: 'graphql', method: 'POST', path: '/graphql', points: 12 }]);
  });
});

describe('a metered axios', () => {
  it('reports answers with their objects and refusals with their status; errors stay axios errors', async () => {
    const sink = openSink();
    const jira = axios.create({ baseURL: `${server.url}/` });
    meterAxios(jira, { ...base, reporter: sink });
    const { data } = await jira.get<unknown>('/rest/api/3/group/member', {
      params: { groupname: 'secret', maxResults: 2 },
    });
    expect(data).toEqual({ values: [{ accountId: 'a' }, { accountId: 'b' }] });
    await expect(jira.get('/rest/api/3/issue/BUSY-1')).rejects.toBeInstanceOf(AxiosError);
    await expect(jira.put('http://127.0.0.1:1/rest/api/3/issue/A-1')).rejects.toBeInstanceOf(AxiosError);
    expect(sink.calls).toMatchObject([
      {
        path: '/rest/api/3/group/member?maxResults=2',
        objects: 2,
        headers: { ratelimit: '"global-app-quota";r=12000;t=600' },
      },
      { method: 'GET', status: 429, headers: { 'retry-after': '30' } },
      { method: 'PUT', status: null },
    ]);
  });
});

describe('a client that is wrapped wrongly', () => {
  const sink = openSink();
  it.each<[string, object]>([
    ['product: "trello" is none of jira, confluence', { ...base, product: 'trello', reporter: sink }],
    ['route: "oauth" is none of forge.asApp', { ...base, route: 'oauth', reporter: sink }],
    ['route: nothing is none of', { product: 'jira', reporter: sink }],
    ['trigger: "cron" is none of person', { ...base, trigger: 'cron', reporter: sink }],
    ['reporter: what createReporter gives', { ...base, reporter: undefined }],
  ])('says so at once: %s', (message, options) => {
    expect(() => meteredFetch(fetch, options as never)).toThrow(TypeError);
    expect(() => meteredFetch(fetch, options as never)).toThrow(message);
  });
});
