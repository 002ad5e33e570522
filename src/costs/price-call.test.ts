import { priceCall } from './price-call';

const call = { product: 'jira', method: 'GET', path: '/rest/api/3/field', objects: 50, named: null } as const;
const template = '/rest/api/3/field';

it.each([
  ['served', 200, { low: 1, likely: 51, high: 51 }, 'documented'],
  ['not answered', null, { low: 0, likely: 0, high: 51 }, 'assumed'],
  ['refused', 429, { low: 0, likely: 0, high: 1 }, 'assumed'],
  ['failed', 400, { low: 0, likely: 1, high: 1 }, 'assumed'],
  ['failed there', 503, { low: 0, likely: 1, high: 1 }, 'assumed'],
  ['unchanged', 304, { low: 1, likely: 1, high: 51 }, 'assumed'],
] as const)('a call that was %s costs what is known of it', (_, status, points, basis) => {
  expect(priceCall({ ...call, status })).toEqual({ points, basis, template });
});

it('the price that an answer names holds however it ended, but for a call without an answer', () => {
  const named = { points: { low: 7, likely: 7, high: 7 }, basis: 'header' } as const;
  for (const status of [200, 304, 400, 429])
    expect(priceCall({ ...call, status, named })).toEqual({ ...named, template });
  expect(priceCall({ ...call, status: null, named })).toMatchObject({ basis: 'assumed' });
});

it('a system that counts requests charges no points', () => {
  const price = priceCall({ ...call, product: 'backlog', path: '/api/v2/issues', status: 200 });
  expect(price).toMatchObject({ points: { low: 0, likely: 0, high: 0 }, basis: 'documented' });
});
