import type { PoolView } from '../../../../src/admin/contract/contract';
import type { Words } from '../words';

/** What is said of one pool. Each part is a whole sentence, so that a page may take them apart. */
export interface PoolSentences {
  own: string;
  level: string;
  reset: string;
  tier: string;
  basis: string;
}

export function poolSentences(view: PoolView, nowMs: number, words: Words): PoolSentences {
  return {
    own: ownSentence(view, words),
    level: levelSentence(view, nowMs, words),
    reset: resetSentence(view, nowMs, words),
    tier: tierSentence(view, words),
    basis: words.text.basis[view.level.basis],
  };
}

/** Name of the pool: product, and what else is needed to tell it from the others. */
export function poolName({ pool }: Pick<PoolView, 'pool'>, { text }: Words): string {
  const parts = [text.products[pool.product]];
  if (pool.app !== 'own') parts.push(pool.app);
  if (pool.environment !== 'PRODUCTION') parts.push(pool.environment.toLowerCase());
  return parts.join(' · ');
}

function ownSentence({ own, ownRequests, pool }: PoolView, { text, format }: Words): string {
  const reported = pool.app !== 'own';
  const who = reported ? pool.app : text.own.subject;
  if (ownRequests === 0) return reported ? text.own.noCallOf({ who }) : text.own.noCall;
  if (own.low === own.high) return text.own.exact({ who, n: own.likely, points: format.count(own.likely) });
  return text.own.about({ who, points: format.about(own.likely) });
}

function levelSentence(view: PoolView, nowMs: number, words: Words): string {
  const { level } = view;
  switch (level.basis) {
    case 'reading':
      return readingSentence(view, nowMs, words);
    case 'silent':
      return isTooHigh(view)
        ? `${boundsSentence(view, words)} ${words.text.verdict.tooHigh}`
        : boundsSentence(view, words);
    case 'refused': {
      const age = ageOf(level.readAtMs, nowMs, words);
      return age === null ? words.text.level.refused : words.text.level.refusedAgo({ age });
    }
    case 'told':
      return `${toldBounds(view, words)} ${toldSentence(view, words) ?? ''}`;
    case 'none':
      // "At least 0" would be true and say nothing.
      return level.lowPoints === 0
        ? nothingKnown(view, words)
        : `${words.text.level.none} ${boundsSentence(view, words)}`;
  }
}

/** Who said it and how long it holds; `null` where it is nobody's word. */
export function toldSentence(
  { level: { told } }: Pick<PoolView, 'level'>,
  { text, format }: Words,
): string | null {
  if (told === undefined) return null;
  const times = { at: format.utcTime(told.atMs), until: format.utcTime(told.goodUntilMs) };
  return told.isGood
    ? text.level.toldUntil({ ...times, sites: told.sites, shown: format.count(told.sites) })
    : text.level.toldOver(times);
}

/** A figure with its band where the owner tells one. */
function toldBounds(view: PoolView, words: Words): string {
  const { text, format } = words;
  const { lowPoints, likelyPoints, highPoints, told } = view.level;
  if (told === undefined || !told.isGood || told.isBand) return boundsSentence(view, words);
  const whole = text.level.wholes[1];
  const of = view.quotaPoints === null ? '' : text.level.ofQuota({ quota: format.count(view.quotaPoints) });
  const points = format.about(likelyPoints);
  if (highPoints === null) return text.level.aboutAtLeast({ whole, points, of });
  const [low, high] = [format.atLeast(lowPoints), format.atMost(highPoints)];
  return text.level.aboutBetween({ whole, points, of, low, high });
}

/** The counter was read, so what is left is the plainest thing to say. It cannot be said without the quota. */
function readingSentence(view: PoolView, nowMs: number, words: Words): string {
  const { text, format } = words;
  const { lowPoints, highPoints, readAtMs } = view.level;
  if (view.quotaPoints === null) return boundsSentence(view, words);
  const of = text.level.ofQuota({ quota: format.count(view.quotaPoints) });
  const whom = text.level.leftFor[view.tier ?? 'unknown'];
  const age = ageOf(readAtMs, nowMs, words);
  const read = age === null ? '' : text.level.readAgo({ age });
  const mostLeft = Math.max(0, view.quotaPoints - lowPoints);
  if (highPoints === lowPoints) return text.level.left({ left: format.count(mostLeft), of, whom, read });
  if (highPoints === null) return text.level.leftAtMost({ left: format.count(mostLeft), of, whom, read });
  const leastLeft = Math.max(0, view.quotaPoints - highPoints);
  return text.level.leftBetween({
    low: format.atLeast(leastLeft),
    high: format.atMost(mostLeft),
    of,
    whom,
    read,
  });
}

function boundsSentence({ level, tier, quotaPoints }: PoolView, { text, format }: Words): string {
  const whole = text.level.wholes[tier ?? (level.basis === 'told' ? 1 : 'unknown')];
  const of = quotaPoints === null ? '' : text.level.ofQuota({ quota: format.count(quotaPoints) });
  if (level.highPoints === null)
    return text.level.atLeast({ whole, low: format.atLeast(level.lowPoints), of });
  if (level.highPoints === level.lowPoints)
    return text.level.exact({ whole, points: format.count(level.lowPoints), of });
  return text.level.between({
    whole,
    low: format.atLeast(level.lowPoints),
    high: format.atMost(level.highPoints),
    of,
  });
}

function nothingKnown({ tier, quotaPoints }: PoolView, { text, format }: Words): string {
  const size = quotaPoints === null ? null : format.count(quotaPoints);
  return text.level.nothing[tier ?? 'unknown']({ size });
}

function ageOf(atMs: number | null, nowMs: number, { text, format }: Words): string | null {
  if (atMs === null) return null;
  const ageMs = nowMs - atMs;
  return ageMs < 60_000 ? text.lessThanAMinute : format.duration(ageMs);
}

function resetSentence({ resetAtMs }: PoolView, nowMs: number, { text, format }: Words): string {
  const leftMs = resetAtMs - nowMs;
  return leftMs <= 0
    ? text.resetPassed
    : text.resetsIn({ duration: format.duration(leftMs), at: format.utcTime(resetAtMs) });
}

export function tierSentence({ tier, enforcement }: PoolView, { text }: Words): string {
  if (tier === null) return text.tier.unknown;
  const name = text.tier[tier];
  switch (enforcement) {
    case 'enforced':
      return text.tier.enforced({ tier: name });
    case 'beta':
      return text.tier.beta({ tier: name });
    case null:
      return text.tier.unproven({ tier: name });
  }
}

/** Whether even the least that this site's calls are thought to cost is more than the counter allows. */
function isTooHigh({ own, level }: PoolView): boolean {
  return level.highPoints !== null && own.low > level.highPoints;
}
