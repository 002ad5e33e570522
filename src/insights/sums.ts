import { pointsOfSum, type UsageSum } from '../usage/usage-sum';
import type { SumId } from '../usage/keys';
import { chargedToPool } from '../limits/charging';
import type { Points } from '../model';

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
