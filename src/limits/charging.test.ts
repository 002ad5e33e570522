import { chargedToPool, costBudget, routeCharges } from './charging';
import { routes, type Route } from '../model';

describe('what a route means', () => {
  it.each<[Route, boolean, string]>([
    ['forge.asApp', true, 'App'],
    ['forge.asUser', true, 'App + user'],
    ['forge.asUserOffline', true, 'App + user'],
    ['forge.bridge', false, 'App + user'],
    ['forge.remote', true, 'App'],
    ['connect.jwt', true, 'App'],
    ['connect.impersonation', true, 'App + user'],
    ['connect.apRequest', true, 'App + user'],
    ['oauth.3lo', true, 'App + user'],
    ['apiToken', false, 'User'],
    ['anonymous', false, 'Anonymous'],
  ])('%s: charged %s, budget %s', (route, charged, budget) => {
    expect(chargedToPool(route)).toBe(charged);
    expect(costBudget(route)).toBe(budget);
  });

  it('has a reason and a source for every route', () => {
    for (const route of routes) {
      expect(routeCharges[route].why).not.toBe('');
      expect(routeCharges[route].source).toMatch(/^https:/);
      expect(routeCharges[route].readOn).toMatch(/^\d{4}-\d{2}-\d{2}$/);
    }
  });
});
