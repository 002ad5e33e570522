import { startOfHourMs } from '../../src/usage/hour';
import { hourGaps } from '../../src/insights/calibration/hour-gaps';
import { bandScore, wideningOf } from '../../src/insights/calibration/band-score';
import { firstTable, renewed, scored } from '../../src/insights/calibration/price-table';
import type { Calibration } from '../../src/insights/calibration/calibrate';
import { measuredCosts, takeablePrices } from '../../src/insights/calibration/price-gate';
import { ownSpend } from '../../src/insights/pools/pools';
import { priceOverrides } from '../../src/costs/overrides';
import { firstHour, quotaPoints, truthPool, TruthWorld, type TruthShape } from './truth-world';

const minuteMs = 60_000;
/** Hours that prices are measured from, as the product's own question has it. */
const measuredHours = 47;
const loudFrom = 0.8;

/** One hour as the gauge told it, beside how it was. */
export interface JudgedHour {
  isCalibrated: boolean;
  /** Prices changed, and no two loud hours have followed yet. */
  isStale: boolean;
  isLoud: boolean;
  /** Our likely figure less the truth, as a part of the truth. */
  error: number;
  holds: boolean;
  /** What the page counts the hour as, by its own readings; `null` where it does not count it. */
  saysHeld: boolean | null;
  width: number;
  /** The status said near or exhausted, though less than 80% was gone at that time. */
  isWrongAlarm: boolean;
  /** The forecast said `watch`, and no wall came. */
  isFalseAlarm: boolean;
  /** Of a wall that own calls drove and that took longer than eight minutes: minutes of warning; `null` for no such wall. */
  warnedMinutes: number | null;
  isWall: boolean;
  /** Of hours in which the counter spoke: whether the interval of others holds, and its width by the draw. */
  others: { holds: boolean; width: number } | null;
}

export interface TruthResult {
  hours: JudgedHour[];
  /** From the first hour that passed 80% to the first at measured prices; `null`: never. */
  hoursToCalibrated: number | null;
  /** Loud hours from a price change to the first within 6% again; `null`: no change, or never. */
  hoursToFollow: number | null;
  hasPriceChange: boolean;
}

/** Plays so many hours of a shape as an installation would live them: prices renewed hourly, pools judged at roll-ups. */
export async function runTruth(shape: TruthShape, seed: number, hours: number): Promise<TruthResult> {
  const world = new TruthWorld(shape, seed);
  const judged: JudgedHour[] = [];
  let measured = measuredCosts(new Map());
  let prices = takeablePrices(new Map());
  let table = firstTable;
  let [firstLoud, calibratedAt]: [number | null, number | null] = [null, null];
  let [loudSinceChange, followed]: [number, number | null] = [0, null];
  for (let index = 0; index < hours; index += 1) {
    const alarms: { watch: number[]; near: number[] } = { watch: [], near: [] };
    let isWrongAlarm = false;
    const isCalibrated = world.overrides !== undefined;
    const truth = await world.play(index, (minute) => {
      const view = world.judged(startOfHourMs(firstHour + index) + (minute + 1) * minuteMs - 1);
      if (view.status === 'watch') alarms.watch.push(minute + 1);
      if (view.status === 'near' || view.status === 'exhausted') {
        if (world.usedPoints < loudFrom * quotaPoints * 0.98) isWrongAlarm = true;
        alarms.near.push(minute + 1);
      }
    });
    const hour = firstHour + index;
    const own = ownSpend(world.hours, truthPool, hour).points;
    const isLoud = truth.usedPoints >= loudFrom * quotaPoints;
    const error = truth.ownPoints === 0 ? 0 : own.likely / truth.ownPoints - 1;
    if (isLoud) firstLoud ??= index;
    const changeAt = shape.priceChangesAtHour ?? Infinity;
    const isStale = index >= changeAt && loudSinceChange < 2;
    if (index >= changeAt) {
      if (followed === null && Math.abs(error) <= 0.06) followed = loudSinceChange;
      if (isLoud) loudSinceChange += 1;
    }
    const alarmAt = Math.min(...alarms.watch, ...alarms.near);
    const isOwnWall =
      truth.wallMinute !== null && truth.wallMinute > 8 && truth.ownPoints >= 0.7 * truth.usedPoints;
    const seen = new Map([...world.hours].filter(([known]) => known > hour - measuredHours));
    const before = table;
    table = scored(table, bandScore(seen, hour));
    const saysHeld = table === before ? null : (table.scores[0]?.isHeld ?? null);
    if (isLoud) {
      measured = measuredCosts(seen);
      prices = takeablePrices(seen, wideningOf(table.scores), measured);
    }
    judged.push({
      ...{ isCalibrated, isStale, isLoud, error, isWrongAlarm, saysHeld },
      holds: own.low <= truth.ownPoints + 1e-6 && truth.ownPoints <= own.high + 1e-6,
      width: truth.ownPoints === 0 ? 0 : (own.high - own.low) / truth.ownPoints,
      isFalseAlarm: alarms.watch.length > 0 && truth.wallMinute === null,
      isWall: truth.wallMinute !== null,
      warnedMinutes: isOwnWall ? Math.max(0, (truth.wallMinute ?? 0) - alarmAt) : null,
      others: othersOf(world, hour, truth.othersPoints, measured),
    });
    // Renewed by the hourly sweep, known to every process a quarter of an hour later at most.
    if (!isLoud) continue;
    table = renewed(table, prices, new Map(), startOfHourMs(hour + 1));
    if (table.prices.length === 0) continue;
    world.overrides = priceOverrides(table.prices);
    calibratedAt ??= index + 1;
  }
  return {
    hours: judged,
    hoursToCalibrated: firstLoud === null || calibratedAt === null ? null : calibratedAt - firstLoud,
    hoursToFollow: followed,
    hasPriceChange: shape.priceChangesAtHour !== undefined,
  };
}

function othersOf(
  world: TruthWorld,
  hour: number,
  truth: number,
  measured: Calibration,
): JudgedHour['others'] {
  const account = world.hours.get(hour);
  if (account === undefined) return null;
  const [gap] = hourGaps(new Map([[hour, account]]), [truthPool], measured);
  // The counter's last word may be of long before the hour's end: then it tells of another time than the truth does.
  if (gap === undefined || startOfHourMs(hour + 1) - gap.readAtMs > minuteMs) return null;
  const { low, high } = gap.others;
  const slack = 0.005 * quotaPoints;
  return {
    holds: low <= truth + slack && truth <= high + slack,
    width: (high - low) / Math.max(truth, 0.01 * quotaPoints),
  };
}
