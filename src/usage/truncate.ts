import { emptySum, mergeSum, type UsageSum } from './usage-sum';
import { addHash, emptySketch } from './distinct';
import { sumKey, otherTemplate, parseSumKey, type SumId } from './keys';
import { dearestMinutes } from './minute-points';
import { thinSamples } from './counter-sample';
import type { Observation } from '../model';
import { noKinds } from './kinds';
import type { HourUsage } from './hour-usage';
import { hash32 } from './hash';
import { joinEndpoints, squeezes } from './shrink-to-fit';
import { voucherOf } from './vouching';
import { textOrder } from '../text-order';

type FoldedEndpoint = Pick<SumId, 'pool' | 'method' | 'template'>;

/** Five-minute marks of hourly policies: real apps have two policies in each of the twelve slots. */
const keptPolicyMarks = 240;

/** Endpoints, and pools and routes, of whose minutes a usage that is too large keeps the points. */
const keptMinutes = 10;

/** No value holds more sums; and so many may come together before those that cost least are summed up. */
const storedSums = 3_000;
const mergedSums = 8_000;

/** Pairs in a usage that is too large: what the prices are measured from yields before the account itself does. */
const keptPairsOfMany = 120;

/**
 * Makes the usage small enough: the endpoints that cost least become `{other}`, which keeps pool, route, trigger and method,
 * so that every sum but those by endpoint and tag stays exact. The usage remembers how many they were.
 *
 * @param fits whether the usage is small enough now; it is asked again after each step
 * @returns `false` when even the folded usage does not fit
 */
export function truncateToFit(usage: HourUsage, fits: (usage: HourUsage) => boolean): boolean {
  if (fits(usage)) return true;
  keepNewestMarks(usage);
  usage.pairs = thinSamples(usage.pairs, keptPairsOfMany);
  usage.minutes = dearestMinutes(usage.minutes, keptMinutes, keptMinutes);
  const most = Math.min(Math.floor(usage.sums.size * 0.75), storedSums);
  for (let kept = most; !fits(usage); kept = Math.floor(kept / 2)) {
    foldTail(usage, kept);
    if (kept === 0) break;
  }
  for (const squeeze of squeezes) {
    if (fits(usage)) return true;
    squeeze(usage);
  }
  return fits(usage);
}

/** Folds a usage that nothing could store long before it is stored, so that summing up much costs no more memory and time. */
export function boundSums(usage: HourUsage): void {
  if (usage.sums.size <= mergedSums) return;
  foldTail(usage, storedSums);
  if (usage.sums.size > mergedSums) joinEndpoints(usage);
}

/** Keeps the given number of sums that cost most; of equal ones those with most requests, then by name. */
function foldTail(usage: HourUsage, kept: number): void {
  const ranked = [...usage.sums].flatMap(([key, usageSum]) => rankable(key, usageSum) ?? []).sort(byCost);
  for (const { key, id, usageSum } of ranked.slice(kept)) {
    usage.sums.delete(key);
    fold(usage, id, usageSum);
  }
}

function fold(usage: HourUsage, id: SumId, usageSum: UsageSum): void {
  const otherKey = sumKey({ ...id, tag: null, template: otherTemplate });
  const other = usage.sums.get(otherKey) ?? emptySum();
  mergeSum(other, usageSum);
  other.kinds = noKinds;
  usage.sums.set(otherKey, other);
  noteTruncated(usage, id);
}

/** The call, booked where there is no room for its endpoint. */
export function foldedCall(call: Observation): Observation {
  const folded = { ...call, tag: null, template: otherTemplate };
  delete folded.kind;
  return folded;
}

/** Remembers that an endpoint is in `{other}`, so that the usage can say how many they are. */
export function noteTruncated(usage: HourUsage, { pool, method, template }: FoldedEndpoint): void {
  usage.folded ??= emptySketch();
  addHash(usage.folded, hash32(`${pool.product} ${method} ${template}`));
}

interface Ranked {
  key: string;
  id: SumId;
  usageSum: UsageSum;
  /** The app's own calls come first and what a browser said last, whatever others say that it cost. */
  vouching: number;
}

/** `null` for a sum that is folded already. */
function rankable(key: string, usageSum: UsageSum): Ranked | null {
  const id = parseSumKey(key);
  if (id === null || (id.template === otherTemplate && id.tag === null)) return null;
  const vouching = (['answer', 'report', 'browser'] as const).indexOf(voucherOf(id.pool, id.route));
  return { key, id, usageSum, vouching };
}

function byCost(a: Ranked, b: Ranked): number {
  return (
    a.vouching - b.vouching ||
    b.usageSum.likelyMilli - a.usageSum.likelyMilli ||
    b.usageSum.requests - a.usageSum.requests ||
    textOrder(a.key, b.key)
  );
}

function keepNewestMarks(usage: HourUsage): void {
  if (usage.policies.size <= keptPolicyMarks) return;
  const newest = [...usage.policies].sort(([, a], [, b]) => b.lastAtMs - a.lastAtMs);
  usage.policies = new Map(newest.slice(0, keptPolicyMarks));
}
