import { kvs } from '@forge/kvs';
import { isCount, isRecord } from '../account/codec';
import { priceOverrides, type PriceOverride, type PriceOverrides } from '../costs/overrides';
import { methods, products } from '../model';
import { changeValue } from './changeValue';
import { pricesKey } from './names';

/** A price that this installation measured, and that an administrator took over. */
export interface AdoptedPrice extends PriceOverride {
  atMs: number;
  /** Calls that it was measured from. */
  calls: number;
}

/** Prices kept; more endpoints than this nobody calls near the limit. */
const keptPrices = 200;
export const measuredHere = 'measured here from Atlassian’s counter';

/** One storage call. What is none of ours counts as no price. */
export async function readPrices(): Promise<AdoptedPrice[]> {
  return decodePrices(await kvs.get(pricesKey));
}

function decodePrices(stored: unknown): AdoptedPrice[] {
  const rows: unknown[] = isRecord(stored) && Array.isArray(stored['prices']) ? stored['prices'] : [];
  return rows.slice(0, keptPrices).flatMap(readPrice);
}

/** The same for the meter; `undefined` where none was taken over. */
export async function readOverrides(): Promise<PriceOverrides | undefined> {
  const prices = await readPrices();
  return prices.length === 0 ? undefined : priceOverrides(prices);
}

/** Changes the prices so that no other change is lost; gives them as they are then. */
export async function changeStoredPrices(
  change: (prices: AdoptedPrice[]) => AdoptedPrice[],
): Promise<AdoptedPrice[]> {
  return changeValue(pricesKey, (stored) => {
    const prices = change(decodePrices(stored)).slice(0, keptPrices);
    const rows = prices.map((price) => ({
      ...{ product: price.product, method: price.method, template: price.template },
      ...{ base: price.basePoints, object: price.objectPoints, error: price.relativeError ?? 0 },
      ...{ atMs: price.atMs, calls: price.calls },
    }));
    return { value: { v: 1, prices: rows }, result: prices };
  });
}

function readPrice(row: unknown): AdoptedPrice[] {
  if (!isRecord(row)) return [];
  const { template, base, object, error, atMs, calls } = row;
  const product = products.find((known) => known === row['product']);
  const method = methods.find((known) => known === row['method']);
  if (product === undefined || method === undefined || typeof template !== 'string') return [];
  if (!isPoints(base) || !isPoints(object) || !isPoints(error) || !isCount(atMs) || !isCount(calls))
    return [];
  const price = { basePoints: base, objectPoints: object, relativeError: error };
  return [{ product, method, template, ...price, basis: 'measured', source: measuredHere, atMs, calls }];
}

function isPoints(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0;
}
