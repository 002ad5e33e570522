import { hourOf, startOfHourMs } from '../../usage/hour';
import { poolKey } from '../../usage/keys';
import type { HourUsage } from '../../usage/hour-usage';
import { slotMs } from '../../usage/slot-points';
import type { PoolId } from '../../model';
import type { NoticePool, PoolNotice } from '../../pool-notice/notice';
import { goodUntilMs } from '../../pool-notice/admit';
import { minuteMs } from '../../time';
import { pointsUntil } from '../forecast/own-projection';
import type { PoolLevel, ToldWord } from '../views';

/** What the app's owner said of one pool, and until when its figures are good. */
export interface ToldPool extends NoticePool {
  hour: number;
  sealedAtMs: number;
  goodUntilMs: number;
}

export function toldPools(notice: PoolNotice | null): ToldPool[] {
  if (notice === null) return [];
  const { hour, sealedAtMs } = notice;
  return notice.pools.map((pool) => ({ ...pool, hour, sealedAtMs, goodUntilMs: goodUntilMs(notice) }));
}

/** What was said of this pool in this hour; `null` where nothing was, or of a pool that is this site's alone. */
export function toldOf(
  told: readonly ToldPool[] | undefined,
  pool: PoolId,
  tier: 1 | 2 | null,
  nowMs: number,
): ToldPool | null {
  if (tier === 2) return null;
  const key = poolKey(pool);
  return told?.find((one) => poolKey(one.pool) === key && one.hour === hourOf(nowMs)) ?? null;
}

/**
 * The level with the owner's word in it. What Atlassian's headers said is left as it is where they gave a figure and nothing later is more;
 * where they are silent, the word narrows the band. Points do not come back before the full hour: what was gone at least is gone
 * also when the word is no longer good, and only then the rest of it is given up.
 * @param fromHeaders what is known without the word
 * @param leastOwnPoints what this site's calls cost at the very least: a figure of all sites that is less than that is wrong
 */
export function withTold(
  fromHeaders: PoolLevel,
  told: ToldPool | null,
  leastOwnPoints: number,
  nowMs: number,
): PoolLevel {
  if (told === null || fromHeaders.basis === 'refused') return fromHeaders;
  const isGood = nowMs < told.goodUntilMs;
  if (told.highPoints !== null && told.highPoints < leastOwnPoints) return fromHeaders;
  const { readAtMs } = fromHeaders;
  const isLater = readAtMs === null || told.asOfMs > readAtMs;
  const word: ToldWord = {
    ...{ atMs: told.sealedAtMs, asOfMs: told.asOfMs, goodUntilMs: told.goodUntilMs, isGood },
    ...{ sites: told.sites, isBand: told.likelyPoints === null },
    // What an answer said since goes before the owner's judgement.
    status: isLater ? told.status : 'unknown',
  };
  const lowest = told.lowPoints;
  const said = isGood ? (told.likelyPoints ?? lowest) : lowest;
  const toldHigh = isGood ? told.highPoints : null;
  const headerHigh = fromHeaders.highPoints;
  // What was said after the answer, and is more than the answer leaves room for, goes before it: points only ever go.
  const isOutgrown = isLater && headerHigh !== null && lowest > headerHigh;
  if (fromHeaders.basis === 'reading' && !isOutgrown) return fromHeaders;
  // The answer came after it, and says that less is gone: the word is wrong.
  if (!isLater && headerHigh !== null && lowest > headerHigh) return fromHeaders;
  const bounds = [isOutgrown ? null : headerHigh, toldHigh].filter((bound) => bound !== null);
  const highPoints = bounds.length === 0 ? null : Math.min(...bounds);
  const most = highPoints ?? Infinity;
  const lowPoints = Math.min(most, Math.max(fromHeaders.lowPoints, lowest));
  const likelyPoints = Math.min(most, Math.max(fromHeaders.likelyPoints, said));
  const isNews =
    lowPoints !== fromHeaders.lowPoints ||
    likelyPoints !== fromHeaders.likelyPoints ||
    highPoints !== headerHigh;
  if (!isNews) return fromHeaders;
  return { basis: 'told', lowPoints, likelyPoints, highPoints, readAtMs, told: word };
}

/** Of figures so long, of bands so long: within less a step of a band is passed or not by chance. */
const rateOverMs = { figures: 15 * minuteMs, bands: 30 * minuteMs };
/** Sooner in the hour a burst looks like an hour. */
const leastElapsedMs = 5 * minuteMs;

/**
 * What others draw by the owner's word, points a minute: what all sites drew lately, less what this site spent meanwhile. `null` where the
 * word is no longer good, or the hour is too young.
 */
export function toldRate(told: ToldPool | null, usage: HourUsage | undefined, nowMs: number): number | null {
  if (told === null || nowMs >= told.goodUntilMs) return null;
  const startMs = startOfHourMs(told.hour);
  if (told.asOfMs - startMs < leastElapsedMs) return null;
  const slots = (usage?.slots.get(poolKey(told.pool)) ?? []).map((milli) => milli / 1000);
  const ownUntil = (atMs: number): number => pointsUntil(slots, (atMs - startMs) / minuteMs);
  const { fromMs, pointsAMinute } = paceFromWord(told);
  const minutes = (told.asOfMs - fromMs) / minuteMs;
  return Math.max(0, pointsAMinute - (ownUntil(told.asOfMs) - ownUntil(fromMs)) / minutes);
}

/** Where all sites together likely stood, and what they drew a minute before it. */
export function paceFromWord(told: ToldPool): { usedPoints: number; pointsAMinute: number; fromMs: number } {
  const startMs = startOfHourMs(told.hour);
  const overMs = told.likelyPoints === null ? rateOverMs.bands : rateOverMs.figures;
  const usedPoints = told.likelyPoints ?? (told.lowPoints + (told.highPoints ?? told.lowPoints)) / 2;
  const marks = told.course.flatMap((points, slot) => {
    const atMs = startMs + (slot + 1) * slotMs;
    return points === null || atMs > told.asOfMs - overMs ? [] : [{ atMs, points }];
  });
  const { atMs: fromMs, points } = marks.at(-1) ?? { atMs: startMs, points: 0 };
  const minutes = Math.max(1, (told.asOfMs - fromMs) / minuteMs);
  return { usedPoints, pointsAMinute: Math.max(0, (usedPoints - points) / minutes), fromMs };
}
