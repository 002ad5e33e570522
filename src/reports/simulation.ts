import {
  demandOf,
  simulateHour,
  type AdviceTaken,
  type RecordedHour,
  type RecordedPool,
} from '../insights/simulate';
import { hourlyQuota, tierQuotas, type Edition } from '../limits/tiers';
import type { Points } from '../model';
import { minuteMs } from '../time';
import type { EndpointRow, HourRow, ReportAccount } from './account';
import { namedQuota, pointsOf } from './figures';

/** Under which quota the recorded hours are replayed. */
export type QuotaPlan =
  | { kind: 'tier1' }
  /** For sites that state neither edition nor users, these. */
  | { kind: 'tier2'; edition: Edition | null; users: number | null }
  | { kind: 'quota'; points: number };

export interface SimulatedHour {
  hour: string;
  /** What this account's calls asked for. */
  points: Points;
  /** What others spent of the same pool, at least; 0 where nothing showed it. */
  othersPoints: Points;
  refusedRequests: Points;
  blockedMinutes: Points;
}

export interface SimulatedPool {
  pool: number;
  /** `null`: tier 2 without the edition or users that the formula needs; nothing is simulated then. */
  quotaPoints: number | null;
  knownHours: number;
  /** Hours in which others are in it: where Atlassian's counter or a refused call showed what they spent. */
  othersHours: number;
  /** Others are left out of every hour, since under this plan they have a pool of their own. */
  areOthersApart: boolean;
  /** Hours in which the high estimate meets the quota, oldest first. */
  hours: SimulatedHour[];
  /** Hours that would have been refused in part, by low, likely and high estimate. */
  refusedHours: Points;
  refusedRequests: Points;
  blockedMinutes: Points;
  burstRefusedCalls: number;
  /** Which calls, most first: a wall refuses every call alike, so in proportion to the calls of the period. */
  refusedByEndpoint: { method: EndpointRow['method']; template: string; refusedRequests: number }[];
}

/** Replays the recorded hours of one site, or of several as one pool. */
export function simulate(account: ReportAccount, plan: QuotaPlan, advice: AdviceTaken): SimulatedPool[] {
  return account.pools.map((row, pool) => {
    const hours = account.hours.filter((row) => row.pool === pool);
    const endpoints = account.endpoints.filter((row) => row.pool === pool);
    // A pool for each site is one that no other site spends from; what else spent from it before, does so again.
    const areOthersApart = plan.kind === 'tier2' && row.tier !== 2;
    const recorded = { quotaPoints: namedQuota(row) ?? tierQuotas.globalPoints, areOthersApart };
    return simulatePool(hours, endpoints, { pool, quotaPoints: quotaOf(account, plan), recorded }, advice);
  });
}

function quotaOf({ sites }: ReportAccount, plan: QuotaPlan): number | null {
  switch (plan.kind) {
    case 'tier1':
      return tierQuotas.globalPoints;
    case 'quota':
      return plan.points;
    case 'tier2': {
      const [site] = sites;
      const edition = site?.edition ?? plan.edition;
      const users = site?.users ?? plan.users;
      // Under tier 2 each site has its own pool: a sum of sites has no quota.
      return edition === null || sites.length > 1 ? null : hourlyQuota({ tier: 2, edition, users });
    }
  }
}

function simulatePool(
  hours: readonly HourRow[],
  endpoints: readonly EndpointRow[],
  { pool, quotaPoints, recorded }: { pool: number; quotaPoints: number | null; recorded: RecordedPool },
  advice: AdviceTaken,
): SimulatedPool {
  const result: SimulatedPool = {
    pool,
    quotaPoints,
    knownHours: hours.length,
    othersHours: 0,
    areOthersApart: recorded.areOthersApart,
    hours: [],
    refusedHours: nothing(),
    refusedRequests: nothing(),
    blockedMinutes: nothing(),
    burstRefusedCalls: 0,
    refusedByEndpoint: [],
  };
  if (quotaPoints === null) return result;
  for (const row of hours) {
    const demand = rowDemand(row, recorded);
    if (demand.othersPoints.low > 0) result.othersHours += 1;
    const outcome = simulateHour(demand, quotaPoints, advice);
    result.burstRefusedCalls += outcome.burstRefusedCalls;
    const { points, refusedRequests, blockedMinutes } = outcome;
    if (blockedMinutes.high === 0) continue;
    // Of years of hours each object counts that does not stay: they are what takes the time.
    const { othersPoints } = demand;
    result.hours.push({ hour: row.hour, points, othersPoints, refusedRequests, blockedMinutes });
    if (blockedMinutes.low > 0) result.refusedHours.low += 1;
    if (blockedMinutes.likely > 0) result.refusedHours.likely += 1;
    result.refusedHours.high += 1;
    add(result.refusedRequests, refusedRequests);
    add(result.blockedMinutes, blockedMinutes);
  }
  const charged = endpoints.filter((row) => row.highPoints > 0);
  const all = charged.reduce((sum, row) => sum + row.requests, 0);
  result.refusedByEndpoint = charged
    .map(({ method, template, requests }) => ({
      method,
      template,
      refusedRequests: (result.refusedRequests.likely * requests) / all,
    }))
    .filter(({ refusedRequests }) => refusedRequests > 0)
    .sort((a, b) => b.refusedRequests - a.refusedRequests);
  return result;
}

/** @param recorded the pool that the hours were recorded with */
function rowDemand(row: HourRow, recorded: RecordedPool): RecordedHour {
  const { quotaRefusedFrom, requests, counterPoints, refusedCalls } = row;
  // What is not told cannot be saved.
  const bridgePoints = row.bridgePoints ?? 0;
  const cachePoints = row.cachePoints ?? 0;
  const wallMinute =
    quotaRefusedFrom === null ? null : (Date.parse(quotaRefusedFrom) - Date.parse(row.hour)) / minuteMs;
  const burstRefusedCalls = refusedCalls.burst ?? 0;
  const points = pointsOf(row);
  // prettier-ignore
  const hour = { points, requests, counterPoints, bridgePoints, cachePoints, wallMinute, burstRefusedCalls };
  return demandOf(hour, recorded);
}

const nothing = (): Points => ({ low: 0, likely: 0, high: 0 });

function add(into: Points, from: Points): void {
  into.low += from.low;
  into.likely += from.likely;
  into.high += from.high;
}
