import { assumeTrustedRoute, route } from '@forge/api';
import { runningInstallation } from './installation';
import { Meter } from './meter';
import { meteredApi, type MeteredApi } from './metered-api';
import { runInScope } from './scope';
import { OpenSet } from '../calls/open-set';
import type { Observation } from '../model';
import { inInstallation, supplyForgeGlobals, type PlatformCall } from '../../test/support/forge-globals';

interface Bench {
  api: MeteredApi;
  meter: Meter;
  booked: { installationId: string; call: Observation }[];
  calls: PlatformCall[];
  faults: unknown[];
  answer: () => Response | Promise<Response>;
  nowMs: number;
}

const startMs = Date.parse('2026-10-09T16:09:47.728Z');

function openBench(answer: Bench['answer']): Bench {
  const booked: Bench['booked'] = [];
  const faults: unknown[] = [];
  const bench: Bench = {
    ...({} as Pick<Bench, 'api' | 'meter'>),
    booked,
    calls: [],
    faults,
    answer,
    nowMs: startMs,
  };
  supplyForgeGlobals((call) => {
    bench.calls.push(call);
    bench.nowMs += 80;
    return bench.answer();
  });
  bench.meter = new Meter({
    nowMs: () => bench.nowMs,
    onFault: (error) => faults.push(error),
    book: (installationId, call) => booked.push({ installationId, call }),
  });
  bench.api = meteredApi(bench.meter);
  return bench;
}

const json = (body: unknown, init?: ResponseInit): Response => new Response(JSON.stringify(body), init);
const issue = (): Response => json({ id: '10001', key: 'SECRET-1', fields: {} });

/** One invocation of a function, for an installation. */
function invoke<T>(bench: Bench, run: () => Promise<T>, installationId = 'site-a'): Promise<T> {
  return inInstallation(installationId, () =>
    runInScope(
      { trigger: 'person', person: null, running: runningInstallation(), open: new OpenSet() },
      async () => {
        try {
          return await run();
        } finally {
          bench.meter.settleOpenCalls();
        }
      },
    ),
  );
}

describe('a metered call', () => {
  it('is booked once, with its price, when the caller reads the body', async () => {
    const bench = openBench(issue);
    const body: unknown = await invoke(bench, async () => {
      const response = await bench.api.asApp().requestJira(route`/rest/api/3/issue/SECRET-1?fields=summary`);
      return response.json() as Promise<unknown>;
    });
    expect(body).toEqual({ id: '10001', key: 'SECRET-1', fields: {} });
    expect(bench.booked).toEqual([
      {
        installationId: 'site-a',
        call: {
          kind: 'fields',
          atMs: startMs + 80,
          pool: { app: 'own', environment: 'PRODUCTION', product: 'jira' },
          route: 'forge.asApp',
          trigger: 'person',
          tag: null,
          method: 'GET',
          template: '/rest/api/3/issue/{issueIdOrKey}',
          status: 200,
          latencyMs: 80,
          objects: 1,
          points: { low: 2, likely: 2, high: 2 },
          basis: 'documented',
          limits: {
            quotas: [],
            buckets: [],
            nearLimit: null,
            throttle: null,
            waitUntilMs: null,
            problems: [],
          },
        },
      },
    ]);
    expect(bench.faults).toEqual([]);
  });

  it('counts the objects of the body: 8 users of a group cost 17', async () => {
    const bench = openBench(() =>
      json({ values: Array.from({ length: 8 }, (_, i) => ({ accountId: `u${i}` })) }),
    );
    await invoke(bench, async () => {
      await (await bench.api.asUser().requestJira(route`/rest/api/3/group/member?groupname=x`)).json();
    });
    expect(bench.booked[0]?.call).toMatchObject({
      route: 'forge.asUser',
      points: { low: 17, likely: 17, high: 17 },
    });
  });

  it('is booked as a range at the end of the invocation when the caller never reads the body', async () => {
    const bench = openBench(() => json({ values: [] }));
    await invoke(bench, async () => {
      await bench.api.asApp().requestJira(route`/rest/api/3/project/search`);
      expect(bench.booked).toEqual([]);
    });
    const { points, basis } = bench.booked[0]!.call;
    expect(basis).toBe('assumed');
    expect(points.low).toBe(1);
    expect(points.high).toBe(51);
  });

  it('costs one point and needs no body when it writes', async () => {
    const bench = openBench(() => json({ id: '1' }, { status: 201 }));
    await invoke(bench, async () => {
      await bench.api.asApp().requestJira(route`/rest/api/3/issue`, { method: 'POST', body: '{}' });
      expect(bench.booked).toHaveLength(1);
    });
    expect(bench.booked[0]?.call).toMatchObject({ method: 'POST', points: { low: 1, likely: 1, high: 1 } });
  });

  it('gives back the very response of the SDK, body unread, with nothing else to see on it', async () => {
    const made = issue();
    const bench = openBench(() => made);
    await invoke(bench, async () => {
      const response = await bench.api.asApp().requestJira(route`/rest/api/3/issue/A-1`);
      expect(response).toBe(made);
      expect(made.bodyUsed).toBe(false);
      expect(Object.keys(made)).toEqual([]);
      const copy = made.clone();
      expect(await response.text()).toBe(await copy.text());
    });
    expect(bench.booked).toHaveLength(1);
  });

  it('fails with the very error of the body when that is no JSON, and is still booked', async () => {
    const bench = openBench(() => new Response('<html>'));
    const bare: unknown = await new Response('<html>').json().catch((error: unknown) => error);
    await invoke(bench, async () => {
      const response = await bench.api.asApp().requestJira(route`/rest/api/3/issue/A-1`);
      const error: unknown = await (response.json() as Promise<unknown>).catch((reason: unknown) => reason);
      expect(error).toEqual(bare);
    });
    expect(bench.booked).toHaveLength(1);
  });

  it('that gets no answer rejects with the very error, and is booked without a status', async () => {
    const broken = new TypeError('fetch failed');
    const bench = openBench(() => Promise.reject(broken));
    await invoke(bench, async () => {
      await expect(bench.api.asApp().requestJira(route`/rest/api/3/issue/A-1`)).rejects.toBe(broken);
    });
    expect(bench.booked[0]?.call).toMatchObject({
      status: null,
      limits: null,
      points: { low: 0, likely: 0, high: 2 },
    });
  });

  it('that the user has to consent to first rejects as without the gauge, and is booked as refused by the proxy', async () => {
    const bench = openBench(
      () => new Response('', { status: 401, headers: { 'forge-proxy-error': 'NEEDS_AUTHENTICATION_ERR' } }),
    );
    await invoke(bench, async () => {
      const call = bench.api.asUser().requestJira(route`/rest/api/3/issue/A-1`);
      await expect(call).rejects.toMatchObject({ name: 'NEEDS_AUTHENTICATION_ERR' });
    });
    expect(bench.booked.map(({ call }) => call.status)).toEqual([401]);
  });

  it('that the proxy refuses with 429 rejects as without the gauge, and is booked as a refusal', async () => {
    const bench = openBench(
      () => new Response('', { status: 429, headers: { 'forge-proxy-error': 'RATE_LIMITED' } }),
    );
    await invoke(bench, async () => {
      const call = bench.api.asApp().requestJira(route`/rest/api/3/issue/A-1`);
      await expect(call).rejects.toMatchObject({ name: 'PROXY_ERR', status: 429 });
    });
    expect(bench.booked[0]?.call).toMatchObject({
      status: 429,
      points: { low: 0, likely: 0, high: 1 },
      limits: { throttle: { reason: 'other', enforcement: 'enforced' } },
    });
  });

  it('that is given up before it is sent is none', async () => {
    const bench = openBench(() => Promise.reject(new DOMException('given up', 'AbortError')));
    await invoke(bench, async () => {
      const init = { signal: AbortSignal.abort() };
      await expect(bench.api.asApp().requestJira(route`/rest/api/3/issue/A-1`, init)).rejects.toThrow(
        'given up',
      );
    });
    expect(bench.booked).toEqual([]);
  });

  it('with an unsafe path throws at once, as without the gauge, and is not booked', async () => {
    const bench = openBench(issue);
    await invoke(bench, () => {
      expect(() => bench.api.asApp().requestJira('/rest/api/3/issue/A-1' as never)).toThrow("'route' export");
      return Promise.resolve();
    });
    expect(bench.calls).toEqual([]);
    expect(bench.booked).toEqual([]);
  });

  it('refused with 429 is booked with its reason and next time, at no likely cost', async () => {
    const headers = {
      'RateLimit-Reason': 'jira-quota-global-based',
      'Retry-After': '1847',
      'X-RateLimit-Limit': '65000',
      'X-RateLimit-Remaining': '0',
    };
    const bench = openBench(() => new Response('', { status: 429, headers }));
    await invoke(bench, async () => {
      const response = await bench.api.asApp().requestJira(route`/rest/api/3/issue/A-1`);
      expect(response.status).toBe(429);
    });
    expect(bench.booked[0]?.call).toMatchObject({
      status: 429,
      points: { low: 0, likely: 0, high: 1 },
      limits: {
        throttle: {
          reason: 'quotaGlobal',
          reasonRaw: 'jira-quota-global-based',
          retryAtMs: startMs + 80 + 1_847_000,
          enforcement: 'enforced',
        },
      },
    });
  });

  it('passes arguments on as they are', async () => {
    const bench = openBench(() => json({}));
    const init = { method: 'PUT', headers: { 'x-test': '1' }, body: '{"a":1}' };
    await invoke(bench, async () => {
      await bench.api.asUser('account-7').requestConfluence(route`/wiki/api/v2/pages/12`, init);
    });
    expect(bench.calls).toEqual([
      {
        meta: { type: 'fpp', provider: 'user', remote: 'confluence', accountId: 'account-7' },
        path: '/wiki/api/v2/pages/12',
        init,
      },
    ]);
    expect(bench.calls[0]?.init).toBe(init);
  });

  it('knows its route: app, user, user offline, nobody, and the contextual and graph clients', async () => {
    const bench = openBench(() => json({ data: {} }));
    const { api } = bench;
    const path = route`/rest/api/3/serverInfo`;
    await invoke(bench, async () => {
      await api.asApp().requestJira(path);
      await api.asUser().requestJira(path);
      await api.asUser('account-7').requestJira(path);
      await api.requestJira(path);
      await api.asApp().withContext('ari:cloud:jira::site/1').requestJira(path);
      await api.asUser().requestGraph('query { me { id } }');
      await api.asUser().requestTeamworkGraph('query { me { id } }');
      await api.requestConfluence(route`/wiki/api/v2/spaces`);
    });
    expect(bench.booked.map(({ call }) => `${call.route} ${call.pool.product}`).sort()).toEqual([
      'anonymous confluence',
      'anonymous jira',
      'forge.asApp jira',
      'forge.asApp jira',
      'forge.asUser graphql',
      'forge.asUser graphql',
      'forge.asUser jira',
      'forge.asUserOffline jira',
    ]);
  });

  it('takes the cost that a GraphQL answer names at its word', async () => {
    const bench = openBench(() => json({ data: {}, extensions: { cost: { total: 12 } } }));
    await invoke(bench, async () => {
      await (await bench.api.asApp().requestGraph('query { a }')).json();
    });
    expect(bench.booked[0]?.call).toMatchObject({
      points: { low: 12, likely: 12, high: 12 },
      basis: 'header',
    });
  });

  it('leaves no id, key, name or query value in what is booked', async () => {
    const bench = openBench(issue);
    await invoke(bench, async () => {
      const marked = '/rest/api/3/issue/SECRET-1?jql=SECRET&accountId=SECRET';
      await bench.api.asUser('SECRET').requestJira(assumeTrustedRoute(marked));
      await bench.api.asUser().requestJira(assumeTrustedRoute('/rest/unheard/SECRET/of/SECRET-2'));
    });
    expect(JSON.stringify(bench.booked)).not.toContain('SECRET');
    expect(bench.booked).toHaveLength(2);
  });
});

describe('the meter', () => {
  it('keeps two installations apart that one process serves at the same time', async () => {
    const bench = openBench(issue);
    await Promise.all(
      ['site-a', 'site-b', 'site-a'].map((site) =>
        invoke(
          bench,
          async () => {
            await (await bench.api.asApp().requestJira(route`/rest/api/3/issue/A-1`)).json();
          },
          site,
        ),
      ),
    );
    expect(bench.booked.map(({ installationId }) => installationId).sort()).toEqual([
      'site-a',
      'site-a',
      'site-b',
    ]);
  });

  it('does not book a call as failed that is still under way when the invocation ends, but when its answer comes', async () => {
    let answer: (response: Response) => void = () => undefined;
    const bench = openBench(() => new Promise<Response>((resolve) => (answer = resolve)));
    let pending: Promise<unknown> = Promise.resolve();
    await invoke(bench, () => {
      pending = bench.api.asApp().requestJira(route`/rest/api/3/issue/A-1`);
      return Promise.resolve();
    });
    expect(bench.booked).toEqual([]);
    answer(issue());
    await pending;
    await invoke(bench, () => Promise.resolve());
    expect(bench.booked.map(({ call }) => call.status)).toEqual([200]);
  });

  it('outside of an invocation meters nothing and changes nothing', async () => {
    const bench = openBench(issue);
    const response = await bench.api.asApp().requestJira(route`/rest/api/3/issue/A-1`);
    expect(response.status).toBe(200);
    expect(bench.booked).toEqual([]);
  });

  it('never lets a fault of its own reach the caller', async () => {
    const bench = openBench(issue);
    const broken = new Meter({
      nowMs: () => {
        throw new Error('no clock');
      },
      onFault: (error) => bench.faults.push(error),
      book: () => {
        throw new Error('no book');
      },
    });
    const api = meteredApi(broken);
    const status = await invoke(bench, async () => {
      const response = await api.asApp().requestJira(route`/rest/api/3/issue/A-1`);
      await response.json();
      return response.status;
    });
    expect(status).toBe(200);
    expect(bench.faults).toHaveLength(1);
  });
});
