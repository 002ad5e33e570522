import { priceOverrides } from '../costs/overrides';
import { products, type Observation, type Product } from '../model';
import { captures, type Capture } from '../../test/headers/fixtures';
import {
  throughAxios,
  throughBridge,
  throughFetch,
  throughForge,
  throughPace,
  throughReport,
  type Recorded,
  type Way,
} from '../../test/calls/ways';

const receivedAtMs = Date.parse('2026-10-09T16:09:47.728Z');

type Common = Omit<Observation, 'pool' | 'route' | 'trigger' | 'tag'>;

/**
 * Without what a way may differ in: whose pool it is, how the call was authenticated, what set it going, for which feature. Where an
 * answer says nothing of limits, its date is not forwarded, and with it the server's clock.
 */
function common(seen: Observation): Common {
  const { pool, route, trigger, tag, ...rest } = seen;
  expect([pool.product.length, route.length, trigger.length, tag].every((one) => one !== 0)).toBe(true);
  const { limits } = rest;
  if (limits === null || limits.throttle !== null || limits.quotas.length + limits.buckets.length > 0)
    return rest;
  return { ...rest, limits: { ...limits, clockAheadMs: 0 } };
}

const forgeProducts: readonly Product[] = ['jira', 'confluence', 'graphql'];

/** All ways agree with the first one that can make the call. A page cannot vouch for a body, so it agrees with a call that nobody read. */
async function expectAgreement(recorded: Recorded): Promise<Observation> {
  const isForge = forgeProducts.includes(recorded.product);
  const ways: Record<string, Way> = { fetch: throughFetch, axios: throughAxios, report: throughReport };
  if (isForge) ways['forge'] = throughForge;
  if (recorded.status !== null) ways['pace'] = throughPace;
  const first = common(await throughFetch(recorded));
  for (const [name, way] of Object.entries(ways))
    expect({ [name]: common(await way(recorded)) }).toEqual({ [name]: first });
  if (recorded.product === 'jira' || recorded.product === 'confluence')
    expect(common(await throughBridge(recorded))).toEqual(common(await throughForge(recorded, false)));
  return throughFetch(recorded);
}

const issuePath = '/rest/api/3/issue/PG-1?fields=summary';
const base = { product: 'jira', method: 'GET', headers: [], receivedAtMs } as const;
const recorded = (change: Partial<Recorded>): Recorded => ({
  ...{ ...base, headers: [], path: issuePath, status: 200, body: '{"id":"1","key":"PG-1"}' },
  ...change,
});
const users = JSON.stringify({ values: Array.from({ length: 8 }, (_, i) => ({ accountId: `u${i}` })) });

const pathOf: Partial<Record<Product, string>> = {
  confluence: '/wiki/api/v2/pages/12',
  graphql: '/graphql',
  backlog: '/api/v2/issues',
  oneStack: '/api/items',
};

/** Data Center, and what no client of the gauge calls (Trello, Opsgenie, drafts), as if Jira had answered so. */
const productOf = ({ product }: Capture): Product => products.find((known) => known === product) ?? 'jira';

describe('the headers of a recorded answer', () => {
  it('are there to be compared', () => {
    expect(captures.length).toBeGreaterThan(50);
  });

  it.each(captures.map((capture) => [capture.id, capture] as const))(
    '%s mean the same through every client',
    async (_id, capture) => {
      const { headers, status, receivedAt } = capture;
      const product = productOf(capture);
      await expectAgreement(
        recorded({
          ...{ product, headers, status: status ?? 200, path: pathOf[product] ?? issuePath },
          receivedAtMs: Date.parse(receivedAt),
        }),
      );
    },
  );
});

describe('one answer, whatever client got it', () => {
  it.each<[string, Partial<Recorded>, Partial<Observation>]>([
    ['an issue', {}, { objects: 1, points: { low: 2, likely: 2, high: 2 }, basis: 'documented' }],
    [
      'eight users of a group',
      { path: '/rest/api/3/group/member?groupname=x', body: users },
      { objects: 8, points: { low: 17, likely: 17, high: 17 } },
    ],
    [
      'a search by POST',
      { method: 'POST', path: '/rest/api/3/search/jql', body: '{"issues":[{},{}]}' },
      { objects: 2 },
    ],
    ['a write', { method: 'POST', path: '/rest/api/3/issue', status: 201 }, { objects: 0, status: 201 }],
    ['an empty answer', { path: '/rest/api/3/group/member', status: 204, body: null }, { objects: 0 }],
    [
      'an endpoint that nobody knows',
      { path: '/rest/unheard/7/of', body: '{"values":[1,2,3]}' },
      { objects: 3 },
    ],
    ['a body that is no JSON', { body: '<html>' }, { objects: null, basis: 'assumed' }],
    ['HEAD', { method: 'HEAD', body: null }, { objects: null }],
    ['an error', { status: 404, body: '{"errorMessages":[]}' }, { points: { low: 0, likely: 1, high: 1 } }],
    ['an answer that never came', { status: null }, { limits: null, points: { low: 0, likely: 0, high: 2 } }],
    [
      'a price that a GraphQL answer names',
      {
        ...{ product: 'graphql', method: 'POST', path: '/graphql' },
        body: '{"data":{},"extensions":{"cost":{"actual":12}}}',
      },
      { points: { low: 12, likely: 12, high: 12 }, basis: 'header' },
    ],
  ])('%s is the same observation', async (_what, change, expected) => {
    expect(await expectAgreement(recorded(change))).toMatchObject(expected);
  });

  it('a refusal inside of a GraphQL answer is a refusal, with its wait', async () => {
    const seen = await expectAgreement(
      recorded({
        ...{ product: 'graphql', method: 'POST', path: '/graphql', headers: [['retry-after', '30']] },
        body: '{"data":null,"errors":[{"message":"Rate limit exceeded","extensions":{"statusCode":429}}]}',
      }),
    );
    expect(seen).toMatchObject({
      status: 429,
      points: { low: 0, likely: 0, high: 1 },
      limits: { throttle: { retryAtMs: receivedAtMs + 30_000 } },
    });
  });

  it('a price that was measured and taken over holds for every client', async () => {
    const overrides = priceOverrides([
      {
        ...{ product: 'jira', method: 'GET', template: '/rest/api/3/issue/{issueIdOrKey}' },
        ...{ basePoints: 1, objectPoints: 4, basis: 'measured', source: 'measured here' },
      },
    ]);
    expect(await expectAgreement(recorded({ overrides }))).toMatchObject({
      points: { low: 5, likely: 5, high: 5 },
      basis: 'measured',
    });
  });
});
