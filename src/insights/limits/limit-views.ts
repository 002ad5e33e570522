/** Every limit of the product as one page shows it: now, worst, when the next call is allowed, where that comes from. */
import type { BurstRoom } from '../../usage/usage-sum';
import { problemKinds } from '../../headers/problem-kinds';
import type { CostBudget } from '../../limits/charging';
import { sharedLimitNames } from '../../limits/shared-limits';
import type { Method, PoolId, Route } from '../../model';
import type { PoolView } from '../views';

/** Calls that a limit refused, and until when it asked to wait. */
export interface Refusals {
  calls: number;
  /** `null` when none is among the kept ones, which are the newest of each hour. */
  lastAtMs: number | null;
  /** When the next such call is allowed; `null` when it is now, or nothing said. */
  nextAllowedAtMs: number | null;
}

export interface QuotaLimit {
  view: PoolView;
  /** The policy's name as sent; `null` until a header named one. */
  policy: string | null;
  /** The fullest hour of the period as far as it is known; `null` without any call. */
  worst: { hourStartMs: number; usedPoints: number; basis: 'refused' | 'reading' | 'own' } | null;
  refusals: Refusals;
}

export interface BurstLimit {
  pool: PoolId;
  method: Method;
  template: string;
  /** `null` when no answer named a bucket. */
  least: BurstRoom | null;
  /** Refill as published, requests a second; `null` where nothing is published. */
  refillPerSecond: number | null;
  refusals: Refusals;
}

export interface BudgetLimit {
  budget: CostBudget;
  routes: Route[];
  requests: number;
  refusals: Refusals;
}

export const otherSystems = ['backlog', 'oneStack', 'backup', 'restore', ...sharedLimitNames] as const;
export type OtherSystem = (typeof otherSystems)[number];

export type FigureOf = 'read' | 'update' | 'search' | 'icon' | 'any' | 'atOnce' | 'installation' | 'site';

/** A limit beside the points: what is published of it. */
export interface OtherLimit {
  system: OtherSystem;
  /** None: it is published without a figure. Without a window an amount counts for ever, or, `atOnce`, at any moment. */
  figures: { of: FigureOf; amount: number; windowMs: number | null }[];
  source: string;
  readOn: string;
}

export const findingKinds = [
  'unknownPolicy',
  'quotaChanged',
  'bothEnforcements',
  'twoTiers',
  'oddReset',
  'unknownReason',
  'noRetryTime',
  'retryInPast',
  ...problemKinds,
] as const;
export type FindingKind = (typeof findingKinds)[number];

/** Something about the headers that a developer should look at. */
export interface Finding {
  kind: FindingKind;
  pool: PoolId;
  /** What was sent: a policy's name, a reason, a figure; of a value that was not taken at its word, the header's name. */
  sent: string;
  times: number;
  lastAtMs: number;
}

export interface LimitsView {
  quotas: QuotaLimit[];
  /** Least headroom first, then those that refused; at most 25. */
  bursts: BurstLimit[];
  /** How many endpoints named a bucket or refused. */
  burstEndpoints: number;
  perIssue: { refusals: Refusals; windows: { limit: number; windowMs: number }[]; source: string };
  budgets: BudgetLimit[];
  others: OtherLimit[];
  findings: Finding[];
}
