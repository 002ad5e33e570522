import { hourlyQuota, tierQuotas, type Edition } from '../../limits/tiers';
import type { PriceOverrides } from '../../costs/overrides';
import { endpointKey, poolKey } from '../../usage/keys';
import type { HourUsage } from '../../usage/hour-usage';
import { minuteMs } from '../../time';
import { adviceForEndpoint } from '../endpoints/advice';
import type { Advice } from '../endpoints/advice-views';
import { compareRoutes, leastPeople } from '../routes/routes';
import { flowsOf, type Flow } from '../routes/route-flows';
import { demandOf, simulateHour, type WitnessedHour } from '../simulate';
import type { Replayed, WallReplay, WallView } from './wall-view';

/** So many are replayed by themselves; all of them are together. */
const shownAdvice = 3;
const noAdvice = { bridge: false, cacheShare: 0, spread: false };

export interface ReplayFacts {
  /** As an administrator stated them. */
  edition: Edition | null;
  users: number | null;
  /** Prices that were measured and taken over. */
  overrides: PriceOverrides | undefined;
}

type Witnessed = Pick<
  WallView,
  | 'pool'
  | 'hourStartMs'
  | 'resetAtMs'
  | 'firstAtMs'
  | 'own'
  | 'requests'
  | 'counterPoints'
  | 'quotaPoints'
  | 'tier'
>;

/**
 * The hour again: as it was, with what its calls suggest, and with a pool that no other site draws on.
 * @param usage `null` where the hour is no longer kept: then its calls suggest nothing
 */
export function wallReplay(usage: HourUsage | null, wall: Witnessed, facts: ReplayFacts): WallReplay {
  const { own, requests, counterPoints, hourStartMs, firstAtMs, tier } = wall;
  const quotaPoints = wall.quotaPoints ?? tierQuotas.globalPoints;
  const hour: WitnessedHour = {
    ...{ points: own, requests, counterPoints, wallMinute: (firstAtMs - hourStartMs) / minuteMs },
    ...{ bridgePoints: 0, cachePoints: 0, burstRefusedCalls: 0 },
  };
  const again = (savedShare: number, quota = quotaPoints, areOthersApart = false): Replayed => {
    const demand = demandOf(hour, { quotaPoints, areOthersApart });
    const { blockedMinutes: minutes } = simulateHour(demand, quota, { ...noAdvice, savedShare });
    const { low, likely, high } = minutes;
    // The less this site spent, the less its own advice saves: then the low estimate is the one that is refused longest.
    const blockedMinutes = { low: Math.min(low, likely, high), likely, high: Math.max(low, likely, high) };
    return { blockedMinutes, dryAtMs: likely > 0 ? wall.resetAtMs - likely * minuteMs : null };
  };
  const shares = usage === null ? [] : savingShares(usage, wall, facts.overrides);
  const savedShare = Math.min(
    1,
    shares.reduce((sum, { share }) => sum + share, 0),
  );
  const { edition, users } = facts;
  const ownQuota = tier === 1 && edition !== null ? hourlyQuota({ tier: 2, edition, users }) : null;
  return {
    quotaPoints,
    asRecorded: again(0),
    advice: shares.slice(0, shownAdvice).map(({ advice: { kind }, flow: { method, template }, share }) => ({
      ...{ kind, method, template, savedShare: share },
      outcome: again(share),
    })),
    all: shares.length === 0 ? null : { savedShare, outcome: again(savedShare) },
    ownPool: ownQuota === null ? null : { quotaPoints: ownQuota, outcome: again(0, ownQuota, true) },
  };
}

/** What each advice on the hour's calls would have saved, of this site's points; savings of one endpoint add up to no more than it cost. */
function savingShares(
  usage: HourUsage,
  { pool, own }: Pick<WallView, 'pool' | 'own'>,
  overrides: PriceOverrides | undefined,
): { advice: Advice; flow: Flow; share: number }[] {
  if (own.likely <= 0) return [];
  const flows = flowsOf([usage], (id) => poolKey(id.pool) === poolKey(pool));
  const people = leastPeople(compareRoutes([usage]));
  const endpoints = new Map(flows.map((flow) => [endpointKey(flow), flow]));
  return [...endpoints.values()]
    .flatMap((flow) =>
      // The hour is taken as the whole period, so that what is saved a day is what is saved of it.
      adviceForEndpoint(flows, flow, { days: 1, activeHours: 1, people, overrides }).map((advice) => ({
        ...{ advice, flow, share: Math.min(1, (advice.savesPointsADay ?? 0) / own.likely) },
      })),
    )
    .filter(({ share }) => share > 0)
    .sort((a, b) => b.share - a.share);
}
