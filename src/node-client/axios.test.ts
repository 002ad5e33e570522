import axios, { type AxiosInstance, type AxiosRequestConfig } from 'axios';
import { meterAxios } from './metered-axios';
import { reportsOf, wayOf } from '../../test/calls/reports';
import { openSink, startServer, type CallServer } from '../../test/node/call-server';

const issues = JSON.stringify({ issues: Array.from({ length: 40 }, (_, i) => ({ id: String(i) })) });
const path = '/rest/api/3/search/jql?jql=project%3DA&maxResults=100';
let server: CallServer;
let refusals = 0;

beforeAll(async () => {
  server = await startServer(() => {
    refusals -= 1;
    return refusals >= 0
      ? { status: 429, headers: { 'retry-after': '1' } }
      : { status: 200, headers: { 'x-ratelimit-limit': '350' }, body: issues };
  });
});
afterAll(() => server.close());
beforeEach(() => {
  refusals = 0;
});

const options = { product: 'jira', route: 'oauth.3lo' } as const;

function openAxios(
  before: (instance: AxiosInstance) => void = () => undefined,
  config: AxiosRequestConfig = {},
) {
  const sink = openSink();
  const instance = axios.create({ baseURL: server.url, ...config });
  before(instance);
  expect(meterAxios(instance, { ...options, reporter: sink })).toBe(instance);
  return { sink, instance };
}

type Opened = ReturnType<typeof openAxios>;

const ways: Record<string, () => Promise<Opened>> = {
  newConfig: async () => {
    const replace = (instance: AxiosInstance) =>
      instance.interceptors.request.use((config) => {
        const kept = { ...config };
        delete kept.adapter;
        return kept;
      });
    const opened = openAxios(replace);
    replace(opened.instance);
    await opened.instance.get(path);
    return opened;
  },
  errorMapped: async () => {
    refusals = 9;
    const opened = openAxios((instance) =>
      instance.interceptors.response.use(undefined, () => Promise.reject(new RangeError('mapped'))),
    );
    await expect(opened.instance.get(path)).rejects.toThrow(RangeError);
    return opened;
  },
  retry: async () => {
    refusals = 2;
    const opened = openAxios((instance) =>
      instance.interceptors.response.use(undefined, (error: { config: AxiosRequestConfig }) =>
        instance.request(error.config),
      ),
    );
    expect((await opened.instance.get(path)).status).toBe(200);
    return opened;
  },
  unwrapped: async () => {
    const opened = openAxios((instance) =>
      instance.interceptors.response.use((response) => (response.data as { issues: never }).issues),
    );
    expect(await opened.instance.get(path)).toHaveLength(40);
    return opened;
  },
  transformed: async () => {
    const transformResponse = [(data: string) => (JSON.parse(data) as { issues: unknown[] }).issues.length];
    const opened = openAxios(undefined, { transformResponse });
    const { data, config } = await opened.instance.get<number>(path);
    expect([data, config.transformResponse]).toEqual([40, transformResponse]);
    return opened;
  },
  abortedBefore: async () => {
    const opened = openAxios();
    await expect(opened.instance.get(path, { signal: AbortSignal.abort() })).rejects.toThrow('canceled');
    const { token, cancel } = axios.CancelToken.source();
    cancel('not now');
    await expect(opened.instance.get(path, { cancelToken: token })).rejects.toThrow('not now');
    return opened;
  },
};

describe('axios, whatever stands around the gauge', () => {
  it.each(reportsOf('axios'))('%s', async (_what, report) => {
    const { sink } = await wayOf(ways, report)();
    sink.settle();
    const seen = sink.calls.map(({ status, objects = null }) => [status, objects]);
    expect(seen).toEqual(report.expected?.calls);
  });

  it('counts a call whose adapter fails with an error of its own', async () => {
    const { sink, instance } = openAxios(undefined, {
      adapter: () => Promise.reject(new Error('no network')),
    });
    await expect(instance.get(path)).rejects.toThrow('no network');
    expect(sink.calls).toMatchObject([{ status: null, method: 'GET' }]);
  });

  it('counts no request that an interceptor takes back', async () => {
    const { sink, instance } = openAxios();
    instance.interceptors.request.use(() => Promise.reject(new Error('not allowed')));
    await expect(instance.get(path)).rejects.toThrow('not allowed');
    expect(sink.calls).toEqual([]);
  });

  it('runs in either order of interceptors that axios knows', async () => {
    const { sink, instance } = openAxios(undefined, {
      transitional: { legacyInterceptorReqResOrdering: false },
    });
    instance.interceptors.request.use((config) => ({ ...config, url: path }));
    await instance.get('/rest/api/3/myself');
    expect(sink.calls).toMatchObject([{ path: '/rest/api/3/search/jql?maxResults=100&jql', objects: 40 }]);
  });

  it('is metered once, and says so when it is asked twice', () => {
    const { sink, instance } = openAxios();
    expect(() => meterAxios(instance, { ...options, reporter: sink })).toThrow('metered already');
    expect(() =>
      meterAxios({ interceptors: { request: {}, response: {} } }, { ...options, reporter: sink }),
    ).toThrow('axios.create()');
  });
});
