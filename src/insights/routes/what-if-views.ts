/** The recorded calls by other routes, as the Routing page shows them. */
import type { CostBudget } from '../../limits/charging';
import type { Method, Points, PoolId, Route, Trigger } from '../../model';

export interface BudgetLoad {
  callsASecond: number;
  /** Over how many contexts they spread; `null` where the people were not told apart. */
  contexts: number | null;
  callsASecondEach: number | null;
}

export const breakKinds = [
  /** Background work has no person to act for. Stays where it is. */
  'noPerson',
  /** The bridge calls Jira and Confluence only. Stays where it is. */
  'notOnBridge',
  /** Not a call of the Forge app itself, or a route that is none of Forge's. Stays where it is. */
  'notOurs',
  /** The person may not see what the app sees: answers shrink, and some calls fail. */
  'seesLess',
  /** The app sees what the person may not: the app has to check permissions itself. */
  'seesMore',
] as const;
export type BreakKind = (typeof breakKinds)[number];

export interface Break {
  kind: BreakKind;
  to: Route;
  pool: PoolId;
  method: Method;
  template: string;
  trigger: Trigger;
  calls: number;
}

export interface WhatIfView {
  /** Calls of the period that would go another way. */
  movedCalls: number;
  /** Of these, the calls that one of `breaks` is about: their answers may differ. */
  movedWithBreaks: number;
  pointsADayBefore: Points;
  pointsADayAfter: Points;
  /** By the likely figures; negative where the choice costs more. */
  savesPointsADay: number;
  loads: { budget: CostBudget; before: BudgetLoad; after: BudgetLoad }[];
  breaks: Break[];
}
