import { endpointKey, poolKey } from '../../usage/keys';
import { chargedToPool } from '../../limits/charging';
import type { Advice } from './advice-views';
import { endpointAdvice, leastCallsADay, type AdviceContext } from './endpoint-advice';
import { wholeCallsOf } from './whole-calls';
import { quietHours } from '../quiet-hours';
import { isRead, type Flow } from '../routes/route-flows';

/** From this share on scheduled work is what fills the busiest hour. */
const scheduledShare = 0.25;

/** Of scheduled work that spends so much of its hours in their first five minutes (an even hour: a twelfth) it begins on the hour. */
const firstSlotShare = 1 / 3;

const plain = {
  ...{ endpoint: null, savesPointsADay: null, aloneSavesPointsADay: null },
  ...{ bulk: null, hour: null, quiet: null, firstShare: null },
} as const;

export interface HourPoints {
  startMs: number;
  points: number;
  /** Of scheduled work; `null` where only its day tells. */
  scheduledPoints: number | null;
  /** Of scheduled work, 0 to 1, in the whole day: where the hour itself does not tell. */
  dayScheduledShare?: number;
  /** Of the first five minutes; left out where nothing tells. */
  firstPoints?: number;
}

export interface AdviceInput extends Omit<AdviceContext, 'totalPoints' | 'wholeCalls'> {
  flows: readonly Flow[];
  /** Likely points by hour. */
  hours: readonly HourPoints[];
  /** As the headers prove it; `null` while none has. */
  tier: 1 | 2 | null;
}

/** What the app's own recorded calls suggest, largest saving first. Each saving is at most what those calls cost. */
export function adviceFor(input: AdviceInput): Advice[] {
  const own = input.flows.filter(({ pool }) => pool.app === 'own');
  const context = { ...input, totalPoints: chargedPointsOf(own), wholeCalls: wholeCallsOf(own) };
  const byEndpoint = new Map<string, Flow[]>();
  for (const flow of own) {
    const key = endpointKey(flow);
    byEndpoint.set(key, [...(byEndpoint.get(key) ?? []), flow]);
  }
  return bySaving([
    ...[...byEndpoint.values()].flatMap((flows) => endpointAdvice(flows, context)),
    ...busiestHour(input),
    ...jitter(input),
    ...quiet(input),
    ...rovoMcp(own, input),
    ...minuteAdvice(input),
  ]);
}

/** What the calls of one endpoint suggest, of whichever app, largest saving first. */
export function adviceForEndpoint(
  flows: readonly Flow[],
  endpoint: Parameters<typeof endpointKey>[0],
  context: Omit<AdviceContext, 'totalPoints' | 'wholeCalls'>,
): Advice[] {
  const own = flows.filter((flow) => endpointKey(flow) === endpointKey(endpoint));
  return bySaving(
    endpointAdvice(own, {
      ...context,
      // As Routing counts it: what another app spends makes no read of this one light.
      totalPoints: chargedPointsOf(flows.filter(({ pool }) => pool.app === endpoint.pool.app)),
      wholeCalls: wholeCallsOf(flows.filter(({ pool }) => poolKey(pool) === poolKey(endpoint.pool))),
    }),
  );
}

function bySaving(advice: readonly Advice[]): Advice[] {
  return [...advice].sort((a, b) => (b.savesPointsADay ?? -1) - (a.savesPointsADay ?? -1));
}

function chargedPointsOf(flows: readonly Flow[]): number {
  return flows.filter(({ route }) => chargedToPool(route)).reduce((sum, { worth }) => sum + worth.likely, 0);
}

function busiestHour({ hours }: AdviceInput): Advice[] {
  const [hour] = [...hours].sort((a, b) => b.points - a.points);
  if (hour === undefined || hour.points <= 0 || hour.scheduledPoints === null) return [];
  if (hour.scheduledPoints < scheduledShare * hour.points) return [];
  const quietest = Math.min(...hours.map(({ points }) => points));
  if (hours.length < 24 || quietest > hour.points / 2) return [];
  const { startMs, points, scheduledPoints } = hour;
  return [{ ...plain, kind: 'otherHour', calls: 0, hour: { startMs, points, scheduledPoints } }];
}

function jitter({ hours }: AdviceInput): Advice[] {
  const shareOf = ({ scheduledPoints, points, dayScheduledShare = 0 }: HourPoints): number =>
    scheduledPoints === null ? dayScheduledShare : scheduledPoints / points;
  const all = hours.filter(
    (hour) => hour.points > 0 && hour.firstPoints !== undefined && shareOf(hour) >= scheduledShare,
  );
  const points = all.reduce((sum, hour) => sum + hour.points, 0);
  const first = all.reduce((sum, { firstPoints = 0 }) => sum + firstPoints, 0);
  if (all.length < 3 || first < firstSlotShare * points) return [];
  return [{ ...plain, kind: 'jitter', calls: all.length, firstShare: Math.min(1, first / points) }];
}

function quiet({ hours, days }: AdviceInput): Advice[] {
  const found = quietHours(hours, days);
  return found === null ? [] : [{ ...plain, kind: 'quietHours', calls: found.hours, quiet: found }];
}

/** Backlog and One Stack know no points: their calls are worth fewer requests, whoever reports them. */
function minuteAdvice({ flows, days }: AdviceInput): Advice[] {
  return (['backlogReads', 'oneStackReads'] as const).flatMap((kind) => {
    const product = kind === 'backlogReads' ? 'backlog' : 'oneStack';
    const calls = flows
      .filter(({ pool, template }) => pool.product === product && !unread.has(template))
      .reduce((sum, { requests }) => sum + requests, 0);
    return calls < leastCallsADay * Math.max(1, days) ? [] : [{ ...plain, kind, calls }];
  });
}

/** Types of Backlog's requests that no cache answers. */
const unread = new Set(['/update']);

/** For what an AI feature reads for the person who asks. Whether these calls feed one is not in the account. */
function rovoMcp(flows: readonly Flow[], { tier, days }: AdviceInput): Advice[] {
  const calls = flows
    .filter(({ pool, method, template }) => isRead(pool.product, method, template))
    .filter(({ route, worth }) => chargedToPool(route) && worth.likely > 0)
    .filter(({ trigger }) => trigger === 'person' || trigger === 'external')
    .reduce((sum, { requests }) => sum + requests, 0);
  if (tier === 2 || calls < leastCallsADay * Math.max(1, days)) return [];
  return [{ ...plain, kind: 'rovoMcp', calls }];
}
