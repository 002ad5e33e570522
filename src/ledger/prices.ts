import { kvs } from '@forge/kvs';
import { isCount } from '../usage/numbers';
import { keptScores, type BandScore } from '../insights/calibration/band-score';
import {
  firstTable,
  measuredHere,
  type AdoptedPrice,
  type PriceMove,
  type PriceTable,
} from '../insights/calibration/price-table';
import { priceOverrides, type PriceOverrides } from '../costs/overrides';
import { methods, products } from '../model';
import { changeValue } from './change-value';
import { pricesKey } from './names';
import { isRecord } from '../object';

/** Prices kept; more endpoints than this nobody calls near the limit. */
const keptPrices = 200;

/** One storage call. What is none of ours counts as no price. */
export async function readPriceTable(): Promise<PriceTable> {
  return decodePriceTable(await kvs.get(pricesKey));
}

export function decodePriceTable(stored: unknown): PriceTable {
  if (!isRecord(stored)) return firstTable;
  return {
    mode: stored['mode'] === 'ask' ? 'ask' : 'auto',
    prices: listIn(stored, 'prices').slice(0, keptPrices).flatMap(readPrice),
    pins: listIn(stored, 'pins').filter((pin): pin is string => typeof pin === 'string'),
    moves: listIn(stored, 'moves').flatMap(readMove),
    scores: listIn(stored, 'scores').slice(0, keptScores).flatMap(readScore),
  };
}

/** The same for the meter; `undefined` where none was taken over. */
export async function readOverrides(): Promise<PriceOverrides | undefined> {
  return overridesOf(await readPriceTable());
}

export function overridesOf({ prices }: PriceTable): PriceOverrides | undefined {
  return prices.length === 0 ? undefined : priceOverrides(prices);
}

/** For figures that are worth showing at the catalogue's prices, too. */
export async function knownPriceTable(): Promise<PriceTable> {
  return readPriceTable().catch(() => firstTable);
}

export async function knownPrices(): Promise<PriceOverrides | undefined> {
  return overridesOf(await knownPriceTable());
}

/** Changes the prices so that no other change is lost; gives them as they are then. What gives the same table writes nothing. */
export async function changePriceTable(change: (table: PriceTable) => PriceTable): Promise<PriceTable> {
  return changeValue(pricesKey, (stored) => {
    const before = decodePriceTable(stored);
    const table = change(before);
    if (table === before) return { value: null, result: before };
    const { mode, pins } = table;
    const scores = table.scores.map(({ hour, isHeld }) => [hour, isHeld ? 1 : 0]);
    const prices = table.prices.slice(0, keptPrices);
    const moves = table.moves.map(({ before: old, ...move }) => ({
      ...move,
      before: old === null ? null : rowOf(old),
    }));
    const value = { v: 1, mode, prices: prices.map(rowOf), pins: pins.slice(0, keptPrices), moves, scores };
    return { value, result: { ...table, prices } };
  });
}

function rowOf(price: AdoptedPrice): object {
  return {
    ...{ product: price.product, method: price.method, template: price.template },
    ...{ base: price.basePoints, object: price.objectPoints, error: price.relativeError ?? 0 },
    ...{ atMs: price.atMs, calls: price.calls },
  };
}

function listIn(stored: Record<string, unknown>, field: string): unknown[] {
  const list = stored[field];
  return Array.isArray(list) ? list : [];
}

function readScore(row: unknown): BandScore[] {
  if (!Array.isArray(row)) return [];
  const [hour, held] = row as unknown[];
  return isCount(hour) && (held === 0 || held === 1) ? [{ hour, isHeld: held === 1 }] : [];
}

function readMove(row: unknown): PriceMove[] {
  if (!isRecord(row)) return [];
  const { template, atMs, before, fromPoints, toPoints, isByItself } = row;
  const product = products.find((known) => known === row['product']);
  const method = methods.find((known) => known === row['method']);
  if (product === undefined || method === undefined || typeof template !== 'string' || !isCount(atMs))
    return [];
  if (!isPoints(toPoints) || (fromPoints !== null && !isPoints(fromPoints))) return [];
  const [old = null] = readPrice(before);
  return [
    { product, method, template, atMs, before: old, fromPoints, toPoints, isByItself: isByItself === true },
  ];
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
