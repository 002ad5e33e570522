import { emptyCell, mergeCell, type Cell } from '../../usage/usage-sum';
import { startOfHourMs } from '../../usage/hour';
import { poolKey, type CellId } from '../../usage/keys';
import type { ThrottleNote } from '../../usage/throttle-note';
import { burstPerSecond } from '../../limits/burst';
import { costBudget, costBudgets } from '../../limits/charging';
import { perIssueWriteLimits } from '../../limits/per-issue';
import type { Route, ThrottleReason } from '../../model';
import { cellsOf } from '../cells';
import { endpointKey } from '../endpoints/endpoints';
import { findingsOf } from '../pools/findings';
import { lastQuota } from '../pools/level';
import type { BudgetLimit, BurstLimit, LimitsView, QuotaLimit } from './limit-views';
import { otherLimits } from './other-limits';
import type { Hours } from '../period';
import { ownSpend, poolViews, type Known } from '../pools/pools';
import { policiesOf } from '../pools/policies';
import { refusalsOf, refusedNotes } from '../incidents/refusals';
import type { PoolView } from '../views';

const shownBursts = 25;

/** Every limit that calls of these hours met, and the published ones that none did. */
export function limitsView(hours: Hours, nowMs: number, nearPercent: number, known: Known = {}): LimitsView {
  const notes = refusedNotes(hours);
  const cells = [...hours.values()].flatMap(({ sheet }) => [...cellsOf(sheet)]);
  const bursts = burstLimits(cells, notes, nowMs);
  const perIssue = notes.filter(({ reason }) => reason === 'perIssueWrite');
  return {
    quotas: poolViews(hours, nowMs, nearPercent, known).map((view) =>
      quotaLimit(hours, cells, view, notes, nowMs),
    ),
    bursts: bursts.slice(0, shownBursts),
    burstEndpoints: bursts.length,
    perIssue: {
      refusals: refusalsOf(refusedCalls(cells, ['perIssueWrite']), perIssue, nowMs),
      windows: [...perIssueWriteLimits.windows],
      source: perIssueWriteLimits.source,
    },
    budgets: budgetLimits(cells, notes, nowMs),
    others: otherLimits,
    findings: findingsOf(hours),
  };
}

function quotaLimit(
  hours: Hours,
  cells: readonly [CellId, Cell][],
  view: PoolView,
  notes: readonly ThrottleNote[],
  nowMs: number,
): QuotaLimit {
  const ofPool = ({ pool }: { pool: PoolView['pool'] }): boolean => poolKey(pool) === poolKey(view.pool);
  const reasons: ThrottleReason[] = ['quotaGlobal', 'quotaTenant'];
  const refused = notes.filter((note) => ofPool(note) && reasons.includes(note.reason));
  const calls = refusedCalls(
    cells.filter(([id]) => ofPool(id)),
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
    const least = Math.min(Infinity, ...policies.map(({ mark }) => mark.leastRemainingPoints ?? Infinity));
    const own = ownSpend(hours, pool, hour).points.likely;
    const wasRefused = account.sheet.refusals.has(poolKey(pool));
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
  cells: readonly [CellId, Cell][],
  notes: readonly ThrottleNote[],
  nowMs: number,
): BurstLimit[] {
  const sums = new Map<string, { id: CellId; cell: Cell }>();
  for (const [id, cell] of cells) {
    if (cell.leastBurst === null && (cell.throttles.get('burst') ?? 0) === 0) continue;
    const known = sums.get(endpointKey(id)) ?? { id, cell: emptyCell() };
    mergeCell(known.cell, cell);
    sums.set(endpointKey(id), known);
  }
  return [...sums.values()]
    .map(({ id, cell }) => {
      const { pool, method, template } = id;
      const own = notes.filter((note) => note.reason === 'burst' && endpointKey(note) === endpointKey(id));
      return {
        ...{ pool, method, template },
        least: cell.leastBurst,
        refillPerSecond: burstPerSecond({ product: pool.product, method, template }),
        refusals: refusalsOf(cell.throttles.get('burst') ?? 0, own, nowMs),
      };
    })
    .sort((a, b) => headroom(a) - headroom(b) || (endpointKey(a) < endpointKey(b) ? -1 : 1));
}

/** Share of the bucket that was left when it was emptiest; refused calls found none. */
function headroom({ least, refusals }: BurstLimit): number {
  if (refusals.calls > 0) return -refusals.calls;
  return least === null ? Infinity : least.remainingRequests / (least.limitRequests ?? Infinity);
}

function budgetLimits(
  cells: readonly [CellId, Cell][],
  notes: readonly ThrottleNote[],
  nowMs: number,
): BudgetLimit[] {
  return costBudgets.flatMap((budget) => {
    const own = cells.filter(([{ route }]) => costBudget(route) === budget);
    const refused = notes.filter((note) => note.reason === 'costBudget' && costBudget(note.route) === budget);
    const routes = [...new Set(own.map(([{ route }]): Route => route))].sort();
    const requests = own.reduce((sum, [, cell]) => sum + cell.requests, 0);
    const refusals = refusalsOf(refusedCalls(own, ['costBudget']), refused, nowMs);
    return requests === 0 ? [] : [{ budget, routes, requests, refusals }];
  });
}

function refusedCalls(cells: readonly [CellId, Cell][], reasons: readonly ThrottleReason[]): number {
  return cells.reduce(
    (sum, [, cell]) => sum + reasons.reduce((calls, reason) => calls + (cell.throttles.get(reason) ?? 0), 0),
    0,
  );
}
