import { startOfHourMs } from '../../usage/hour';
import { endpointViews } from '../../insights/endpoints/endpoints';
import { heatView, type HeatView } from '../../insights/pools/heat';
import { hourViews } from '../../insights/pools/hour-views';
import { hourSteps } from '../../insights/period';
import { poolViews } from '../../insights/pools/pools';
import { recentThrottles } from '../../insights/incidents/throttles';
import { keepJudgement, readPast } from '../../ledger/assess';
import { kvsLedgerStore } from '../../ledger/kvs-store';
import { lastDays, readPeriod } from '../../ledger/read-period';
import { countedBy, type StoredState } from '../../ledger/settings';
import type { PoolId } from '../../model';
import type { OverviewAnswer } from '../contract/contract';
import { loadDay, meteringOf, type GaugeFacts } from './load';

const topEndpoints = 5;
const shownThrottles = 10;
const heatDays = 30;

export interface OverviewWish {
  withHeat: boolean;
}

export async function overviewAnswer(
  nowMs: number,
  facts: GaugeFacts,
  { withHeat }: OverviewWish,
): Promise<OverviewAnswer> {
  const { state, reading, wanted, missingHoursMs } = await loadDay(nowMs);
  const { hours, books, unread, missingHours } = reading;
  const past = await readPast(kvsLedgerStore, nowMs, hours);
  const pools = poolViews(hours, nowMs, state.settings.nearPercent, { past, states: state.statusLog.states });
  await keepJudgement(state.statusLog, pools, nowMs);
  const poolIds = pools.map(({ pool }) => pool);
  const firstHour = [...hours.keys()].sort((a, b) => a - b)[0];
  const sinceMs = state.recordingSinceMs ?? (firstHour === undefined ? null : startOfHourMs(firstHour));
  return {
    readAtMs: nowMs,
    whose: { kind: facts.appName === null ? 'ownOnly' : 'embedded', appName: facts.appName },
    metering: meteringOf(state, facts),
    pools,
    hours: hourViews(hours, wanted, poolIds),
    heat: withHeat && sinceMs !== null ? await heat(nowMs, state, poolIds, sinceMs) : null,
    topEndpoints: endpointViews(hourSteps(hours, wanted, missingHours)).slice(0, topEndpoints),
    throttles: recentThrottles(hours, shownThrottles),
    books,
    unread,
    missingHoursMs,
    totalsOnly: false,
    closedUntilMs: null,
    recordingSinceMs: sinceMs,
  };
}

/** What is left for somebody of whom the product could not say whether they administer the site. */
export function totalsOf(answer: OverviewAnswer, closedUntilMs: number | null): OverviewAnswer {
  return { ...answer, topEndpoints: [], throttles: [], totalsOnly: true, closedUntilMs };
}

/** The page must not fail for want of its slowest part. */
async function heat(
  nowMs: number,
  { settings }: StoredState,
  pools: readonly PoolId[],
  sinceMs: number,
): Promise<HeatView | null> {
  const wanted = lastDays(nowMs, heatDays);
  const period = await readPeriod(kvsLedgerStore, wanted, nowMs, countedBy(settings)).catch(() => null);
  return period === null ? null : heatView(period.days, wanted, pools, sinceMs, nowMs);
}
