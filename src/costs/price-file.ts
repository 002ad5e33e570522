/** Prices that somebody measured, as a file in the catalogue's own format (`docs/catalogue.schema.json`). */
import { methods, products, type Endpoint } from '../model';
import type { PriceOverride } from './overrides';
import { isObject } from './place';

/** A measured price on its way into a file. */
export interface MeasuredRow extends Endpoint {
  basePoints: number;
  objectPoints: number;
  /** How far off it may be to either side, as a part of it; `null`: unknown. */
  relativeError: number | null;
  /** Calls that it was measured from; `null`: unknown. */
  calls: number | null;
}

/** @param by who measured, as a role: the file may be shown to anybody; `day` is `YYYY-MM-DD` */
export function measuredFile(rows: readonly MeasuredRow[], by: string, day: string): object {
  const named = products.filter((product) => rows.some((row) => row.product === product));
  const all = rows.every(({ calls }) => calls !== null)
    ? rows.reduce((sum, { calls }) => sum + Number(calls), 0)
    : null;
  return {
    version: day,
    sources: { measuredHere: { url: null, readOn: day, method: 'measured', by, calls: all } },
    groups: named.map((product) => ({
      ...{ product, source: 'measuredHere' },
      endpoints: rows
        .filter((row) => row.product === product)
        .map(({ method, template: path, basePoints: base, objectPoints: perObject, ...row }) => ({
          ...{ method, path },
          points: { base, perObject, relativeError: row.relativeError, calls: row.calls },
        })),
    })),
  };
}

/** Files are for people to send around: a larger one is none of these. */
const mostRows = 5_000;

/** What a file has: its measured prices, or what is wrong with it and where. Rows without `points` name rules, and are passed over. */
export function readMeasuredFile(file: unknown): PriceOverride[] | { fault: string } {
  if (!isObject(file) || !Array.isArray(file['groups']))
    return { fault: 'it has no list "groups": it is no file of prices (docs/catalogue.schema.json).' };
  const sources = isObject(file['sources']) ? file['sources'] : {};
  const prices: PriceOverride[] = [];
  for (const [g, group] of (file['groups'] as unknown[]).entries()) {
    const at = `groups[${g}]`;
    if (!isObject(group) || !Array.isArray(group['endpoints']))
      return { fault: `${at} has no list "endpoints".` };
    const product = products.find((known) => known === group['product']);
    if (product === undefined) return { fault: `${at}.product is none of ${products.join(', ')}.` };
    const source = whoMeasured(sources, group['source']);
    for (const [e, row] of (group['endpoints'] as unknown[]).entries()) {
      const read = readRow(row);
      if (read === null) continue;
      if (typeof read === 'string') return { fault: `${at}.endpoints[${e}]${read}` };
      if (prices.length >= mostRows) return { fault: `it has more than ${mostRows} prices.` };
      prices.push({ ...read, product, basis: 'measured', source });
    }
  }
  return prices.length === 0 ? { fault: 'no endpoint in it has measured "points".' } : prices;
}

function whoMeasured(sources: Record<string, unknown>, name: unknown): string {
  const source = typeof name === 'string' && Object.hasOwn(sources, name) ? sources[name] : null;
  return isObject(source) && typeof source['by'] === 'string' ? source['by'].slice(0, 200) : 'unknown';
}

type Read = Omit<PriceOverride, 'product' | 'basis' | 'source'>;

/** `null` where it has no measured points; the rest of a sentence where it is wrong. */
function readRow(row: unknown): Read | string | null {
  if (!isObject(row)) return ' is no endpoint.';
  const { path, points } = row;
  const method = methods.find((known) => known === row['method']);
  if (method === undefined) return `.method is none of ${methods.join(', ')}.`;
  if (typeof path !== 'string' || !path.startsWith('/') || path.length > 500)
    return '.path is no path of 500 characters at most.';
  if (points === undefined) return null;
  if (!isObject(points)) return '.points is no object.';
  const { base, perObject, relativeError } = points;
  if (!isPoints(base)) return '.points.base is no number of points.';
  if (!isPoints(perObject)) return '.points.perObject is no number of points.';
  if (relativeError !== null && relativeError !== undefined && !isPoints(relativeError))
    return '.points.relativeError is neither a part of 1 nor null.';
  const price = { method, template: path, basePoints: base, objectPoints: perObject };
  return typeof relativeError === 'number' ? { ...price, relativeError } : price;
}

const isPoints = (value: unknown): value is number => typeof value === 'number' && value >= 0 && value <= 1e6;
