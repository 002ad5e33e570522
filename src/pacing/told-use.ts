import { products, type Product } from '../model';
import { isRecord } from '../object';

/** What all sites of the app together drew from a product's hourly points, as the app's owner told this one. */
export interface ToldUse {
  product: Product;
  quotaPoints: number;
  /** Likely gone at `atMs`. */
  usedPoints: number;
  /** Gone at least: true until the full hour. */
  leastPoints: number;
  /** Of all sites, by what they drew lately. */
  pointsAMinute: number;
  /** What the figures speak of, and until when they are good; epoch milliseconds. */
  atMs: number;
  goodUntilMs: number;
}

/** Storage may hold anything: what is none is left out. */
export function readToldUses(value: unknown): ToldUse[] {
  const told: unknown[] = isRecord(value) && Array.isArray(value['told']) ? value['told'] : [];
  return told.flatMap((one) => {
    if (!isRecord(one)) return [];
    const product = products.find((known) => known === one['product']);
    const { quotaPoints, usedPoints, leastPoints, pointsAMinute, atMs, goodUntilMs } = one;
    if (product === undefined || !isNumber(quotaPoints) || quotaPoints <= 0) return [];
    if (!isNumber(usedPoints) || !isNumber(leastPoints) || !isNumber(pointsAMinute)) return [];
    if (!isNumber(atMs) || !isNumber(goodUntilMs)) return [];
    return [{ product, quotaPoints, usedPoints, leastPoints, pointsAMinute, atMs, goodUntilMs }];
  });
}

const isNumber = (value: unknown): value is number =>
  typeof value === 'number' && Number.isFinite(value) && value >= 0;
