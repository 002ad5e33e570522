import * as fc from 'fast-check';
import type { Flow } from './route-flows';
import { isRead } from './route-flows';
import { budgetLoad, cheapestRoute, whatIf } from './what-if';
import { routes, triggers, type Route } from '../../model';

function flow(overrides: Partial<Flow> = {}): Flow {
  return {
    pool: { app: 'own', environment: 'PRODUCTION', product: 'jira' },
    method: 'GET',
    template: '/rest/api/3/issue/{issueIdOrKey}',
    route: 'forge.asApp',
    trigger: 'person',
    requests: 100,
    worth: { low: 200, likely: 200, high: 200 },
    ...{ throttled: 0, clientErrors: 0 },
    ...overrides,
  };
}

const day = { days: 1, activeSeconds: 3600, people: null };

describe('the example of Jira’s own text', () => {
  // 100 users, each of whom makes one call per 10 seconds, over one hour.
  const hour = flow({ requests: 100 * 360, worth: { low: 72_000, likely: 72_000, high: 72_000 } });

  it('is 10 calls a second on the one budget of App', () => {
    const { loads } = whatIf({ flows: [hour], choose: () => null, ...day, people: 100 });
    expect(loads).toEqual([
      {
        budget: 'App',
        before: { callsASecond: 10, contexts: 1, callsASecondEach: 10 },
        after: { callsASecond: 10, contexts: 1, callsASecondEach: 10 },
      },
    ]);
  });

  it('is 0.1 calls a second on each of 100 budgets of App + user', () => {
    const view = whatIf({ flows: [hour], choose: () => 'forge.asUser', ...day, people: 100 });
    expect(view.loads).toEqual([
      {
        budget: 'App',
        before: { callsASecond: 10, contexts: 1, callsASecondEach: 10 },
        after: { callsASecond: 0, contexts: 1, callsASecondEach: 0 },
      },
      {
        budget: 'App + user',
        before: { callsASecond: 0, contexts: 100, callsASecondEach: 0 },
        after: { callsASecond: 10, contexts: 100, callsASecondEach: 0.1 },
      },
    ]);
    expect(view.savesPointsADay).toBe(0);
  });

  it('is not known for each user while nobody told the users apart', () => {
    expect(budgetLoad('App + user', 10, null)).toEqual({
      callsASecond: 10,
      contexts: null,
      callsASecondEach: null,
    });
  });
});

describe('what if', () => {
  it('saves by the bridge what a person’s reads cost, and says who sees less', () => {
    const view = whatIf({ flows: [flow()], choose: cheapestRoute, ...day, days: 2 });
    expect(view).toMatchObject({ movedCalls: 100, savesPointsADay: 100 });
    expect(view.pointsADayBefore.likely).toBe(100);
    expect(view.pointsADayAfter.likely).toBe(0);
    expect(view.breaks.map(({ kind, calls }) => [kind, calls])).toEqual([['seesLess', 100]]);
  });

  it('tells calls that may be answered differently from all that move', () => {
    const flows = [
      flow({ requests: 54 }),
      flow({ route: 'forge.asUser', requests: 505 }),
      flow({ trigger: 'schedule', requests: 7 }),
    ];
    const view = whatIf({ flows, choose: () => 'forge.bridge', ...day });
    expect(view).toMatchObject({ movedCalls: 559, movedWithBreaks: 54 });
    expect(view.breaks.map(({ kind, calls }) => [kind, calls])).toEqual([
      ['seesLess', 54],
      ['noPerson', 7],
    ]);
  });

  it.each([
    [{ trigger: 'schedule' }, 'forge.asUser', ['noPerson'], 0],
    [{ trigger: 'event' }, 'forge.bridge', ['noPerson'], 0],
    [
      { pool: { app: 'own', environment: 'PRODUCTION', product: 'graphql' } },
      'forge.bridge',
      ['notOnBridge'],
      0,
    ],
    [{ route: 'connect.jwt' }, 'forge.bridge', ['notOurs'], 0],
    [{ pool: { app: 'radar', environment: 'PRODUCTION', product: 'jira' } }, 'forge.bridge', ['notOurs'], 0],
    [{ route: 'forge.asUser' }, 'forge.bridge', [], 100],
    [{ route: 'forge.asUser', trigger: 'schedule' }, 'forge.asApp', ['seesMore'], 100],
  ] as const)('%j to %s: %j', (change, to, kinds, movedCalls) => {
    const view = whatIf({ flows: [flow(change)], choose: () => to, ...day });
    expect(view.breaks.map(({ kind }) => kind)).toEqual(kinds);
    expect(view.movedCalls).toBe(movedCalls);
  });

  it('leaves writes, background work and what is free already where they are', () => {
    expect(cheapestRoute(flow())).toBe('forge.bridge');
    expect(cheapestRoute(flow({ method: 'POST', template: '/rest/api/3/search/jql' }))).toBe('forge.bridge');
    expect(cheapestRoute(flow({ method: 'PUT' }))).toBeNull();
    expect(cheapestRoute(flow({ trigger: 'event' }))).toBeNull();
    expect(cheapestRoute(flow({ route: 'forge.bridge' }))).toBeNull();
  });

  const anyFlow: fc.Arbitrary<Flow> = fc
    .record({
      route: fc.constantFrom(...routes),
      trigger: fc.constantFrom(...triggers),
      requests: fc.nat(1000),
      likely: fc.nat(9000),
    })
    .map(({ likely, ...rest }) => flow({ ...rest, worth: { low: likely, likely, high: likely } }));

  it('loses and invents no call, whatever is chosen', () => {
    fc.assert(
      fc.property(fc.array(anyFlow, { maxLength: 6 }), fc.constantFrom<Route>(...routes), (flows, to) => {
        const { loads } = whatIf({ flows, choose: () => to, ...day });
        const sum = (side: 'before' | 'after'): number =>
          Math.round(loads.reduce((all, load) => all + load[side].callsASecond, 0) * 3600);
        const calls = flows.reduce((all, { requests }) => all + requests, 0);
        return sum('before') === calls && sum('after') === calls;
      }),
    );
  });

  it('never costs more by what the app would choose', () => {
    fc.assert(
      fc.property(
        fc.array(anyFlow, { maxLength: 6 }),
        (flows) => whatIf({ flows, choose: cheapestRoute, ...day }).savesPointsADay >= 0,
      ),
    );
  });
});

it.each([
  ['jira', 'GET', '/rest/api/3/issue/WEB-1', true],
  ['jira', 'POST', '/rest/api/3/search/jql', true],
  ['jira', 'POST', '/rest/api/3/issue/bulkfetch', true],
  ['jira', 'POST', '/rest/api/3/issue', false],
  ['jira', 'POST', '/rest/api/3/issue/bulk', false],
  ['jira', 'POST', '/rest/api/3/something/new', false],
  ['jira', 'DELETE', '/rest/api/3/issue/WEB-1', false],
  ['graphql', 'POST', '/graphql', false],
] as const)('%s %s %s only reads: %s', (product, method, path, reads) => {
  expect(isRead(product, method, path)).toBe(reads);
});
