import { pointsOfSum, type UsageSum } from '../usage/usage-sum';
import { parseSumKey, type SumId } from '../usage/keys';
import type { HourUsage } from '../usage/hour-usage';
import { chargedToPool } from '../limits/charging';
import type { Points } from '../model';

/** The sums of a usage with what they are the sum of. */
export function* sumsOf(usage: HourUsage): Generator<[SumId, UsageSum]> {
  for (const [key, usageSum] of usage.sums) {
    const id = parseSumKey(key);
    // A stored usage is read whole or not at all, so every key was checked then.
    if (id !== null) yield [id, usageSum];
  }
}

export const noPoints: Points = { low: 0, likely: 0, high: 0 };

/** What a sum drew from the pool: nothing where its route is not charged. */
export function chargedPoints(id: SumId, usageSum: UsageSum): Points {
  return chargedToPool(id.route) ? pointsOfSum(usageSum) : noPoints;
}

export function addPoints(a: Points, b: Points): Points {
  return { low: exact(a.low + b.low), likely: exact(a.likely + b.likely), high: exact(a.high + b.high) };
}

/** Sums hold whole thousandths; sums are brought back to them, so that 0.1 + 0.2 is 0.3. */
function exact(points: number): number {
  return Math.round(points * 1000) / 1000;
}
