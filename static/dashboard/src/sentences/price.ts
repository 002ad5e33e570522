import type { MeasuredPriceView } from '../../../../src/admin/contract/contract';
import type { Words } from '../words';

/** A band so wide beside its middle says nothing that somebody could act on. */
const widestBand = 1;

/** Whether the measured cost is a figure, rather than noise around one. */
export function isKnownCost({ points }: Pick<MeasuredPriceView, 'points'>): boolean {
  return points !== null && points.likely > 0 && points.high - points.low <= widestBand * points.likely;
}

export function costWords(price: Pick<MeasuredPriceView, 'points'>, { text, format }: Words): string {
  const { points } = price;
  if (points === null || !isKnownCost(price)) return text.prices.notKnownYet;
  return text.prices.cost({
    likely: format.decimal(points.likely),
    low: format.decimal(points.low),
    high: format.decimal(points.high),
  });
}

/** Two prices with as many digits as tell them apart: at two digits a price would move from 12.05 to 12.05. */
export function movedWords(from: number | null, to: number, { text, format }: Words): [string, string] {
  if (from === null) return [text.unknownFigure, format.decimal(to)];
  if (format.decimal(from) !== format.decimal(to)) return [format.decimal(from), format.decimal(to)];
  return [format.fine(from), format.fine(to)];
}
