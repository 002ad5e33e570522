import {
  measuredFile,
  type MeasuredRow,
  type PricesAnswer,
} from '../../../../../src/admin/contract/contract';
import { downloadText } from '../../download';

/** Of a site nothing but what its calls cost: anybody may see the file. */
const measuredBy = 'Points Gauge, from readings of Atlassian’s counter past 80% use';

/** Gives the person what these hours measured, in the catalogue's own format. */
export function downloadPrices({ prices, readAtMs }: PricesAnswer): void {
  const rows = prices.flatMap(({ product, method, template, calls, points, parts }): MeasuredRow[] => {
    if (points === null || parts === null) return [];
    const rounded = (value: number): number => Math.round(value * 1000) / 1000;
    const miss = Math.max(points.high - points.likely, points.likely - points.low);
    const relativeError = points.likely > 0 ? rounded(miss / points.likely) : null;
    const { basePoints, objectPoints } = parts;
    return [
      {
        ...{ product, method, template, calls, relativeError },
        ...{ basePoints: rounded(basePoints), objectPoints: rounded(objectPoints) },
      },
    ];
  });
  const day = new Date(readAtMs).toISOString().slice(0, 10);
  const text = `${JSON.stringify(measuredFile(rows, measuredBy, day), null, 2)}\n`;
  downloadText(`points-gauge-prices-${day}.json`, [text], 'application/json');
}
