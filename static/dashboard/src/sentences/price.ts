import { isKnownCost, type MeasuredPriceView } from '../../../../src/admin/contract/contract';
import type { Words } from '../words';

export function costWords(
  price: Pick<MeasuredPriceView, 'points' | 'isSure'>,
  { text, format }: Words,
): string {
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
