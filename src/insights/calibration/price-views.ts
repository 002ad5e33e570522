import type { Endpoint, Points, PoolId } from '../../model';

/** A cost that was measured near the limit, beside the price that calls are booked at. */
export interface MeasuredPriceView extends Endpoint {
  /** Calls that it was measured from; 0 for a price that was taken over and is not measured in these hours. */
  calls: number;
  /** 95% interval and best figure of one call, points; `null` where these hours do not measure it. */
  points: Points | null;
  /** The same in parts, as it would be taken over; `null` where these hours do not measure it. */
  parts: { basePoints: number; objectPoints: number } | null;
  /** What a call was booked at in these hours on average, points; `null` without a call. */
  bookedPoints: number | null;
  /** May take the price's place: sure by itself, or with all others together. */
  isSure: boolean;
  /** Stays as it is until somebody unpins it. */
  isPinned: boolean;
  /** The price that was taken over; `null` when none was. */
  adopted: { basePoints: number; objectPoints: number; atMs: number } | null;
}

/** Why our estimate and Atlassian's counter differ. */
export type GapCause =
  /** They do not differ by more than 1%. */
  | 'none'
  /** The counter says less than we do: others can only add. */
  | 'prices'
  /** Our prices, as they were measured or may be by the rule, explain at most half of it. */
  | 'others'
  /** Our prices explain at least half of it. */
  | 'mostlyPrices'
  /** Either may be. */
  | 'open';

/** One hour of a pool in which the counter spoke. Points. */
export interface HourGap {
  pool: PoolId;
  hourStartMs: number;
  own: Points;
  /** What was gone by the counter, and when it said so. */
  counterPoints: number;
  readAtMs: number;
  /** Counter less our likely estimate; below 0 where we said more. */
  gapPoints: number;
  /** What our calls cost beyond the estimate, and what others drew: together the gap. */
  ownError: { low: number; high: number };
  others: { low: number; high: number };
  cause: GapCause;
  /** Share of our points in the hour whose price these hours measured, 0 to 1. */
  measuredShare: number;
  /** Others' draw in each five minutes of which the counter told beginning and end, points. */
  othersBySlot: { startMs: number; points: number }[];
}

/** A price that took another's place. Points of the usual call. */
export interface PriceMoveView extends Endpoint {
  atMs: number;
  /** `null` where nothing was booked before. */
  fromPoints: number | null;
  toPoints: number;
  isByItself: boolean;
  /** It moved by more than a tenth in the last week. */
  isNoticed: boolean;
}

export interface PricesView {
  /** `auto`: sure prices are taken over by themselves; `ask`: by an administrator. */
  mode: 'auto' | 'ask';
  /** Newest first. */
  moves: PriceMoveView[];
  prices: MeasuredPriceView[];
  /** Pairs of readings behind the costs. */
  pairs: number;
  /** What our calls cost by the measured costs, as a factor on what they were booked at; `null` where nothing is measured. */
  correction: Points | null;
  /** In how many of the last hours in which the counter spoke the band held what the calls cost by it; `null` without such an hour. */
  held: { hours: number; ofHours: number } | null;
}
