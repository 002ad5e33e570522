import type { CalibrationPair } from '../../usage/counter-sample';
import type { Hours } from '../period';

/** More pairs than this make no interval narrower that anybody would notice, and the page has to be answered. */
const mostPairs = 3000;

/** The pairs of the newest hours, whole hours at a time. */
export function recentPairs(hours: Hours, most = mostPairs): CalibrationPair[] {
  const pairs: CalibrationPair[] = [];
  for (const [, { sheet }] of [...hours].sort(([a], [b]) => b - a)) {
    if (pairs.length + sheet.pairs.length > most) break;
    pairs.push(...sheet.pairs);
  }
  return pairs;
}
