import { chargedToPool, costBudget, costBudgets, type CostBudget } from '../../limits/charging';
import type { Points, Route } from '../../model';
import { addPoints, noPoints } from '../sums';
import { isRead, type Flow } from './route-flows';
import type { Break, BudgetLoad, WhatIfView } from './what-if-views';

/** Routes between which an app can choose for its own calls. */
const ownRoutes: readonly Route[] = ['forge.asApp', 'forge.asUser', 'forge.asUserOffline', 'forge.bridge'];

export interface WhatIf {
  flows: readonly Flow[];
  /** Where these calls should go; `null` leaves them where they are. */
  choose: (flow: Flow) => Route | null;
  /** Days that the flows cover, fractions included. */
  days: number;
  /** Seconds of the hours in which there were calls at all: a rate over nights would hide the load of the day. */
  activeSeconds: number;
  /** About how many people are behind the calls; `null`: not known. */
  people: number | null;
}

/** The recorded calls by other routes: what that saves, what it does to each budget, and what it breaks. */
export function whatIf({ flows, choose, days, activeSeconds, people }: WhatIf): WhatIfView {
  const breaks: Break[] = [];
  let [movedCalls, movedWithBreaks] = [0, 0];
  const moved = flows.map((flow) => {
    const to = choose(flow);
    if (to === null || to === flow.route) return flow;
    const all = breaksOf(flow, to);
    const stopping = all.filter((kind) => stops[kind]);
    // What stays where it is, is answered as before.
    const found = stopping.length > 0 ? stopping : all;
    for (const kind of found) breaks.push({ kind, to, ...nameOf(flow), calls: flow.requests });
    if (stopping.length > 0) return flow;
    movedCalls += flow.requests;
    if (found.length > 0) movedWithBreaks += flow.requests;
    return { ...flow, route: to };
  });
  const before = aDay(chargedOf(flows), days);
  const after = aDay(chargedOf(moved), days);
  return {
    movedCalls,
    movedWithBreaks,
    pointsADayBefore: before,
    pointsADayAfter: after,
    savesPointsADay: round(before.likely - after.likely),
    loads: costBudgets
      .map((budget) => ({
        budget,
        before: loadOf(budget, flows, activeSeconds, people),
        after: loadOf(budget, moved, activeSeconds, people),
      }))
      .filter((load) => load.before.callsASecond > 0 || load.after.callsASecond > 0),
    breaks,
  };
}

/** What the app would choose to save points: a person's reads go by the bridge, all else stays. */
export function cheapestRoute(flow: Flow): Route | null {
  const { pool, route, trigger, method, template } = flow;
  if (!ownRoutes.includes(route) || !chargedToPool(route) || trigger !== 'person') return null;
  if (!isRead(pool.product, method, template)) return null;
  return breaksOf(flow, 'forge.bridge').some((kind) => stops[kind]) ? null : 'forge.bridge';
}

/**
 * Calls a second on a budget and on each of its contexts. One app is one context; App + user has as many as there are people
 * who call. Source: Jira rate limiting (edition of 2024-05-23), the example with 100 users.
 */
export function budgetLoad(budget: CostBudget, callsASecond: number, people: number | null): BudgetLoad {
  const contexts = budget === 'App' || budget === 'Anonymous' ? 1 : people;
  const isKnown = contexts !== null && contexts > 0;
  return { callsASecond, contexts, callsASecondEach: isKnown ? callsASecond / contexts : null };
}

function loadOf(
  budget: CostBudget,
  flows: readonly Flow[],
  activeSeconds: number,
  people: number | null,
): BudgetLoad {
  const calls = flows
    .filter(({ route }) => costBudget(route) === budget)
    .reduce((sum, { requests }) => sum + requests, 0);
  return budgetLoad(budget, activeSeconds > 0 ? calls / activeSeconds : 0, people);
}

/** Whether the calls cannot be moved at all, or only with care. */
const stops: Readonly<Record<Break['kind'], boolean>> = {
  noPerson: true,
  notOnBridge: true,
  notOurs: true,
  seesLess: false,
  seesMore: false,
};

function breaksOf({ pool, route, trigger }: Flow, to: Route): Break['kind'][] {
  if (pool.app !== 'own' || !ownRoutes.includes(route) || !ownRoutes.includes(to)) return ['notOurs'];
  const found: Break['kind'][] = [];
  const needsPerson = to === 'forge.asUser' || to === 'forge.bridge';
  if (needsPerson && trigger !== 'person') found.push('noPerson');
  if (to === 'forge.bridge' && pool.product !== 'jira' && pool.product !== 'confluence')
    found.push('notOnBridge');
  if (route === 'forge.asApp') found.push('seesLess');
  if (to === 'forge.asApp') found.push('seesMore');
  return found;
}

function chargedOf(flows: readonly Flow[]): Points {
  return flows
    .filter(({ route }) => chargedToPool(route))
    .reduce((sum, { worth }) => addPoints(sum, worth), noPoints);
}

function aDay({ low, likely, high }: Points, days: number): Points {
  return { low: round(low / days), likely: round(likely / days), high: round(high / days) };
}

function round(points: number): number {
  return Math.round(points * 10) / 10;
}

function nameOf({ pool, method, template, trigger }: Flow): Omit<Break, 'kind' | 'to' | 'calls'> {
  return { pool, method, template, trigger };
}
