import { findEntry } from '../costs/lookup';
import { chargedToPool } from '../limits/charging';
import type { Advice } from './adviceViews';
import { bulkFor } from './bulkCalls';
import { isRead, type Flow } from './routeFlows';
import { cheapestRoute } from './whatIf';

/** One read in five minutes: what a short cache leaves of a page's reads of the same address. */
const cachedReadsAnHour = 12;
/** A page that spends less than this share on people and access is not heavy on them. */
const identityShare = 0.1;
/** A read that touches so many points' worth of objects a call is worth a look at what it asks for. */
const costlyReadPoints = 10;
/** From this share of calls that are refused for other reasons than a limit on, asking first would be cheaper. */
const oftenRefusedShare = 0.2;

export interface AdviceContext {
  /** Days that the flows cover, fractions included, and hours of them in which there were calls. */
  days: number;
  activeHours: number;
  /** About how many people are behind calls as a user; `null`: not known. */
  people: number | null;
  /** Likely points that all endpoints of the period were charged. */
  totalPoints: number;
}

/** Calls a day below which a change is not worth it. */
export const leastCallsADay = 5;

/**
 * What the calls of one endpoint suggest, in no order.
 * @param flows all of one endpoint, by route and trigger
 */
export function endpointAdvice(flows: readonly Flow[], context: AdviceContext): Advice[] {
  const charged = flows.filter(({ route, worth }) => chargedToPool(route) && worth.likely > 0);
  const reads = charged.filter(({ pool, method, template }) => isRead(pool.product, method, template));
  const identity = sum('identity', reads.filter(isOfPeople), objectsOnly);
  const isHeavy = identity !== null && pointsOf(reads) >= identityShare * context.totalPoints;
  const found = [
    sum(
      'bridge',
      reads.filter((flow) => cheapestRoute(flow) === 'forge.bridge'),
    ),
    cached(reads, context),
    bulk(reads),
    isHeavy ? identity : fewerObjects(reads),
    sum(
      'webhook',
      reads.filter(({ trigger }) => trigger === 'schedule'),
    ),
    askFirst(flows),
  ].filter((advice) => advice !== null && advice.calls >= leastCallsADay * Math.max(1, context.days));
  return [...found, spread(flows)].flatMap((advice) => (advice === null ? [] : aDay(advice, context.days)));
}

/** Over the whole period; `aDay` brings the saving to a day. `null` for no flows. */
function sum(
  kind: Advice['kind'],
  flows: readonly Flow[],
  saves = (flow: Flow): number => flow.worth.likely,
): Advice | null {
  const [first] = flows;
  if (first === undefined) return null;
  const { pool, method, template } = first;
  const calls = flows.reduce((all, { requests }) => all + requests, 0);
  const points = flows.reduce((all, flow) => all + saves(flow), 0);
  const endpoint = { pool, method, template };
  return { kind, endpoint, calls, savesPointsADay: points, bulk: null, hour: null };
}

function aDay(advice: Advice, days: number): Advice {
  const { savesPointsADay: saves } = advice;
  return { ...advice, savesPointsADay: saves === null ? null : Math.round(saves / days) };
}

/** A path without a parameter is one address: what a page reads there again within minutes can be kept. */
function cached(reads: readonly Flow[], { activeHours, people }: AdviceContext): Advice | null {
  const left = ({ route }: Flow): number =>
    // Each person has answers of their own, so without their number nothing can be said of reads as a user.
    cachedReadsAnHour * activeHours * (route === 'forge.asApp' ? 1 : (people ?? Infinity));
  const again = reads.filter(
    (flow) => flow.trigger === 'person' && !flow.template.includes('{') && flow.requests > left(flow),
  );
  return sum('cache', again, (flow) => (flow.worth.likely * (flow.requests - left(flow))) / flow.requests);
}

function bulk(reads: readonly Flow[]): Advice | null {
  const [first] = reads;
  const price = first === undefined ? null : bulkFor(first.pool.product, first.method, first.template);
  if (price === null) return null;
  // At the upper bound of the bulk call, so that the saving is one also if it is priced by its objects.
  const saves = ({ requests, worth }: Flow): number =>
    worth.likely - (requests / price.objects) * price.together.high;
  const advice = sum(
    'bulk',
    reads.filter((flow) => saves(flow) > 0),
    saves,
  );
  return advice === null ? null : { ...advice, bulk: price };
}

function isOfPeople({ pool, method, template }: Flow): boolean {
  return findEntry(pool.product, method, template).entry?.objectKind === 'identity';
}

/** Each call costs a point whatever it asks for; the rest is for the objects, of which some may not be needed. */
function objectsOnly({ worth, requests }: Flow): number {
  return Math.max(0, worth.likely - requests);
}

function fewerObjects(reads: readonly Flow[]): Advice | null {
  const advice = sum('fewerObjects', reads, objectsOnly);
  return advice === null || pointsOf(reads) < costlyReadPoints * advice.calls ? null : advice;
}

function askFirst(all: readonly Flow[]): Advice | null {
  const flows = all.filter(({ route }) => chargedToPool(route));
  const calls = flows.reduce((found, { clientErrors }) => found + clientErrors, 0);
  const advice = sum('askFirst', flows, ({ clientErrors }) => clientErrors);
  return advice === null || calls < oftenRefusedShare * advice.calls ? null : { ...advice, calls };
}

/** Refused calls cost nothing, so spreading them saves no points; the app's users gain. */
function spread(flows: readonly Flow[]): Advice | null {
  const calls = flows.reduce((all, { throttled }) => all + throttled, 0);
  const advice = sum('spread', flows);
  return advice === null || calls === 0 ? null : { ...advice, calls, savesPointsADay: null };
}

function pointsOf(flows: readonly Flow[]): number {
  return flows.reduce((all, { worth }) => all + worth.likely, 0);
}
