/** What somebody should be told of at a moment, from what the page shows: pure, so that alerts and page cannot differ. */
import { minuteMs } from '../../src/time';
import type { FleetOverview, PoolOverview } from '../pages/contract';
import { toldPools } from '../planning/told-pools';
import type { FleetThreshold } from '../thresholds';

/** `near` and its kind are of a pool, as the page says it. */
export const alertStates = ['watch', 'near', 'exhausted', 'siteOverHalf', 'collectorBehind'] as const;
export type AlertState = (typeof alertStates)[number];

export interface Condition {
  /** What it is of: one thing is in one state at a time. */
  subject: string;
  state: AlertState;
  /** The threshold that is reached; of `near` alone, and each is told by itself. */
  percent: number | null;
  facts: AlertFacts;
}

export interface AlertFacts {
  /** `null`: of the fleet itself. */
  pool: { app: string; environment: string; product: string } | null;
  /** One sentence, without markup. */
  verdict: string;
  /** Who draws most, as a sentence; `null`: not known. */
  culprit: string | null;
  /** `likelyPoints` is `null` where only a low and a high are known. */
  figures: { lowPoints: number; likelyPoints: number | null; highPoints: number; quotaPoints: number } | null;
  asOfMs: number;
}

/** The largest site of a pool in this hour. */
export interface LargestSite {
  siteId: string;
  name: string;
  likelyPoints: number;
}

/** A look every two minutes: six of them failed. */
const behindMs = 12 * minuteMs;
const overHalf = 0.5;
/** Below it one site's share troubles nobody. */
const leastUsedShare = 0.2;

const number = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 });
const clock = (ms: number): string => `${new Date(ms).toISOString().slice(11, 16)} UTC`;
const percent = (share: number): string => `${(share * 100).toFixed(0)}%`;

/** @param largest by the pool's id */
export function conditionsOf(
  overview: FleetOverview,
  largest: ReadonlyMap<number, LargestSite>,
): Condition[] {
  return [
    ...collectorConditions(overview),
    ...toldPools(overview.pools).flatMap((pool) =>
      poolConditions(pool, largest.get(pool.pool.id) ?? null, overview),
    ),
  ];
}

function poolConditions(
  pool: PoolOverview,
  largest: LargestSite | null,
  { readAtMs, thresholds }: FleetOverview,
): Condition[] {
  const { best, quotaPoints, estimate, status, sites } = pool;
  const { app, environment, product } = pool.pool;
  const name = `${app} (${product}, ${environment})`;
  const figures = {
    lowPoints: best.lowPoints,
    likelyPoints: best.likelyPoints,
    highPoints: best.highPoints,
    quotaPoints,
  };
  const facts = {
    ...{ pool: { app, environment, product }, figures, asOfMs: readAtMs },
    culprit: culpritOf(pool, largest),
  };
  // Of a low and a high alone the low is what is proven.
  const proven = best.likelyPoints ?? best.lowPoints;
  const least = best.likelyPoints === null ? 'at least ' : '';
  const used = `${least}${number.format(proven)} of ${number.format(quotaPoints)} points (${percent(proven / Math.max(1, quotaPoints))})`;
  const reset = clock(pool.hourStartMs + 60 * minuteMs);
  const said: Condition[] = [];
  const subject = `pool ${String(pool.pool.id)}`;
  if (status === 'exhausted')
    said.push({
      ...{ subject, state: 'exhausted', percent: null },
      facts: {
        ...facts,
        verdict: `The pool of ${name} is empty: calls of all sites are refused until ${reset}.`,
      },
    });
  const reached = nearAlert(pool, thresholds);
  if (reached !== null)
    said.push({
      ...{ subject, state: 'near', percent: reached },
      facts: {
        ...facts,
        verdict: `The pool of ${name} is near its limit: ${used} are drawn, and it is full again at ${reset}.`,
      },
    });
  if (status === 'watch')
    said.push({
      ...{ subject, state: 'watch', percent: null },
      facts: {
        ...facts,
        verdict: `The pool of ${name} is likely to run dry at about ${clock(pool.wallAtMs ?? readAtMs)}: ${used} are drawn.`,
      },
    });
  const share = largest === null || estimate.likely <= 0 ? 0 : largest.likelyPoints / estimate.likely;
  if (largest !== null && sites > 1 && share > overHalf && proven > leastUsedShare * quotaPoints)
    said.push({
      subject: `site ${String(pool.pool.id)}`,
      ...{ state: 'siteOverHalf', percent: null },
      facts: {
        ...facts,
        verdict: `${largest.name} takes ${percent(share)} of what the sites of ${name} draw in this hour.`,
      },
    });
  return said;
}

/** The highest threshold that is reached of those that alert; `null`: none is, or the pool is called otherwise. */
function nearAlert(
  { status, reachedPercent }: PoolOverview,
  thresholds: readonly FleetThreshold[],
): number | null {
  if (status !== 'near' || reachedPercent === null) return null;
  const reached = thresholds.findLast(
    ({ percent, actions }) => percent <= reachedPercent && actions.includes('alert'),
  );
  return reached?.percent ?? null;
}

function culpritOf({ drivers, estimate }: PoolOverview, largest: LargestSite | null): string | null {
  const [first] = drivers;
  if (largest === null && first === undefined) return null;
  const parts: string[] = [];
  if (largest !== null && estimate.likely > 0)
    parts.push(
      `${largest.name} draws most: ${number.format(largest.likelyPoints)} points, ${percent(largest.likelyPoints / estimate.likely)} of what the sites print.`,
    );
  if (first !== undefined) {
    const endpoint =
      first.endpoint === null
        ? 'calls without a name'
        : `${first.endpoint.method} ${first.endpoint.template}`;
    parts.push(
      `Dearest: ${endpoint} on ${first.siteName ?? first.siteId} (${first.route}), ${number.format(first.points.likely)} points in ${number.format(first.requests)} calls.`,
    );
  }
  return parts.join(' ');
}

function collectorConditions({ collection, readAtMs }: FleetOverview): Condition[] {
  const { lookedAtMs, trouble } = collection;
  // Before the first look nothing stands still yet.
  if (lookedAtMs === null || readAtMs - lookedAtMs <= behindMs) return [];
  const why = trouble === null ? '' : ` It says: ${trouble}.`;
  return [
    {
      ...{ subject: 'collector', state: 'collectorBehind', percent: null },
      facts: {
        ...{ pool: null, culprit: null, figures: null, asOfMs: lookedAtMs },
        verdict: `The fleet has read no logs since ${clock(lookedAtMs)}, so its figures stand still.${why}`,
      },
    },
  ];
}
