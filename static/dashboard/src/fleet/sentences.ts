/** What is said of the whole pool; each part whole sentences. */
import type { FleetPool, PastRead, PoolOverview } from '../../../../fleet/pages/contract';
import type { Words } from '../words';
import { fill } from '../text/message';
import type { FleetText } from './text/fleet-text';
import { hourMs } from '../../../../src/time';

/** Product, and what else is needed to tell a pool from the others. */
export function fleetPoolName({ app, environment, product }: FleetPool, { text }: Words): string {
  const parts: string[] = [text.products[product]];
  if (app !== 'own') parts.push(app);
  if (environment !== 'PRODUCTION') parts.push(environment.toLowerCase());
  return parts.join(' · ');
}

export interface PoolHourSentences {
  headline: string;
  level: string;
  foreseen: string;
  basis: string;
}

/** Below so many hours nothing of the past is missing: the newest minutes are read again and again. */
const wholeBelowHours = 0.5;

export function isPastWhole({ missingHours }: Pick<PastRead, 'missingHours'>): boolean {
  return missingHours < wholeBelowHours;
}

/** Never all of it while something is missing. */
export function pastShare(
  past: Pick<PastRead, 'readShare' | 'missingHours'>,
  format: Words['format'],
): string {
  return format.percent(Math.min(past.readShare, past.missingHours < wholeBelowHours ? 1 : 0.99));
}

export function poolHourSentences(
  pool: PoolOverview,
  past: PastRead,
  { format }: Words,
  own: FleetText,
): PoolHourSentences {
  const { best, counter, quotaPoints, quotaIsSaid, foreseen, wallAtMs, hourStartMs, wallHours } = pool;
  const say = own.pool;
  const isKnown = isPoolKnown(pool);
  const of = format.count(quotaPoints);
  const level: string[] = [];
  if (best.likelyPoints === null) level.push(say.noOneFigure);
  else if (isKnown && (best.ofAllSites || best.lowPoints !== best.highPoints))
    level.push(say.between({ low: format.atLeast(best.lowPoints), high: format.atMost(best.highPoints) }));
  if (isKnown && !best.ofAllSites) level.push(say.othersUnknown);
  if (counter === null) level.push(say.silent);
  else {
    level.push(
      say.counter({
        left: format.count(counter.remainingPoints),
        at: format.utcTime(counter.atMs),
        site: counter.siteName ?? '?',
      }),
    );
    if (counter.enforcement === 'beta') level.push(say.beta);
  }
  if (!quotaIsSaid) level.push(say.publishedQuota);
  return {
    headline: headlineOf(pool, isKnown, of, format, own),
    level: level.join(' '),
    foreseen: [
      ...(isKnown && best.likelyPoints !== null
        ? foreseenSentences(foreseen, wallAtMs, hourStartMs + hourMs, format, own)
        : []),
      isPastWhole(past)
        ? say.walls({ n: wallHours, shown: format.count(wallHours) })
        : say.wallsSoFar({ n: wallHours, shown: format.count(wallHours), share: pastShare(past, format) }),
    ].join(' '),
    basis: fill(say.bases[best.basis], { share: format.percent(best.countedShare) }),
  };
}

/** A line, the counter or a count of requests tells something of this hour. */
export function isPoolKnown({ sites, counter, counted }: PoolOverview): boolean {
  return sites > 0 || counter !== null || counted !== null;
}

function headlineOf(
  { best, sites }: PoolOverview,
  isKnown: boolean,
  of: string,
  format: Words['format'],
  { pool: say }: FleetText,
): string {
  if (!isKnown) return say.none;
  if (best.likelyPoints === null)
    return say.onlyBetween({
      ...{ low: format.atLeast(best.lowPoints), high: format.atMost(best.highPoints), of },
    });
  const points = format.about(best.likelyPoints);
  return best.ofAllSites
    ? say.all({ points, of })
    : say.some({ sites, shown: format.count(sites), points, of });
}

function foreseenSentences(
  end: PoolOverview['foreseen'],
  wallAtMs: number | null,
  endMs: number,
  format: Words['format'],
  { pool: say }: FleetText,
): string[] {
  if (end === null) return [say.notForeseen];
  const likely = say.foreseen({
    points: format.about(end.likely),
    low: format.atLeast(end.low),
    high: format.atMost(end.high),
    at: format.utcTime(endMs),
  });
  return wallAtMs === null ? [likely] : [likely, say.wallAt({ at: format.utcTime(wallAtMs) })];
}
