import { chargedToPool } from '../limits/charging';
import type { Advice } from './adviceViews';
import { endpointAdvice, leastCallsADay, type AdviceContext } from './endpointAdvice';
import { endpointKey } from './endpoints';
import { isRead, type Flow } from './routeFlows';

/** From this share on scheduled work is what fills the busiest hour. */
const scheduledShare = 0.25;

export interface AdviceInput extends Omit<AdviceContext, 'totalPoints'> {
  flows: readonly Flow[];
  /** Likely points by hour, all and those of scheduled work; empty where the period has no hours. */
  hours: readonly { startMs: number; points: number; scheduledPoints: number }[];
  /** As the headers prove it; `null` while none has. */
  tier: 1 | 2 | null;
}

/** What the app's own recorded calls suggest, largest saving first. Each saving is at most what those calls cost. */
export function adviceFor(input: AdviceInput): Advice[] {
  const own = input.flows.filter(({ pool }) => pool.app === 'own');
  const context = { ...input, totalPoints: chargedPointsOf(own) };
  const byEndpoint = new Map<string, Flow[]>();
  for (const flow of own) {
    const key = endpointKey(flow);
    byEndpoint.set(key, [...(byEndpoint.get(key) ?? []), flow]);
  }
  return bySaving([
    ...[...byEndpoint.values()].flatMap((flows) => endpointAdvice(flows, context)),
    ...busiestHour(input),
    ...rovoMcp(own, input),
  ]);
}

/** What the calls of one endpoint suggest, of whichever app, largest saving first. */
export function adviceForEndpoint(
  flows: readonly Flow[],
  endpoint: Parameters<typeof endpointKey>[0],
  context: Omit<AdviceContext, 'totalPoints'>,
): Advice[] {
  const own = flows.filter((flow) => endpointKey(flow) === endpointKey(endpoint));
  return bySaving(endpointAdvice(own, { ...context, totalPoints: chargedPointsOf(flows) }));
}

function bySaving(advice: readonly Advice[]): Advice[] {
  return [...advice].sort((a, b) => (b.savesPointsADay ?? -1) - (a.savesPointsADay ?? -1));
}

function chargedPointsOf(flows: readonly Flow[]): number {
  return flows.filter(({ route }) => chargedToPool(route)).reduce((sum, { worth }) => sum + worth.likely, 0);
}

function busiestHour({ hours }: AdviceInput): Advice[] {
  const [hour] = [...hours].sort((a, b) => b.points - a.points);
  if (hour === undefined || hour.points <= 0 || hour.scheduledPoints < scheduledShare * hour.points)
    return [];
  const quietest = Math.min(...hours.map(({ points }) => points));
  if (hours.length < 24 || quietest > hour.points / 2) return [];
  return [{ kind: 'otherHour', endpoint: null, calls: 0, savesPointsADay: null, bulk: null, hour }];
}

/** For what an AI feature reads for the person who asks. Whether these calls feed one is not in the account. */
function rovoMcp(flows: readonly Flow[], { tier, days }: AdviceInput): Advice[] {
  const calls = flows
    .filter(({ pool, method, template }) => isRead(pool.product, method, template))
    .filter(({ route, worth }) => chargedToPool(route) && worth.likely > 0)
    .filter(({ trigger }) => trigger === 'person' || trigger === 'external')
    .reduce((sum, { requests }) => sum + requests, 0);
  if (tier === 2 || calls < leastCallsADay * Math.max(1, days)) return [];
  return [{ kind: 'rovoMcp', endpoint: null, calls, savesPointsADay: null, bulk: null, hour: null }];
}
