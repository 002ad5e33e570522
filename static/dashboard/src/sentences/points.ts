import type { Points } from '../../../../src/model';
import type { Words } from '../words';

/** From the low to the high end in whole points, neither nearer than it is. */
export function pointsRange({ low, high }: Pick<Points, 'low' | 'high'>, { text, format }: Words): string {
  return text.gauge.rangeOf({ low: format.count(Math.floor(low)), high: format.count(Math.ceil(high)) });
}
