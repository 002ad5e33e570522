import type { BreakKind, CostBudget } from '../../../../src/admin/contract/contract';
import { enAdvice } from './en-advice';
import { enExperiment } from './en-experiment';

/** The part of the catalogue for the subpage Routing. */
export const enRouting = {
  advice: enAdvice,
  experiment: enExperiment,
  subtitle: (from: string, to: string) => `From ${from} to ${to} UTC`,
  period: 'Period',
  periods: { '24h': 'Last 24 hours', '7d': 'Last 7 days' },
  compare: {
    title: (pool: string) => `Routes into ${pool}`,
    n: (requests: string, points: string, said: string | null) =>
      `${requests} requests, ${points} points charged${said === null ? '' : `; ${said} more as browsers say`}`,
    tooFew: (least: string) =>
      `Too few calls to compare: it takes two routes with at least ${least} calls each. The figures are shown without a ranking.`,
    none: 'No call in this period.',
    table: (pool: string) => `Table of routes into ${pool}`,
    columns: {
      route: 'Route',
      charged: 'Charged',
      budget: 'Cost budget',
      requests: 'Requests',
      points: 'Points',
      share: 'Share',
      throttles: '429s',
      p50: 'p50',
      p95: 'p95',
      people: 'Users',
      peak: 'Busiest second',
    },
    yes: 'Yes',
    no: (worth: string) => `No, worth ${worth}`,
    atLeast: (calls: string) => `≥ ${calls}`,
    about: (people: string) => `about ${people}`,
    notKnown: 'not known',
    asBrowsersSay: '(as browsers say)',
    saidHint:
      'What the pages of the app tell of their own calls is counted here and nowhere else: any user could send it, so it proves no quota, tier or limit.',
    peakHint:
      'Busiest second: calls that share one cost budget, as one process saw them, so at least so many.',
  },
  budgets: {
    User: 'User',
    App: 'App',
    'App + user': 'App + user',
    Anonymous: 'Anonymous',
  } satisfies Record<CostBudget, string>,
  whatIf: {
    title: 'What if these calls went another way?',
    who: 'Who chooses the route',
    by: { cheapest: 'A person’s reads by the bridge', endpoint: 'Choose for each endpoint' },
    stays: 'Stays where it is',
    routeOf: (call: string) => `Route of ${call}`,
    now: (pool: string, n: string, routes: string) => `${pool}, ${n} calls, now ${routes}`,
    saves: (points: string, calls: string) =>
      `About ${points} points a day less; ${calls} calls of this period would move.`,
    costs: (points: string, calls: string) =>
      `About ${points} points a day more; ${calls} calls of this period would move.`,
    points: (before: string, after: string) => `Now about ${before} a day, then about ${after}.`,
    nothing: {
      cheapest: 'No call of this period could move: no person’s read goes through the back end.',
      endpoint: 'No call would move: choose a route for an endpoint that can take it.',
    },
    loads: 'Calls a second by cost budget',
    columns: {
      budget: 'Cost budget',
      before: 'Now, calls a second',
      beforeEach: 'Each × contexts',
      after: 'Then, calls a second',
      afterEach: 'Each × contexts',
    },
    each: (calls: string, contexts: string) => `${calls} × ${contexts}`,
    eachUnknown: 'users not told apart',
    under: (least: string) => `< ${least}`,
    breaks: {
      noPerson: 'Background work has no user: it stays where it is.',
      notOnBridge: 'The bridge calls Jira and Confluence only: it stays where it is.',
      notOurs: 'Not a call of this Forge app: it stays where it is.',
      seesLess:
        'The user sees what the user may see, which may be less than the app; the bridge has no asApp.',
      seesMore: 'The app sees what the user may not: it has to check permissions itself.',
    } satisfies Record<BreakKind, string>,
    breakCalls: (n: string, trigger: string) => `${n} calls, set going by: ${trigger}`,
    moreBreaks: (n: string) => `and ${n} more`,
  },
};
