// Unmodified clients against the emulated cloud: what the gauge sees of each. Run by compat.test.ts in a process of its own, since most
// of them are ES modules. Prints JSON: by client and scenario, the calls as they were reported.
import { createRequire } from 'node:module';
import { setTimeout as wait } from 'node:timers/promises';
import got from 'got';
import ky from 'ky';
import { createFetch } from 'ofetch';
import createClient from 'openapi-fetch';
import * as undici from 'undici';

const { AbortController, AbortSignal, Blob, FormData, Headers } = globalThis;
const require = createRequire(import.meta.url);
const { POINTS_GAUGE_BUNDLE, FRONT_URL, API_PATH, TOKEN } = process.env;
const { gotHooks, meterAxios, meteredFetch, meterUndici } = require(POINTS_GAUGE_BUNDLE);

const prefix = `${FRONT_URL}${API_PATH}`;
const list = '/rest/api/3/project/search';
const attach = '/rest/api/3/issue/ALPHA-1/attachments';
const headers = { authorization: TOKEN, 'x-atlassian-token': 'no-check' };
const seen = [];
const settlers = [];
const reporter = { report: (call) => seen.push(call), beforeFlush: (settle) => settlers.push(settle) };
const options = { product: 'jira', route: 'oauth.3lo', reporter };
const form = () => {
  const body = new FormData();
  body.append('file', new Blob(['the file itself']), 'notes.txt');
  return body;
};
const soon = () => {
  const controller = new AbortController();
  setTimeout(() => controller.abort(), 150);
  return controller.signal;
};
const version = (name) =>
  JSON.parse(require('node:fs').readFileSync(`node_modules/${name}/package.json`, 'utf8')).version;
const drain = async (stream) => {
  let bytes = 0;
  for await (const chunk of stream) bytes += chunk.length;
  return bytes;
};

/** Each client: how it reads a list, refuses, tries again by itself, is given up, hands a stream on, uploads and follows. */
const clients = {
  'fetch of Node': () => {
    const call = meteredFetch(fetch, options);
    const get = (query, init) => call(`${prefix}${list}${query}`, { headers, ...init });
    return {
      version: 'of Node 20 and later',
      read: async () => (await get('')).json(),
      refused: async () => (await get('?refuse=fetch:9')).status,
      abort: () => get('?slow=1', { signal: soon() }),
      abortedBefore: () => get('', { signal: AbortSignal.abort() }),
      stream: async () => drain((await get('')).body),
      formData: () => call(`${prefix}${attach}`, { method: 'POST', headers, body: form() }),
      redirect: async () => (await get('?redirect=1')).json(),
    };
  },
  ky: () => {
    const client = ky.create({ fetch: meteredFetch(fetch, options), prefixUrl: prefix, headers });
    const get = (query, init) => client.get(`${list.slice(1)}${query}`, { retry: 0, ...init });
    return {
      version: version('ky'),
      read: () => get('').json(),
      refused: () => get('?refuse=ky:9'),
      retry: () => get('?refuse=ky-again:2', { retry: { limit: 2 } }).json(),
      abort: () => get('?slow=1', { signal: soon() }),
      abortedBefore: () => get('', { signal: AbortSignal.abort() }),
      stream: async () => drain((await get('')).body),
      formData: () => client.post(attach.slice(1), { body: form(), retry: 0 }).json(),
      redirect: () => get('?redirect=1').json(),
    };
  },
  ofetch: () => {
    const client = createFetch({ fetch: meteredFetch(fetch, options), Headers, AbortController }).create({
      ...{ baseURL: prefix, headers, retry: 0 },
    });
    return {
      version: version('ofetch'),
      read: () => client(list),
      refused: () => client(`${list}?refuse=ofetch:9`),
      retry: () => client(`${list}?refuse=ofetch-again:2`, { retry: 2, retryDelay: 10 }),
      abort: () => client(`${list}?slow=1`, { signal: soon() }),
      abortedBefore: () => client(list, { signal: AbortSignal.abort() }),
      stream: async () => drain(await client(list, { responseType: 'stream' })),
      formData: () => client(attach, { method: 'POST', body: form() }),
      redirect: () => client(`${list}?redirect=1`),
    };
  },
  'openapi-fetch': () => {
    const client = createClient({ baseUrl: prefix, fetch: meteredFetch(fetch, options), headers });
    const get = (query, init) => client.GET(`${list}${query}`, init);
    return {
      version: version('openapi-fetch'),
      read: () => get(''),
      refused: () => get('?refuse=openapi:9'),
      abort: () => get('?slow=1', { signal: soon() }),
      abortedBefore: () => get('', { signal: AbortSignal.abort() }),
      stream: async () => drain((await get('', { parseAs: 'stream' })).data),
      formData: () => client.POST(attach, { body: form(), bodySerializer: (body) => body }),
      redirect: () => get('?redirect=1'),
    };
  },
  axios: (name = 'axios', more = {}) => {
    const axios = require(name);
    const client = axios.create({ baseURL: prefix, headers, ...more });
    // Before and after the gauge: an instance as it grows in a program.
    client.interceptors.request.use((config) => ({ ...config, headers: config.headers }));
    meterAxios(client, options);
    client.interceptors.response.use(undefined, async (error) => {
      const { config, response } = error;
      if (response?.status !== 429 || (config.tries ?? 0) >= (config.mayTry ?? 0)) throw new Error('mapped');
      await wait(10);
      return client.request({ ...config, tries: (config.tries ?? 0) + 1 });
    });
    // A retry comes through here twice.
    client.interceptors.response.use((response) =>
      response.config === undefined ? response : response.data,
    );
    const upload = name === 'axios-0.27' ? nodeForm() : form();
    return {
      version: version(name) + (more.adapter === undefined ? '' : `, adapter ${more.adapter}`),
      read: () => client.get(list),
      refused: () => client.get(`${list}?refuse=${name}${more.adapter}:9`),
      retry: () => client.get(`${list}?refuse=${name}${more.adapter}-again:2`, { mayTry: 2 }),
      abort: () => client.get(`${list}?slow=1`, { signal: soon() }),
      abortedBefore: () => client.get(list, { signal: AbortSignal.abort() }),
      stream: async () => drain(await client.get(list, { responseType: 'stream' })),
      // By its fetch adapter this axios sends a form as form only where it is told to.
      formData: () =>
        client.post(attach, upload, more.adapter && { headers: { 'content-type': 'multipart/form-data' } }),
      redirect: () => client.get(`${list}?redirect=1`),
    };
  },
  'axios 1.6': () => clients.axios('axios-1.6'),
  'axios 1.7': () => clients.axios('axios-1.7'),
  'axios 0.27': () => clients.axios('axios-0.27'),
  'axios by fetch': () => clients.axios('axios', { adapter: 'fetch' }),
  got: () => {
    const client = got.extend({ prefixUrl: prefix, headers, hooks: gotHooks(options), retry: { limit: 0 } });
    const get = (query, init) => client.get(`${list.slice(1)}${query}`, init);
    return {
      version: version('got'),
      read: () => get('').json(),
      refused: () => get('?refuse=got:9'),
      retry: () => get('?refuse=got-again:2', { retry: { limit: 2, backoffLimit: 10 } }).json(),
      abort: () => get('?slow=1', { signal: soon() }),
      abortedBefore: () => get('', { signal: AbortSignal.abort() }),
      stream: async () => drain(client.stream(list.slice(1))),
      formData: () => client.post(attach.slice(1), { body: form() }),
      redirect: () => get('?redirect=1').json(),
    };
  },
  'undici request': () => {
    const end = meterUndici({ ...options, addresses: [`${prefix}/rest/`] });
    const agent = new undici.Agent();
    const get = (query, init) =>
      undici.request(`${prefix}${list}${query}`, { headers, dispatcher: agent, ...init });
    const again = agent.compose(
      undici.interceptors.retry({ statusCodes: [429], maxRetries: 2, minTimeout: 10, retryAfter: false }),
    );
    const following = agent.compose(undici.interceptors.redirect({ maxRedirections: 1 }));
    return {
      version: version('undici'),
      end,
      read: async () => (await get('')).body.json(),
      refused: async () => (await get('?refuse=undici:9')).body.dump(),
      retry: async () => (await get('?refuse=undici-again:2', { dispatcher: again })).body.json(),
      abort: () => get('?slow=1', { signal: soon() }),
      abortedBefore: () => get('', { signal: AbortSignal.abort() }),
      stream: async () => drain((await get('')).body),
      formData: async () =>
        (
          await undici.request(`${prefix}${attach}`, {
            ...{ method: 'POST', headers, dispatcher: agent },
            body: undiciForm(),
          })
        ).body.json(),
      redirect: async () => (await get('?redirect=1', { dispatcher: following })).body.json(),
    };
  },
  'fetch below, by meterUndici': () => {
    const end = meterUndici({ ...options, addresses: [`${prefix}/rest/`] });
    // One that is metered itself goes through the same undici and must not be counted twice.
    const metered = meteredFetch(fetch, { ...options, tag: 'above' });
    const get = (query, init) => fetch(`${prefix}${list}${query}`, { headers, ...init });
    return {
      version: 'of Node 20 and later',
      end,
      read: async () => (await get('')).json(),
      refused: async () => (await get('?refuse=below:9')).text(),
      abort: () => get('?slow=1', { signal: soon() }),
      abortedBefore: () => get('', { signal: AbortSignal.abort() }),
      stream: async () => drain((await get('')).body),
      formData: () => fetch(`${prefix}${attach}`, { method: 'POST', headers, body: form() }),
      redirect: async () => (await get('?redirect=1')).json(),
      once: async () => (await metered(`${prefix}${list}`, { headers })).json(),
    };
  },
};

function undiciForm() {
  const body = new undici.FormData();
  body.append('file', new Blob(['the file itself']), 'notes.txt');
  return body;
}

/** axios 0.27 takes the package's stream. */
function nodeForm() {
  const NodeForm = createRequire(require.resolve('axios-0.27'))('form-data');
  const body = new NodeForm();
  body.append('file', 'the file itself', { filename: 'notes.txt' });
  return body;
}

const results = {};
for (const [name, make] of Object.entries(clients)) {
  const { version: used, end, ...scenarios } = make();
  results[name] = { version: used, calls: {} };
  for (const [scenario, run] of Object.entries(scenarios)) {
    seen.length = 0;
    let error = null;
    await Promise.resolve()
      .then(run)
      .catch((reason) => {
        error = `${reason.name}: ${reason.message}`;
      });
    await wait(5);
    for (const settle of settlers) settle();
    results[name].calls[scenario] = {
      error,
      seen: seen.map(({ status, objects = null, path, headers: told, method }) => ({
        ...{ method, status, objects, path, reason: told?.['ratelimit-reason'] ?? null },
      })),
    };
  }
  end?.();
}
process.stdout.write(JSON.stringify(results), () => process.exit(0));
