import { nextHourMs } from '../../limits/hour';
import { hourOf, startOfHourMs, type HourNumber } from '../../usage/hour';
import type { HourUsage } from '../../usage/hour-usage';
import { poolKey } from '../../usage/keys';
import { throttleCount } from '../../usage/usage-sum';
import { sumsOf } from '../../usage/named';
import type { PoolId } from '../../model';
import type { StatusLog } from '../forecast/status-log';
import type { Hours } from '../period';
import { counterPoints } from '../pools/counter-points';
import { lastQuota, policiesOf } from '../pools/level';
import { tierOf } from '../pools/pools';
import { quotaRefusals } from './quota-refusals';
import { drawnBy, largest, sharesBy, wallCalls } from './wall-calls';
import { wallCourse } from './wall-course';
import { wallReplay, type ReplayFacts } from './wall-replay';
import type { WallView } from './wall-view';
import { wallWarnings } from './wall-warnings';

export interface WallFacts extends ReplayFacts {
  pool: PoolId;
  hour: HourNumber;
  /** The hour and those beside it, as far as they are kept. */
  hours: Hours;
  /** Sums of its day's hours. */
  day: { hours: ReadonlyMap<HourNumber, HourUsage>; usage: HourUsage };
  log: StatusLog;
  nowMs: number;
}

/** What is known of a wall; `null` where no call of the hour was refused for the pool's quota. */
export function wallView(facts: WallFacts): WallView | null {
  const { pool, hour, hours, day, log, nowMs } = facts;
  const kept = hours.get(hour)?.usage ?? null;
  const usage = kept ?? day.hours.get(hour);
  const refused = usage === undefined ? null : quotaRefusals(usage, pool, notesOf(facts));
  if (usage === undefined || refused === null) return null;
  const calls = wallCalls(usage, pool);
  const { points: own, requests } = drawnBy(calls);
  const hourStartMs = startOfHourMs(hour);
  const resetAtMs = nextHourMs(hourStartMs);
  const { quotaPoints, tier } = quotaOf(facts);
  const counted = counterPoints(usage, pool);
  const gone = Math.max(counted ?? 0, quotaPoints ?? 0);
  const beyond = (points: number): number => Math.round(Math.max(0, gone - points) * 1000) / 1000;
  const known = {
    pool,
    hourStartMs,
    resetAtMs,
    ...refused,
    own,
    requests,
    counterPoints: counted,
    quotaPoints,
    tier,
  };
  return {
    ...known,
    isRunning: nowMs < resetAtMs,
    others:
      quotaPoints === null
        ? null
        : { low: beyond(own.high), likely: beyond(own.likely), high: beyond(own.low) },
    otherRefusedCalls: refusedCalls(usage, pool) - refused.calls,
    drew: largest(kept === null ? [] : calls, ({ points }) => points.likely),
    failed: largest(kept === null ? [] : calls, (call) => call.refusedCalls),
    byRoute: sharesBy(calls, ({ route }) => route),
    byTrigger: kept === null ? [] : sharesBy(calls, ({ trigger }) => trigger),
    byFeature: kept === null ? [] : sharesBy(calls, ({ feature }) => feature),
    course: kept === null ? null : wallCourse(hour, kept, pool, { ownPoints: own.likely, quotaPoints }),
    warnings: wallWarnings(log, pool, hourStartMs),
    replay: wallReplay(kept, known, facts),
    ranOn: { before: wasRefused(facts, hour - 1), after: wasRefused(facts, hour + 1) },
    keptAs: kept === null ? 'day' : 'hour',
  };
}

function notesOf({ day, hour }: WallFacts) {
  return day.usage.throttles.filter(({ atMs }) => hourOf(atMs) === hour);
}

/** Of the hour itself, else as its day last had it. */
function quotaOf({ hour, hours, day, pool }: WallFacts): Pick<WallView, 'quotaPoints' | 'tier'> {
  const ofDay = policiesOf(new Map([...day.hours].map(([at, usage]) => [at, { usage }])), pool);
  const all = [...ofDay, ...policiesOf(hours, pool)];
  const known = all.filter((policy) => policy.hour === hour);
  const proof = known.at(-1) ?? all.at(-1) ?? null;
  const quotaPoints = lastQuota(known) ?? lastQuota(all);
  return {
    quotaPoints: quotaPoints !== null && quotaPoints > 0 ? quotaPoints : null,
    tier: tierOf(proof?.id.policy ?? null),
  };
}

function refusedCalls(usage: HourUsage, pool: PoolId): number {
  let calls = 0;
  for (const [id, sum] of sumsOf(usage)) if (poolKey(id.pool) === poolKey(pool)) calls += throttleCount(sum);
  return calls;
}

function wasRefused({ hours, day, pool }: WallFacts, hour: HourNumber): boolean {
  const usage = hours.get(hour)?.usage ?? day.hours.get(hour);
  return usage?.refusals.has(poolKey(pool)) === true;
}
