import * as fc from 'fast-check';
import { createBridgeIntake } from '../../app/bridge-intake';
import { BridgeCap, readBridgeCalls, saidByPage } from '../../ingest/bridge-calls';
import { Waits } from '../../forge-client/waits';
import type { Observation, Throttle } from '../../model';
import { capturedAtMs, noLimits, observation } from '../../../test/support/observation';

const call = {
  product: 'jira' as const,
  method: 'GET' as const,
  path: '/rest/api/3/issue/WEB-1?fields=summary',
  status: 200,
  latencyMs: 40,
  agoMs: 5_000,
  headers: {},
};

const account = { app: 'own', environment: 'PRODUCTION', overrides: undefined };

describe('what a page tells of its calls', () => {
  it('is booked as bridge traffic of a person, without the key that was asked for', () => {
    const { calls, refused } = readBridgeCalls({ calls: [call] });
    expect(refused).toBe(0);
    expect(calls.map((one) => saidByPage(one, capturedAtMs, account).call)).toMatchObject([
      {
        atMs: capturedAtMs - 5_000,
        pool: { app: 'own', environment: 'PRODUCTION', product: 'jira' },
        route: 'forge.bridge',
        trigger: 'person',
        template: '/rest/api/3/issue/{issueIdOrKey}',
        status: 200,
        latencyMs: 40,
        points: { likely: 2 },
      },
    ]);
  });

  it.each([
    [{ 'issueIdsOrKeys[]': 300 }, { low: 1, likely: 301, high: 301 }],
    [{ 'ids[]': 300 }, { low: 1, likely: 51, high: 1001 }],
    [
      { 'issueIdsOrKeys[]': 3.5, 'a b': 1 },
      { low: 1, likely: 51, high: 1001 },
    ],
    ['300', { low: 1, likely: 51, high: 1001 }],
  ])('is priced by what its body asked for, as far as that can be: %j', (asks, points) => {
    const bulk = { ...call, method: 'POST', path: '/rest/api/3/issue/bulkfetch', asks };
    const { calls } = readBridgeCalls({ calls: [bulk] });
    expect(saidByPage(calls[0]!, capturedAtMs, account).call.points).toEqual(points);
  });

  it('names the endpoints of the catalogue and none that is made up', () => {
    const made = Array.from({ length: 3 }, (_, i) => ({
      ...call,
      path: `/rest/api/3/${'audit/'.repeat(i)}plans`,
    }));
    const { calls } = readBridgeCalls({ calls: [{ ...call, method: 'OPTIONS' }, ...made] });
    const templates = calls.map((one) => saidByPage(one, capturedAtMs, account).call.template);
    expect(new Set(templates)).toEqual(new Set(['{other}']));
  });

  it('has whole milliseconds, also from a page whose clock has fractions', () => {
    const { calls, refused } = readBridgeCalls({
      calls: [{ ...call, agoMs: 1204.6000000238, latencyMs: 39.4 }],
    });
    expect(refused).toBe(0);
    expect(saidByPage(calls[0]!, capturedAtMs, account).call).toMatchObject({
      atMs: capturedAtMs - 1205,
      latencyMs: 39,
    });
  });

  it('proves nothing: no quota, tier, refusal or header problem of it is booked, and its wait is one of seconds', () => {
    const booked: Observation[] = [];
    const waits = new Waits();
    const harness = createBridgeIntake({
      ...{ waits, nowMs: () => capturedAtMs, pricesOf: () => undefined },
      running: () => ({ installationId: 'site-a', environment: 'PRODUCTION' }),
      book: (_installation, one) => booked.push(one),
    });
    const headers = {
      'RateLimit-Policy': '"tenant-app-quota";q=1000000;w=3600',
      RateLimit: '"tenant-app-quota";r=0;t=1800',
      'RateLimit-Reason': 'jira-burst-based',
      'Retry-After': '31536000',
      'X-RateLimit-Limit': 'none of your business',
    };
    const { waits: told } = harness({ calls: [{ ...call, agoMs: 0, status: 429, headers }] });
    expect(booked).toMatchObject([{ route: 'forge.bridge', status: 429, limits: null }]);
    expect(told).toMatchObject([{ reason: 'burst', retryInMs: 60_000 }]);
  });

  it('takes the headers for what they are, where the host forwards them', () => {
    const refusedCall = {
      ...call,
      status: 429,
      headers: { 'RateLimit-Reason': 'jira-burst-based', 'Retry-After': '3', odd: 7 },
    };
    const [read] = readBridgeCalls({ calls: [refusedCall] }).calls;
    const { limits } = saidByPage(read!, capturedAtMs, account).claim;
    expect(limits?.throttle).toMatchObject({ reason: 'burst', retryAtMs: capturedAtMs - 5_000 + 3_000 });
  });

  it.each([
    ['another product', { ...call, product: 'bitbucket' }],
    ['no method', { ...call, method: 'FETCH' }],
    ['a path that is none', { ...call, path: 7 }],
    ['a path without end', { ...call, path: '/'.repeat(2_000) }],
    ['a status that HTTP has not', { ...call, status: 1000 }],
    ['a status between two', { ...call, status: 200.5 }],
    ['a call of the future', { ...call, agoMs: -1 }],
    ['a call of yesterday', { ...call, agoMs: 86_400_000 }],
    ['a latency that is no number', { ...call, latencyMs: Number.NaN }],
  ])('refuses %s and keeps the rest', (_what, odd) => {
    expect(readBridgeCalls({ calls: [odd, call] })).toMatchObject({
      refused: 1,
      calls: [{ path: call.path }],
    });
  });

  it('takes fifty calls of a batch', () => {
    const { calls, refused } = readBridgeCalls({ calls: Array.from({ length: 60 }, () => call) });
    expect([calls.length, refused]).toEqual([50, 10]);
  });

  it('never throws, whatever is sent', () => {
    fc.assert(
      fc.property(fc.anything(), fc.array(fc.anything()), (payload, calls) => {
        readBridgeCalls(payload);
        const read = readBridgeCalls({ calls });
        return read.calls.length + read.refused === calls.length;
      }),
    );
  });

  it('is held to a thousand calls a minute for each installation', () => {
    const cap = new BridgeCap();
    const taken = Array.from({ length: 25 }, () => cap.take('site-a', 50, capturedAtMs));
    expect(taken.reduce((sum, calls) => sum + calls, 0)).toBe(1_000);
    expect(cap.take('site-b', 50, capturedAtMs)).toBe(50);
    expect(cap.take('site-a', 50, capturedAtMs + 60_000)).toBe(50);
  });
});

describe('limits that the page shares', () => {
  const throttled = (change: Partial<Throttle>) =>
    observation({
      status: 429,
      limits: {
        ...noLimits,
        throttle: {
          reason: 'burst',
          reasonRaw: null,
          retryAtMs: capturedAtMs + 3_000,
          enforcement: 'enforced',
          ...change,
        },
      },
    });

  it('are told until they are over, to the installation that met them', () => {
    const waits = new Waits();
    waits.note('site-a', throttled({}));
    expect(waits.current('site-a', capturedAtMs)).toEqual([
      {
        product: 'jira',
        method: 'GET',
        template: '/rest/api/3/issue/{issueIdOrKey}',
        reason: 'burst',
        retryInMs: 3_000,
      },
    ]);
    expect(waits.current('site-a', capturedAtMs + 3_000)).toEqual([]);
    expect(waits.current('site-b', capturedAtMs)).toEqual([]);
  });

  it.each(['quotaGlobal', 'quotaTenant', 'costBudget'] as const)('do not hold the page for %s', (reason) => {
    const waits = new Waits();
    waits.note('site-a', throttled({ reason }));
    expect(waits.current('site-a', capturedAtMs)).toEqual([]);
  });

  it('that calls of the app met are told, however many waits pages tell of', () => {
    const waits = new Waits();
    waits.note('site-a', throttled({}));
    for (let i = 0; i < 100; i += 1)
      waits.noteSaid('site-a', { ...throttled({}), template: `/rest/api/3/made-up/${i}` }, capturedAtMs);
    expect(waits.current('site-a', capturedAtMs)[0]).toMatchObject({
      template: '/rest/api/3/issue/{issueIdOrKey}',
    });
    expect(waits.current('site-a', capturedAtMs)).toHaveLength(21);
  });

  it('do not hold the page for a limit that is only announced', () => {
    const waits = new Waits();
    waits.note('site-a', throttled({ enforcement: 'beta' }));
    expect(waits.current('site-a', capturedAtMs)).toEqual([]);
  });
});
