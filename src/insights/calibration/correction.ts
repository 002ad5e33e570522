import type { Points } from '../../model';
import type { Calibration } from './calibrate';
import { keyOf, type bookedByEndpoint } from './measured-prices';

/**
 * What the calls of measured endpoints cost, as a factor on what they were booked at: 1.1 where the estimate is a tenth too
 * low. `null` where no endpoint with a booked point was measured.
 */
export function correctionOf(
  { costs }: Calibration,
  booked: ReturnType<typeof bookedByEndpoint>,
): Points | null {
  let total = 0;
  const cost = { low: 0, likely: 0, high: 0 };
  for (const measured of costs) {
    const of = booked.get(keyOf(measured));
    if (of === undefined || of.points.likely === 0) continue;
    total += of.points.likely;
    cost.low += measured.points.low * of.served;
    cost.likely += measured.points.likely * of.served;
    cost.high += measured.points.high * of.served;
  }
  return total === 0 ? null : { low: cost.low / total, likely: cost.likely / total, high: cost.high / total };
}
