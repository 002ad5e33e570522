/** What a route means for the two accounts that Atlassian keeps: the points pool and the older cost budgets. */
import type { Route } from '../model';

/** Budgets by whom a call is made for. Source: Jira rate limiting (edition of 2024-05-23), table of call types. */
export const costBudgets = ['User', 'App', 'App + user', 'Anonymous'] as const;
export type CostBudget = (typeof costBudgets)[number];

type ChargeBasis = 'documented' | 'said' | 'measured' | 'inferred';

export interface RouteCharge {
  charged: boolean;
  budget: CostBudget;
  /** `said`: by Atlassian staff in public. `measured`: by somebody, who said so there. `inferred`: argued from a documented neighbour. */
  basis: ChargeBasis;
  why: string;
  source: string;
  readOn: string;
}

const rulePage = 'https://developer.atlassian.com/cloud/jira/platform/rate-limiting/';
const threadPost = (post: number): string =>
  `https://community.developer.atlassian.com/t/2026-point-based-rate-limits/97828/${post}`;
const readOn = '2026-11-22';
const documented = (budget: CostBudget, why: string): RouteCharge => ({
  charged: true,
  budget,
  basis: 'documented',
  why,
  source: rulePage,
  readOn,
});

export const routeCharges: Readonly<Record<Route, RouteCharge>> = {
  'forge.asApp': documented('App', 'A call of the app’s back end. One budget for the whole app.'),
  'forge.asUser': documented(
    'App + user',
    'A call of the app’s back end: same points pool as asApp, but one cost budget for each user.',
  ),
  'forge.asUserOffline': documented('App + user', 'As asUser; the person need not be there.'),
  'forge.bridge': {
    charged: false,
    // No budget table names the bridge. Its sister AP.request, a call of an app’s page for the person in front of it, is
    // App + user.
    budget: 'App + user',
    basis: 'said',
    why: 'The person’s own traffic from the page. Staff confirmed it exempt on 2026-04-01, after a partner had measured 571 points for 50 such calls.',
    source: threadPost(168),
    readOn,
  },
  'forge.remote': {
    charged: true,
    budget: 'App',
    basis: 'said',
    why: 'A back end of the app. The budget is that of asApp, because a remote holds the app’s token unless it asks for a user’s.',
    source: threadPost(133),
    readOn,
  },
  'connect.jwt': documented('App', 'A call of the app’s server for itself.'),
  'connect.impersonation': documented('App + user', 'A call of the app’s server in a user’s name.'),
  'connect.apRequest': {
    charged: true,
    budget: 'App + user',
    basis: 'measured',
    why: 'A partner measured it as charged, though it runs in the person’s browser as Forge’s bridge does, which is exempt.',
    source: threadPost(163),
    readOn: '2026-11-27',
  },
  'oauth.3lo': documented('App + user', 'A call of an OAuth 2.0 app for the user who granted it.'),
  apiToken: {
    charged: false,
    budget: 'User',
    basis: 'documented',
    why: 'Outside the points quota; burst limits and a cost budget of the account still hold.',
    source: rulePage,
    readOn,
  },
  anonymous: {
    charged: false,
    budget: 'Anonymous',
    basis: 'inferred',
    why: 'Carries no app that a pool could be charged for.',
    source: rulePage,
    readOn,
  },
};

/** Whether a call by this route draws on the app’s hourly points. */
export const chargedToPool = (route: Route): boolean => routeCharges[route].charged;

/** The cost budget under which a call by this route is counted. */
export const costBudget = (route: Route): CostBudget => routeCharges[route].budget;
