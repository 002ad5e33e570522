import { hoursADay } from '../../usage/day';
import { hourOf, startOfHourMs, type HourNumber } from '../../usage/hour';
import { poolKey } from '../../usage/keys';
import { slotMs, slotsAnHour } from '../../usage/slot-points';
import type { PoolId } from '../../model';
import { outsideRate } from './outside-rate';
import { minutesUntil, ownProjection, stepsLeft, type OwnCourse, type Path } from './own-projection';
import type { Hours } from '../period';
import type { PoolForecast, PoolLevel } from '../views';
import { minuteMs } from '../../time';

/** The rate just before a wall is what would have gone on; measured over so many slots. */
const slotsBeforeWall = 2;
const hoursBack = [1, 2, 3, 4, 5, 6];
const daysBack = [1, 2, 3, 4, 5, 6, 7, 14, 21];

/** The six hours before, the same hour of the last seven days, and of the same weekday two and three weeks ago. */
export function pastHoursOf(nowMs: number): HourNumber[] {
  const hour = hourOf(nowMs);
  return [...hoursBack.map((back) => hour - back), ...daysBack.map((days) => hour - hoursADay * days)];
}

export interface ForecastInput {
  /** This hour and those before it, and of the past ones those that could be read. */
  hours: Hours;
  pool: PoolId;
  nowMs: number;
  level: PoolLevel;
  /** Points that this site likely spent this hour. */
  ownPoints: number;
  quotaPoints: number | null;
  /** What others draw a minute as the app's owner says, for where no counter shows it; `null`: nobody says. */
  toldOthers: number | null;
}

/**
 * How the hour will end if nothing is refused: what is gone, and what will come of our own calls and of those others that the
 * counter shows. `null` when this site neither spends nor spent at this time of day, and nobody else is seen to.
 */
export function forecastOf(input: ForecastInput): PoolForecast | null {
  const { hours, pool, nowMs, quotaPoints } = input;
  const course = courseOf(hours, pool, nowMs, quotaPoints);
  const own = ownProjection(course);
  const others = input.toldOthers ?? outsideRate(hours, pool, nowMs, quotaPoints);
  const gone = goneNow(input);
  const path = withOthers(own, others ?? 0, stepsLeft(course.minute));
  const toCome = { low: path.low.at(-1) ?? 0, likely: path.likely.at(-1) ?? 0, high: path.high.at(-1) ?? 0 };
  if (gone === 0 && toCome.high === 0) return null;
  const wall = (sums: readonly number[]): number | null => {
    if (quotaPoints === null) return null;
    const minutes = minutesUntil(sums, quotaPoints - gone);
    return minutes === null ? null : Math.round(nowMs + minutes * minuteMs);
  };
  return {
    endPoints: { low: gone + toCome.low, likely: gone + toCome.likely, high: gone + toCome.high },
    wallAtMs: wall(path.likely),
    earliestWallAtMs: wall(path.high),
    pastHours: course.past.length,
    othersAnHour: others === null ? null : 60 * others,
  };
}

/** What a header says is the truth, whatever our own calls are thought to have cost; a reading lacks what was spent since. */
function goneNow({ hours, pool, nowMs, level, ownPoints }: ForecastInput): number {
  const { basis, likelyPoints, readAtMs } = level;
  if (basis === 'silent') return likelyPoints;
  const asOfMs = basis === 'told' ? (level.told?.asOfMs ?? null) : basis === 'reading' ? readAtMs : null;
  if (asOfMs === null) return Math.max(ownPoints, likelyPoints);
  const slots = hours.get(hourOf(nowMs))?.usage.slots.get(poolKey(pool)) ?? [];
  const later = slots.slice(Math.floor((asOfMs - startOfHourMs(hourOf(nowMs))) / slotMs) + 1);
  return likelyPoints + later.reduce((sum, milli) => sum + milli / 1000, 0);
}

function withOthers(own: Path, pointsAMinute: number, steps: readonly number[]): Path {
  const add = (sums: readonly number[]): number[] =>
    sums.map((points, i) => points + pointsAMinute * (steps[i] ?? 0));
  return { low: add(own.low), likely: add(own.likely), high: add(own.high) };
}

function courseOf(hours: Hours, pool: PoolId, nowMs: number, quotaPoints: number | null): OwnCourse {
  const hour = hourOf(nowMs);
  const slotsOf = (wanted: HourNumber): number[] | null => {
    const usage = hours.get(wanted)?.usage;
    if (usage === undefined) return null;
    return (usage.slots.get(poolKey(pool)) ?? []).map((milli) => milli / 1000);
  };
  const uncapped = (slots: readonly number[], wanted: HourNumber): number[] =>
    withoutWall(slots, hours.get(wanted)?.usage.refusals.has(poolKey(pool)) === true, quotaPoints);
  const past = pastHoursOf(nowMs).flatMap((wanted) => {
    const slots = slotsOf(wanted);
    if (slots === null || slots.length === 0) return [];
    return [uncapped(slots, wanted)];
  });
  const before = slotsOf(hour - 1);
  return {
    minute: (nowMs - startOfHourMs(hour)) / minuteMs,
    slots: slotsOf(hour) ?? [],
    before: before === null ? null : uncapped(before, hour - 1),
    past,
  };
}

/** A wall hides what would have come: the rate before it goes on instead. */
function withoutWall(slots: readonly number[], wasRefused: boolean, quotaPoints: number | null): number[] {
  const total = slots.reduce((sum, points) => sum + points, 0);
  if (!wasRefused || quotaPoints === null || total < quotaPoints / 2) return [...slots];
  const peak = slots.findLastIndex((points) => points > 0);
  const last = slots.slice(Math.max(0, peak - slotsBeforeWall), Math.max(1, peak));
  const rate = last.length === 0 ? 0 : last.reduce((sum, points) => sum + points, 0) / last.length;
  return Array.from({ length: slotsAnHour }, (_, slot) =>
    slot < peak ? (slots[slot] ?? 0) : Math.max(rate, slots[slot] ?? 0),
  );
}
