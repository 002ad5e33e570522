import { fallbackPrice } from './fallback';
import type { Method } from '../model';

const price = (method: Method, template: string) =>
  fallbackPrice(method, template, { low: 2, likely: 4, high: 10 });

it.each([
  '/rest/api/3/user/columns',
  '/rest/api/3/users',
  '/wiki/api/v2/users-bulk',
  '/rest/api/3/group/bulk',
  '/rest/api/3/groups/picker',
  '/rest/api/3/team/{id}/member',
  '/rest/api/3/team/{id}/members',
  '/rest/api/3/project/{id}/actors',
  '/rest/api/3/role',
  '/wiki/api/v2/spaces/{id}/role-assignments',
  '/wiki/rest/api/space/{id}/permission',
  '/wiki/api/v2/spaces/{id}/permissions',
  '/rest/api/3/permissionscheme',
  '/rest/api/3/mypermissions',
  '/rest/servicedeskapi/request/{id}/participant',
  '/rest/servicedeskapi/servicedesk/{id}/customer',
  '/rest/api/3/issue/{id}/watchers',
])('GET %s reads people or access, which cost double', (template) => {
  expect(price('GET', template)).toEqual({ points: { low: 1, likely: 9, high: 21 }, basis: 'assumed' });
});

it.each([
  '/rest/api/3/plans/search',
  '/rest/api/3/jql/autocompletedata',
  '/rest/api/3/features/check',
  '/rest/api/3/expression/evaluate',
  '/rest/api/3/filters/match',
  '/rest/api/3/expression/parse',
  '/rest/api/3/worklog/bulkfetch',
  '/rest/api/3/worklog/list',
  '/rest/api/3/issues/picker',
])('POST %s only reads, and is priced by what it reads', (template) => {
  expect(price('POST', template)).toEqual({ points: { low: 1, likely: 5, high: 21 }, basis: 'assumed' });
});

it.each<[Method, string, string]>([
  ['POST', '/rest/api/3/plans', 'documented'],
  ['PUT', '/rest/api/3/plans/search', 'documented'],
  ['PATCH', '/rest/api/3/plans/{id}', 'documented'],
  ['DELETE', '/rest/api/3/user', 'documented'],
])('%s %s is a write, at the one point of the published rule', (method, template, basis) => {
  expect(price(method, template)).toEqual({ points: { low: 1, likely: 1, high: 1 }, basis });
});

it.each<Method>(['HEAD', 'OPTIONS'])('%s brings no object, and nobody says what it costs', (method) => {
  expect(price(method, '/rest/api/3/user')).toEqual({
    ...{ points: { low: 1, likely: 1, high: 11 }, basis: 'assumed' },
  });
});
