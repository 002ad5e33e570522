import { addPoints, noPoints } from '../../insights/sums';
import { estimatePoints } from '../../costs/estimate';
import type { PriceOverrides } from '../../costs/overrides';
import type { Points } from '../../model';

/** One call each ten minutes: often enough to see the 80% mark and the tier, cheap enough to forget. */
export const probeCallsAnHour = 6;
export const probeEverySeconds = 600;

export const jiraProbePath = '/rest/api/3/mypermissions?permissions=ADMINISTER';

/** What the probe costs an hour on a site with Jira; its one call answers with one permission. @param overrides measured prices */
export function probePointsAnHour(overrides?: PriceOverrides): Points {
  const one = estimatePoints({
    product: 'jira',
    method: 'GET',
    path: jiraProbePath,
    objects: 1,
    overrides,
  }).points;
  return Array.from({ length: probeCallsAnHour }).reduce<Points>((sum) => addPoints(sum, one), noPoints);
}
