/** The gauge's table of costs beside the emulator's, which shares no code with it: each endpoint of Jira called once. */
import { isCharged } from '../../emulator/cloud/principal';
import { readMethod } from '../../src/calls/method';
import { observe } from '../../src/calls/observe';
import { findEntry } from '../../src/costs/lookup';
import { seenInReport } from '../../src/ingest/seen-in-report';
import { chargedToPool } from '../../src/limits/charging';
import { routes, type Observation } from '../../src/model';
import { meteredFetch } from '../../src/node-client/metered-fetch';
import type { WireCall } from '../../src/protocol/wire';
import { steps } from './jira/every-endpoint';
import { name, play, small } from './jira/play';
import { closeClouds, openCloud } from './open-cloud';

afterEach(closeClouds);

interface Compared {
  endpoint: string;
  rule: string;
  seen: Observation['points'];
  charged: number;
}

/** What both say of each call. @param options of the cloud */
async function compared(options: object): Promise<Compared[]> {
  const cloud = await openCloud({ sites: [small], ...options });
  const calls: WireCall[] = [];
  const settlers: (() => void)[] = [];
  let made = 0;
  // A client for each call: which of them is reported first is not the question here.
  const send = (...call: Parameters<typeof fetch>): Promise<Response> => {
    const n = made++;
    const reporter = {
      report: (seen: WireCall) => (calls[n] = seen),
      beforeFlush: (settle: () => void) => settlers.push(settle),
    };
    return meteredFetch(fetch, { product: 'jira', route: 'oauth.3lo', reporter })(...call);
  };
  const played = await play(cloud, '3', send);
  for (const settle of settlers) settle();
  const account = { app: 'own', environment: 'PRODUCTION', overrides: undefined };
  return played.map(({ step, points: charged }, index) => {
    const { points: seen } = observe(seenInReport(calls[index]!), account);
    const rule = findEntry('jira', readMethod(step.method), step.template).entry?.rule ?? 'unknown';
    return { endpoint: name(step), rule, seen, charged };
  });
}

test('every call of every endpoint costs the same in both tables', async () => {
  const differing = (await compared({})).filter(({ seen, charged }) => seen.likely !== charged);
  // That the list of all versions is as flat as its pages are, nobody has measured: the emulator's hidden price.
  expect(differing.map(({ endpoint }) => endpoint)).toEqual(['GET /rest/api/3/project/{}/versions']);
});

test('no row but a measured one is likely below the published rule, and its range holds it', async () => {
  const measured = ['flat', 'objectsOnly'];
  const under = (await compared({ hiddenCosts: {} })).filter(
    ({ rule, seen, charged }) =>
      charged > seen.high || charged < seen.low || (!measured.includes(rule) && seen.likely < charged),
  );
  expect(under).toEqual([]);
});

test('every endpoint that the emulator has is in the catalogue', () => {
  const unknown = steps.filter(
    ({ method, template }) => findEntry('jira', readMethod(method), template).entry === null,
  );
  expect([...new Set(unknown.map(name))]).toEqual([]);
});

test('both charge the same routes', () => {
  expect(routes.filter((route) => isCharged(route) !== chargedToPool(route))).toEqual([]);
});
