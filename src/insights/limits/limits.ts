import { emptySum, mergeSum, type UsageSum } from '../../usage/usage-sum';
import { startOfHourMs } from '../../usage/hour';
import { endpointKey, poolKey, type SumId } from '../../usage/keys';
import type { ThrottleNote } from '../../usage/throttle-note';
import { burstPerSecond } from '../../limits/burst';
import { costBudget, costBudgets } from '../../limits/charging';
import { perIssueWriteLimits } from '../../limits/per-issue';
import type { Route, ThrottleReason } from '../../model';
import { sumsOf } from '../../usage/named';
import { findingsOf } from '../pools/findings';
import { lastQuota, policiesOf } from '../pools/level';
import type { BudgetLimit, BurstLimit, LimitsView, OtherLimit, QuotaLimit } from './limit-views';
import type { Hours } from '../period';
import { type Known, ownSpend, poolViews } from '../pools/pools';
import { refusalsOf, refusedNotes } from '../incidents/refusals';
import type { PoolView } from '../views';
import { backlogLimits, backlogTypes } from '../../limits/backlog';
import { backupLimits } from '../../limits/backup';
import { oneStackLimit } from '../../limits/one-stack';
import { sharedLimitNames, sharedLimits } from '../../limits/shared-limits';
import { textOrder } from '../../text-order';

const { windowMs, plans } = backlogLimits;

/** What is published beside points and bursts. */
const otherLimits: OtherLimit[] = [
  {
    system: 'backlog',
    figures: backlogTypes.map((of) => ({ of, amount: plans.paid[of], windowMs })),
    source: backlogLimits.source,
    readOn: backlogLimits.readOn,
  },
  {
    system: 'oneStack',
    figures: [{ of: 'any', amount: oneStackLimit.requests, windowMs: oneStackLimit.windowMs }],
    source: oneStackLimit.source,
    readOn: oneStackLimit.readOn,
  },
  {
    system: 'backup',
    figures: [{ of: 'any', amount: 1, windowMs: backupLimits.minimumGapMs }],
    source: backupLimits.source,
    readOn: backupLimits.readOn,
  },
  {
    system: 'restore',
    figures: [{ of: 'any', amount: backupLimits.restoresPerInstance, windowMs: null }],
    source: backupLimits.source,
    readOn: backupLimits.readOn,
  },
  ...sharedLimitNames.map((system): OtherLimit => {
    const { atOnce, perInstallation, perSite, source, readOn } = sharedLimits[system];
    const figures: OtherLimit['figures'] = [];
    if (atOnce !== null) figures.push({ of: 'atOnce', amount: atOnce, windowMs: null });
    if (perInstallation !== null)
      figures.push({
        of: 'installation',
        amount: perInstallation.requests,
        windowMs: perInstallation.windowMs,
      });
    if (perSite !== null) figures.push({ of: 'site', amount: perSite.requests, windowMs: perSite.windowMs });
    return { system, figures, source, readOn };
  }),
];

const shownBursts = 25;

/** Every limit that calls of these hours met, and the published ones that none did. */
export function limitsView(
  hours: Hours,
  nowMs: number,
  thresholdPercents: readonly number[],
  known: Known = {},
): LimitsView {
  const notes = refusedNotes(hours);
  const sums = [...hours.values()].flatMap(({ usage }) => [...sumsOf(usage)]);
  const bursts = burstLimits(sums, notes, nowMs);
  const perIssue = notes.filter(({ reason }) => reason === 'perIssueWrite');
  return {
    quotas: poolViews(hours, nowMs, thresholdPercents, known).map((view) =>
      quotaLimit(hours, sums, view, notes, nowMs),
    ),
    bursts: bursts.slice(0, shownBursts),
    burstEndpoints: bursts.length,
    perIssue: {
      refusals: refusalsOf(refusedCalls(sums, ['perIssueWrite']), perIssue, nowMs),
      windows: [...perIssueWriteLimits.windows],
      source: perIssueWriteLimits.source,
    },
    budgets: budgetLimits(sums, notes, nowMs),
    others: otherLimits,
    findings: findingsOf(hours),
  };
}

function quotaLimit(
  hours: Hours,
  sums: readonly [SumId, UsageSum][],
  view: PoolView,
  notes: readonly ThrottleNote[],
  nowMs: number,
): QuotaLimit {
  const ofPool = ({ pool }: { pool: PoolView['pool'] }): boolean => poolKey(pool) === poolKey(view.pool);
  const reasons: ThrottleReason[] = ['quotaGlobal', 'quotaTenant'];
  const refused = notes.filter((note) => ofPool(note) && reasons.includes(note.reason));
  const calls = refusedCalls(
    sums.filter(([id]) => ofPool(id)),
    reasons,
  );
  const refusals = refusalsOf(calls, refused, nowMs);
  return {
    view,
    policy: policiesOf(hours, view.pool).at(-1)?.id.policy ?? null,
    worst: worstHour(hours, view),
    // An empty pool is empty until the full hour, whatever a single refusal said.
    refusals: view.status === 'exhausted' ? { ...refusals, nextAllowedAtMs: view.resetAtMs } : refusals,
  };
}

function worstHour(hours: Hours, { pool }: PoolView): QuotaLimit['worst'] {
  let worst: QuotaLimit['worst'] = null;
  for (const [hour, account] of hours) {
    const policies = policiesOf(new Map([[hour, account]]), pool);
    const quota = lastQuota(policiesOf(hours, pool));
    const least = Math.min(Infinity, ...policies.map(({ mark }) => mark.leastRemaining ?? Infinity));
    const own = ownSpend(hours, pool, hour).points.likely;
    const wasRefused = account.usage.refusals.has(poolKey(pool));
    const read = quota !== null && least !== Infinity ? Math.max(0, quota - least) : null;
    const found =
      wasRefused && quota !== null
        ? { usedPoints: quota, basis: 'refused' as const }
        : read !== null && read >= own
          ? { usedPoints: read, basis: 'reading' as const }
          : { usedPoints: own, basis: 'own' as const };
    if (found.usedPoints > (worst?.usedPoints ?? 0)) worst = { hourStartMs: startOfHourMs(hour), ...found };
  }
  return worst;
}

function burstLimits(
  sums: readonly [SumId, UsageSum][],
  notes: readonly ThrottleNote[],
  nowMs: number,
): BurstLimit[] {
  const byEndpoint = new Map<string, { id: SumId; usageSum: UsageSum }>();
  for (const [id, usageSum] of sums) {
    if (usageSum.leastBurst === null && (usageSum.throttles.get('burst') ?? 0) === 0) continue;
    const known = byEndpoint.get(endpointKey(id)) ?? { id, usageSum: emptySum() };
    mergeSum(known.usageSum, usageSum);
    byEndpoint.set(endpointKey(id), known);
  }
  return [...byEndpoint.values()]
    .map(({ id, usageSum }) => {
      const { pool, method, template } = id;
      const own = notes.filter((note) => note.reason === 'burst' && endpointKey(note) === endpointKey(id));
      return {
        ...{ pool, method, template },
        least: usageSum.leastBurst,
        refillPerSecond: burstPerSecond({ product: pool.product, method, template }),
        refusals: refusalsOf(usageSum.throttles.get('burst') ?? 0, own, nowMs),
      };
    })
    .sort((a, b) => headroom(a) - headroom(b) || textOrder(endpointKey(a), endpointKey(b)));
}

/** Share of the bucket that was left when it was emptiest; refused calls found none. */
function headroom({ least, refusals }: BurstLimit): number {
  if (refusals.calls > 0) return -refusals.calls;
  return least === null ? Infinity : least.remainingRequests / (least.limitRequests ?? Infinity);
}

function budgetLimits(
  sums: readonly [SumId, UsageSum][],
  notes: readonly ThrottleNote[],
  nowMs: number,
): BudgetLimit[] {
  return costBudgets.flatMap((budget) => {
    const own = sums.filter(([{ route }]) => costBudget(route) === budget);
    const refused = notes.filter((note) => note.reason === 'costBudget' && costBudget(note.route) === budget);
    const routes = [...new Set(own.map(([{ route }]): Route => route))].sort();
    const requests = own.reduce((sum, [, usageSum]) => sum + usageSum.requests, 0);
    const refusals = refusalsOf(refusedCalls(own, ['costBudget']), refused, nowMs);
    return requests === 0 ? [] : [{ budget, routes, requests, refusals }];
  });
}

function refusedCalls(sums: readonly [SumId, UsageSum][], reasons: readonly ThrottleReason[]): number {
  return sums.reduce(
    (sum, [, usageSum]) =>
      sum + reasons.reduce((calls, reason) => calls + (usageSum.throttles.get(reason) ?? 0), 0),
    0,
  );
}
