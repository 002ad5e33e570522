import { isMinuteProduct, requestTypePath } from './systems';
import { priceCall } from '../costs/price-call';
import { products } from '../model';

test('Backlog and One Stack know no points: their requests are kept by type, and nothing of a path remains', () => {
  expect(products.filter(isMinuteProduct)).toEqual(['backlog', 'oneStack']);
  expect(requestTypePath('backlog', 'GET', '/api/v2/issues/SECRET-1')).toBe('/read');
  expect(requestTypePath('backlog', 'GET', '/api/v2/issues?keyword=secret')).toBe('/search');
  expect(requestTypePath('backlog', 'PATCH', '/api/v2/issues/SECRET-1')).toBe('/update');
  expect(requestTypePath('backlog', 'GET', '/api/v2/users/7/icon')).toBe('/icon');
  expect(requestTypePath('oneStack', 'GET', '/v1/contacts/secret')).toBe('/request');
  expect(requestTypePath('backlog', 'GET', '/update')).toBe('/update');
  const call = {
    product: 'oneStack',
    method: 'GET',
    path: '/v1/contacts',
    objects: 50,
    named: null,
  } as const;
  expect(priceCall({ ...call, status: 200 })).toEqual({
    points: { low: 0, likely: 0, high: 0 },
    basis: 'documented',
    template: '/request',
  });
});
