import { findEntry } from '../costs/lookup';
import { chargedToPool } from '../limits/charging';
import { bulkFor } from './bulkCalls';
import type { RouteAdvice } from './routeAdviceViews';
import { isRead, type Flow } from './routeFlows';
import { cheapestRoute } from './whatIf';

/** Fewer calls a day than this are not worth a change. */
const leastCallsADay = 5;
/** One read in five minutes: what a short cache leaves of a page's reads of the same address. */
const cachedReadsAnHour = 12;
/** A page that spends less than this share on people and access is not heavy on them. */
const identityShare = 0.1;
/** From this share on scheduled work is what fills the busiest hour. */
const scheduledShare = 0.25;

export interface AdviceInput {
  flows: readonly Flow[];
  /** Days that the flows cover, fractions included, and hours of them in which there were calls. */
  days: number;
  activeHours: number;
  /** About how many people are behind calls as a user; `null`: not known. */
  people: number | null;
  /** Likely points by hour, all and those of scheduled work; empty where the period has no hours. */
  hours: readonly { startMs: number; points: number; scheduledPoints: number }[];
  /** As the headers prove it; `null` while none has. */
  tier: 1 | 2 | null;
}

/** What the recorded calls suggest, largest saving first. Each saving is at most what those calls cost. */
export function routeAdvice(input: AdviceInput): RouteAdvice[] {
  const charged = input.flows.filter(
    ({ pool, route, worth }) => pool.app === 'own' && chargedToPool(route) && worth.likely > 0,
  );
  const reads = charged.filter(({ pool, method, template }) => isRead(pool.product, method, template));
  const total = charged.reduce((sum, { worth }) => sum + worth.likely, 0);
  const found: RouteAdvice[] = [
    ...reads.filter((flow) => cheapestRoute(flow) === 'forge.bridge').map((flow) => advise('bridge', flow)),
    ...reads.flatMap((flow) => cache(flow, input)),
    ...reads.flatMap((flow) => bulk(flow)),
    ...reads.filter((flow) => isHeavyOnPeople(flow, total)).map((flow) => objectsOnly(flow)),
    ...reads.filter(({ trigger }) => trigger === 'schedule').map((flow) => advise('webhook', flow)),
  ].filter(({ calls }) => calls >= leastCallsADay * Math.max(1, input.days));
  return [
    ...found.map((advice) => aDay(advice, input.days)),
    ...busiestHour(input),
    ...rovoMcp(reads, input),
  ].sort((a, b) => (b.savesPointsADay ?? -1) - (a.savesPointsADay ?? -1));
}

/** Over the whole period; `aDay` brings the saving to a day. */
function advise(kind: RouteAdvice['kind'], flow: Flow, saves = flow.worth.likely): RouteAdvice {
  const { pool, method, template, requests } = flow;
  const endpoint = { pool, method, template };
  return { kind, endpoint, calls: requests, savesPointsADay: saves, bulk: null, hour: null };
}

function aDay(advice: RouteAdvice, days: number): RouteAdvice {
  const { savesPointsADay: saves } = advice;
  return { ...advice, savesPointsADay: saves === null ? null : Math.round(saves / days) };
}

/** A path without a parameter is one address: what a page reads there again within minutes can be kept. */
function cache(flow: Flow, { activeHours, people }: AdviceInput): RouteAdvice[] {
  const { route, trigger, template, requests, worth } = flow;
  if (trigger !== 'person' || template.includes('{')) return [];
  // Each person has answers of their own, so without their number nothing can be said of reads as a user.
  const caches = route === 'forge.asApp' ? 1 : people;
  if (caches === null) return [];
  const left = cachedReadsAnHour * activeHours * caches;
  return requests <= left ? [] : [advise('cache', flow, (worth.likely * (requests - left)) / requests)];
}

function bulk(flow: Flow): RouteAdvice[] {
  const price = bulkFor(flow.pool.product, flow.method, flow.template);
  if (price === null) return [];
  // At the upper bound of the bulk call, so that the saving is one also if it is priced by its objects.
  const together = (flow.requests / price.objects) * price.together.high;
  const saves = flow.worth.likely - together;
  return saves <= 0 ? [] : [{ ...advise('bulk', flow, saves), bulk: price }];
}

function isHeavyOnPeople({ pool, method, template, worth }: Flow, total: number): boolean {
  const kind = findEntry(pool.product, method, template).entry?.objectKind;
  return kind === 'identity' && worth.likely >= identityShare * total;
}

/** The call itself is a point; people and what they may do are two points each. */
function objectsOnly(flow: Flow): RouteAdvice {
  return advise('identity', flow, Math.max(0, flow.worth.likely - flow.requests));
}

function busiestHour({ hours }: AdviceInput): RouteAdvice[] {
  const [hour] = [...hours].sort((a, b) => b.points - a.points);
  if (hour === undefined || hour.points <= 0 || hour.scheduledPoints < scheduledShare * hour.points)
    return [];
  const quietest = Math.min(...hours.map(({ points }) => points));
  if (hours.length < 24 || quietest > hour.points / 2) return [];
  return [{ kind: 'otherHour', endpoint: null, calls: 0, savesPointsADay: null, bulk: null, hour }];
}

/** For what an AI feature reads for the person who asks. Whether these calls feed one is not in the account. */
function rovoMcp(reads: readonly Flow[], { tier, days }: AdviceInput): RouteAdvice[] {
  const calls = reads
    .filter(({ trigger }) => trigger === 'person' || trigger === 'external')
    .reduce((sum, { requests }) => sum + requests, 0);
  if (tier === 2 || calls < leastCallsADay * Math.max(1, days)) return [];
  return [{ kind: 'rovoMcp', endpoint: null, calls, savesPointsADay: null, bulk: null, hour: null }];
}
