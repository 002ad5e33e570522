import type { PriceOverride } from '../../costs/overrides';
import type { Endpoint } from '../../model';
import { startOfHourMs } from '../../usage/hour';
import { keptScores, type BandScore } from './band-score';
import type { MeasuredCost } from './calibrate';
import { priceFrom, relativeErrorOf } from './measured-price';
import { keyOf } from './measured-prices';
import type { Takeable } from './price-gate';

export const measuredHere = 'measured here from Atlassian’s counter';

/** A price that this installation measured and took over. */
export interface AdoptedPrice extends PriceOverride {
  atMs: number;
  /** Calls that it was measured from. */
  calls: number;
}

/** A price that took another's place, newest first in the log. */
export interface PriceMove extends Endpoint {
  atMs: number;
  /** The price before; `null` where the catalogue's held. */
  before: AdoptedPrice | null;
  /** What the usual call cost before, as it was booked, and costs since: points; `null` where nothing was booked. */
  fromPoints: number | null;
  toPoints: number;
  isByItself: boolean;
}

/** The prices of an installation: which hold, who decides, and how they came to be. */
export interface PriceTable {
  /** `auto`: sure prices are taken over by themselves. `ask`: by an administrator only. */
  mode: 'auto' | 'ask';
  prices: readonly AdoptedPrice[];
  /** By `keyOf`: prices that stay as they are, the catalogue's where no other holds. */
  pins: readonly string[];
  moves: readonly PriceMove[];
  /** Hours in which the counter spoke since a price was taken over, newest first. */
  scores: readonly BandScore[];
}

export const firstTable: PriceTable = { mode: 'auto', prices: [], pins: [], moves: [], scores: [] };

const keptMoves = 40;
/** A price that moves by more is told of. */
const noticedShare = 0.1;
/** The sweep runs a little after the full hour. */
const learnedMs = 5 * 60_000;
/** A measurement that differs by less is no news: each hour's would fill the log. */
const movedShare = 0.01;

/** Whether a price moved so far that somebody should look. */
export function isNoticed({ fromPoints, toPoints }: PriceMove): boolean {
  return fromPoints !== null && Math.abs(toPoints - fromPoints) > noticedShare * fromPoints;
}

/** With the score of an hour that began at a measured price; each hour once. */
export function scored(table: PriceTable, score: BandScore | null): PriceTable {
  const { prices, scores } = table;
  if (score === null || (scores[0]?.hour ?? 0) >= score.hour) return table;
  if (!prices.some(({ atMs }) => atMs <= startOfHourMs(score.hour) + learnedMs)) return table;
  return { ...table, scores: [score, ...scores].slice(0, keptScores) };
}

/** Takes over what may be, but for pinned prices and those that hardly changed. The same table where nothing did. */
export function renewed(
  table: PriceTable,
  measured: Takeable,
  booked: ReadonlyMap<string, number>,
  nowMs: number,
): PriceTable {
  if (table.mode === 'ask') return table;
  const wanted = measured.costs.filter((cost) => !table.pins.includes(keyOf(cost)) && isNews(table, cost));
  return adopted(table, { ...measured, costs: wanted }, booked, nowMs, true);
}

/** @param booked points of a call as it was booked on average, by `keyOf` */
export function adopted(
  table: PriceTable,
  { costs, takeable }: Takeable,
  booked: ReadonlyMap<string, number>,
  nowMs: number,
  isByItself: boolean,
): PriceTable {
  const chosen = costs.filter((cost) => takeable.has(keyOf(cost)));
  if (chosen.length === 0) return table;
  const keys = new Set(chosen.map(keyOf));
  const fresh = chosen.map((cost) => ({ ...priceFrom(cost, measuredHere), atMs: nowMs, calls: cost.calls }));
  const moves = chosen.map((cost): PriceMove => {
    const { product, method, template } = cost;
    const before = priceIn(table, cost);
    return {
      ...{ product, method, template, atMs: nowMs, before, isByItself, toPoints: cost.points.likely },
      fromPoints: before === null ? (booked.get(keyOf(cost)) ?? null) : pointsAt(before, cost),
    };
  });
  return {
    ...table,
    prices: [...fresh, ...table.prices.filter((price) => !keys.has(keyOf(price)))],
    moves: [...moves, ...table.moves].slice(0, keptMoves),
  };
}

/** Back to the catalogue, where the prices stay: they would be taken over again within the hour otherwise. */
export function reset(table: PriceTable, keys: ReadonlySet<string>): PriceTable {
  return pinned({ ...table, prices: table.prices.filter((price) => !keys.has(keyOf(price))) }, keys);
}

export function pinned(table: PriceTable, keys: ReadonlySet<string>): PriceTable {
  return { ...table, pins: [...new Set([...table.pins, ...keys])] };
}

export function unpinned(table: PriceTable, keys: ReadonlySet<string>): PriceTable {
  return { ...table, pins: table.pins.filter((key) => !keys.has(key)) };
}

/** The price before the last move holds again, and stays. What never moved is left alone. */
export function undone(table: PriceTable, keys: ReadonlySet<string>): PriceTable {
  return [...keys].reduce((now, key) => {
    const last = now.moves.find((move) => keyOf(move) === key);
    if (last === undefined) return now;
    const others = now.prices.filter((price) => keyOf(price) !== key);
    const prices = last.before === null ? others : [last.before, ...others];
    return pinned({ ...now, prices, moves: now.moves.filter((move) => move !== last) }, new Set([key]));
  }, table);
}

function isNews(table: PriceTable, cost: MeasuredCost): boolean {
  const before = priceIn(table, cost);
  if (before === null) return true;
  const { points } = cost;
  const moved = Math.abs(pointsAt(before, cost) - points.likely) / points.likely;
  return moved > movedShare || Math.abs((before.relativeError ?? 0) - relativeErrorOf(points)) > movedShare;
}

function priceIn({ prices }: PriceTable, endpoint: Endpoint): AdoptedPrice | null {
  return prices.find((price) => keyOf(price) === keyOf(endpoint)) ?? null;
}

/** Of a call with as many objects as those that were measured. */
function pointsAt({ basePoints, objectPoints }: AdoptedPrice, { meanObjects }: MeasuredCost): number {
  return basePoints + objectPoints * (meanObjects ?? 0);
}
