import { findEntry } from '../../costs/lookup';
import type { PriceOverrides } from '../../costs/overrides';
import { chargedToPool } from '../../limits/charging';
import type { Advice } from './advice-views';
import { bulkFor, bulkWriteFor } from './bulk-calls';
import { claimOf, combinedSavings, type Claim } from './combined-savings';
import { createWhole, expand } from './whole-calls';
import { isRead, type Flow } from '../routes/route-flows';
import { cheapestRoute } from '../routes/what-if';

/** One read in five minutes: what a short cache leaves of a page's reads of the same address. */
const cachedReadsAnHour = 12;
/** A page that spends less than this share on people and access is not heavy on them. */
const identityShare = 0.1;
/** A read that touches so many points' worth of objects a call is worth a look at what it asks for. */
const costlyReadPoints = 10;
/** From this share of calls that are refused for other reasons than a limit on, asking first would be cheaper. */
const oftenRefusedShare = 0.2;

/** What the page's context and the conditions of a module tell without a read: who looks, where, and what they may. */
const toldByContext = new Set([
  '/rest/api/3/mypermissions',
  '/rest/api/3/myself',
  '/rest/api/3/project/{projectIdOrKey}',
  '/rest/api/3/issue/{issueIdOrKey}/properties/{propertyKey}',
  '/rest/api/3/project/{projectIdOrKey}/properties/{propertyKey}',
  '/wiki/rest/api/user/current',
]);
export interface AdviceContext {
  /** Days that the flows cover, fractions included, and hours of them in which there were calls. */
  days: number;
  activeHours: number;
  /** About how many people are behind calls as a user; `null`: not known. */
  people: number | null;
  /** Likely points that all endpoints of the same app were charged in the period. */
  totalPoints: number;
  /** Calls that could have done more at once, by whoever does the same work: see {@link wholeCallsOf}. */
  wholeCalls: ReadonlyMap<string, number>;
  /** Prices that were measured and taken over. */
  overrides?: PriceOverrides | undefined;
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
  const identity = claimOf('identity', reads.filter(isOfPeople), objectsOnly);
  const isHeavy = identity !== null && pointsOf(reads) >= identityShare * context.totalPoints;
  const found = [
    claimOf(
      'bridge',
      reads.filter((flow) => cheapestRoute(flow) === 'forge.bridge'),
    ),
    cached(reads, context),
    bulk(reads, context),
    isHeavy ? identity : fewerObjects(reads),
    claimOf(
      'webhook',
      reads.filter(({ trigger }) => trigger === 'schedule'),
    ),
    claimOf(
      'context',
      reads.filter(({ trigger, template }) => trigger === 'person' && toldByContext.has(template)),
    ),
    createWhole(charged, context),
    expand(reads, context),
    bulkWrite(charged, context),
    askFirst(flows),
  ].filter((claim) => claim !== null);
  const enough = found.filter(({ advice }) => advice.calls >= leastCallsADay * Math.max(1, context.days));
  return [...combinedSavings(enough, context.days), ...spread(flows)];
}

/** A path without a parameter is one address: what a page reads there again within minutes can be kept. */
function cached(reads: readonly Flow[], { activeHours, people }: AdviceContext): Claim | null {
  const left = ({ route }: Flow): number =>
    // Each person has answers of their own, so without their number nothing can be said of reads as a user.
    cachedReadsAnHour * activeHours * (route === 'forge.asApp' ? 1 : (people ?? Infinity));
  const again = reads.filter(
    (flow) => flow.trigger === 'person' && !flow.template.includes('{') && flow.requests > left(flow),
  );
  return claimOf(
    'cache',
    again,
    (flow) => (flow.worth.likely * (flow.requests - left(flow))) / flow.requests,
  );
}

function bulk(reads: readonly Flow[], { overrides }: AdviceContext): Claim | null {
  const [first] = reads;
  const price =
    first === undefined ? null : bulkFor(first.pool.product, first.method, first.template, overrides);
  if (price === null) return null;
  // At the upper bound of the bulk call, so that the saving is one also if it is priced by its objects.
  const saves = ({ requests, worth }: Flow): number =>
    worth.likely - (requests / price.objects) * price.together.high;
  const claim = claimOf(
    'bulk',
    reads.filter((flow) => saves(flow) > 0),
    saves,
  );
  return claim === null ? null : { ...claim, advice: { ...claim.advice, bulk: price } };
}

/** What a person does one by one stays so; work of schedules and events comes together. */
function bulkWrite(charged: readonly Flow[], { overrides }: AdviceContext): Claim | null {
  const [first] = charged;
  const price =
    first === undefined ? null : bulkWriteFor(first.pool.product, first.method, first.template, overrides);
  if (price === null) return null;
  const claim = claimOf(
    'bulkWrite',
    charged.filter(({ trigger }) => trigger !== 'person'),
    ({ requests, worth }) => worth.likely - (requests / price.objects) * price.together.likely,
  );
  return claim === null ? null : { ...claim, advice: { ...claim.advice, bulk: price } };
}

function isOfPeople({ pool, method, template }: Flow): boolean {
  return findEntry(pool.product, method, template).entry?.objectKind === 'identity';
}

/** Each call costs a point whatever it asks for; the rest is for the objects, of which some may not be needed. */
function objectsOnly({ worth, requests }: Flow): number {
  return Math.max(0, worth.likely - requests);
}

function fewerObjects(reads: readonly Flow[]): Claim | null {
  const claim = claimOf('fewerObjects', reads, objectsOnly);
  return claim === null || pointsOf(reads) < costlyReadPoints * claim.advice.calls ? null : claim;
}

function askFirst(all: readonly Flow[]): Claim | null {
  const flows = all.filter(({ route }) => chargedToPool(route));
  const calls = flows.reduce((found, { clientErrors }) => found + clientErrors, 0);
  const claim = claimOf('askFirst', flows, ({ clientErrors }) => clientErrors);
  if (claim === null || calls < oftenRefusedShare * claim.advice.calls) return null;
  return { ...claim, advice: { ...claim.advice, calls } };
}

/** Refused calls cost nothing, so spreading them saves no points; the app's users gain. */
function spread(flows: readonly Flow[]): Advice[] {
  const calls = flows.reduce((all, { throttled }) => all + throttled, 0);
  const claim = claimOf('spread', flows);
  return claim === null || calls === 0 ? [] : [{ ...claim.advice, calls }];
}

function pointsOf(flows: readonly Flow[]): number {
  return flows.reduce((all, { worth }) => all + worth.likely, 0);
}
