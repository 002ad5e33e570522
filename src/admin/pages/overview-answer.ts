import { dayMs } from '../../time';
import type { PriceOverrides } from '../../costs/overrides';
import { knownPriceTable, overridesOf } from '../../ledger/prices';
import type { PriceMove } from '../../insights/calibration/price-table';
import { hourOf, startOfHourMs } from '../../usage/hour';
import { endpointViews } from '../../insights/endpoints/endpoints';
import { heatView } from '../../insights/pools/heat';
import { hourViews } from '../../insights/pools/hour-views';
import { hourSteps, type Hours } from '../../insights/period';
import { adviceFor } from '../../insights/endpoints/advice';
import { remedyOf, type Remedy } from '../../insights/endpoints/remedy';
import { flowsOf } from '../../insights/routes/route-flows';
import { compareRoutes, leastPeople } from '../../insights/routes/routes';
import { wallsView } from '../../insights/pools/walls';
import { refusalGroups } from '../../insights/incidents/refusals';
import type { PoolView } from '../../insights/views';
import { keepJudgement } from '../../ledger/assess';
import { lastDays, readPeriod } from '../../ledger/read-period';
import { countedBy, type StoredState } from '../../ledger/settings';
import type { PoolId } from '../../model';
import type { OverviewAnswer } from '../contract/contract';
import { happeningsSince } from './happenings';
import { loadDay, loadPools, meteringOf, recordedSince, type LoadedDay } from './load';
import type { GaugeFacts } from '../gauge-facts';

const topEndpoints = 5;
const shownRefusals = 5;
const heatDays = 30;

export interface OverviewChoice {
  withHeat: boolean;
}

export async function overviewAnswer(
  nowMs: number,
  facts: GaugeFacts,
  { withHeat }: OverviewChoice,
): Promise<OverviewAnswer> {
  const day = await loadDay(nowMs);
  const { state, reading, wanted, missingHoursMs } = day;
  const { hours, integrity, unread, missingHours } = reading;
  const { pools } = await loadPools(day, nowMs);
  await keepJudgement(state.statusLog, pools, nowMs);
  const poolIds = pools.map(({ pool }) => pool);
  const sinceMs = recordedSince(day);
  const refusals = refusalGroups(hours);
  const prices = await knownPriceTable();
  return {
    readAtMs: nowMs,
    whose: { kind: facts.appName === null ? 'ownOnly' : 'embedded', appName: facts.appName },
    metering: meteringOf(state, facts),
    pools,
    hours: hourViews(hours, wanted, poolIds),
    ...(withHeat && sinceMs !== null
      ? await past(nowMs, state, poolIds, sinceMs, prices.moves)
      : nothingPast),
    topEndpoints: endpointViews(hourSteps(hours, wanted, missingHours)).slice(0, topEndpoints),
    refusals: refusals.slice(0, shownRefusals),
    furtherRefusals: refusals.slice(shownRefusals).reduce((sum, { calls }) => sum + calls, 0),
    remedy: firstRemedy(hours, daysOf(day, nowMs), pools, overridesOf(prices)),
    integrity,
    unread,
    missingHoursMs,
    totalsOnly: false,
    closedUntilMs: null,
    recordingSinceMs: sinceMs,
  };
}

/** What is left for somebody of whom the product could not say whether they administer the site. */
export function totalsOf(answer: OverviewAnswer, closedUntilMs: number | null): OverviewAnswer {
  return {
    ...answer,
    ...{
      topEndpoints: [],
      refusals: [],
      furtherRefusals: 0,
      happenings: [],
      remedy: null,
      totalsOnly: true,
      closedUntilMs,
    },
    // Who spends most is an endpoint; that it is others is not.
    pools: answer.pools.map((view) =>
      view.culprit?.kind === 'endpoint' ? { ...view, culprit: null } : view,
    ),
  };
}

const nothingPast = { heat: null, walls: null, happenings: [] };

function daysOf({ wanted }: LoadedDay, nowMs: number): number {
  return (nowMs - startOfHourMs(wanted[0] ?? hourOf(nowMs))) / dayMs;
}

/**
 * What the hours suggest to change first: of the list that the page Routing shows of them.
 * @param days that the hours cover, fractions included
 */
export function firstRemedy(
  hours: Hours,
  days: number,
  pools: readonly PoolView[],
  overrides: PriceOverrides | undefined,
): Remedy | null {
  const usages = [...hours.values()].map(({ usage }) => usage);
  const advice = adviceFor({
    flows: flowsOf(usages),
    days,
    activeHours: usages.length,
    people: leastPeople(compareRoutes(usages)),
    // What is about hours and about no endpoint is no remedy.
    hours: [],
    tier: pools.find(({ pool }) => pool.app === 'own')?.tier ?? null,
    overrides,
  });
  return remedyOf(hours, advice, days);
}

/** The page must not fail for want of its slowest part. */
async function past(
  nowMs: number,
  { settings, versions }: StoredState,
  pools: readonly PoolId[],
  sinceMs: number,
  moves: readonly PriceMove[],
): Promise<Pick<OverviewAnswer, 'heat' | 'walls' | 'happenings'>> {
  const wanted = lastDays(nowMs, heatDays);
  const period = await readPeriod(wanted, nowMs, countedBy(settings)).catch(() => null);
  if (period === null) return nothingPast;
  return {
    heat: heatView(period.days, wanted, pools, sinceMs, nowMs),
    walls: wallsView(period.days, pools, sinceMs, nowMs),
    happenings: await happeningsSince({ moves, versions }, nowMs - heatDays * dayMs),
  };
}
