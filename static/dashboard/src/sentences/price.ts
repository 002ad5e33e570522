import { isKnownCost, isNarrow, type MeasuredPriceView } from '../../../../src/admin/contract/contract';
import type { Points } from '../../../../src/model';
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

/** How far what was booked is off, or that the readings do not tell it. */
export function correctionWords(factor: Points, { text, format }: Words): string {
  const { correction, correctionOpen } = text.prices;
  return (isNarrow(factor) ? correction : correctionOpen)({
    factor: format.decimal(factor.likely),
    low: format.decimal(factor.low),
    high: format.decimal(factor.high),
  });
}

/** Two prices with as many digits as tell them apart: at two digits a price would move from 12.05 to 12.05. */
export function movedWords(from: number | null, to: number, { text, format }: Words): [string, string] {
  if (from === null) return [text.unknownFigure, format.decimal(to)];
  if (format.decimal(from) !== format.decimal(to)) return [format.decimal(from), format.decimal(to)];
  return [format.fine(from), format.fine(to)];
}
