import { slotsAnHour } from '../../usage/slot-points';

const slotMinutes = 60 / slotsAnHour;

/** What one installation drew from a pool, up to a moment of an hour. Points by five minutes; a list may be short. */
export interface OwnCourse {
  /** Minutes since the hour began, 0 to 60. */
  minute: number;
  slots: readonly number[];
  /** The hour before this one; `null` when it is not known. */
  before: readonly number[] | null;
  /** The hours just before, and the same hour of past days and weeks, as each would have gone on without a wall. */
  past: readonly (readonly number[])[];
}

/** Points to come by the end of the first, second, … minute from now until the hour ends; the last minute may be short. */
export interface Path {
  low: number[];
  likely: number[];
  high: number[];
}

/** What happened for ten minutes is expected for twenty more: a rate is trusted as long as it was seen, times this. */
const trust = 2;
/** How far back rates are measured, minutes before the begun slot. */
const windows = [0, 5, 10, 20, 35, 55];
/** A slot that has just begun says little by itself. */
const leastWindowMinutes = 2;

/** What will come from what was seen of late. Every window has its say; the band is where they disagree. */
export function recentPath({ minute, slots, before }: OwnCourse): Path {
  const begun = Math.min(Math.floor(minute / slotMinutes), slotsAnHour - 1);
  const begunMinutes = minute - begun * slotMinutes;
  const isKnownBefore = before !== null;
  const pointsAt = (slot: number): number => (slot >= 0 ? slots[slot] : before?.[slotsAnHour + slot]) ?? 0;
  const rates = windows.flatMap((backMinutes) => {
    const back = backMinutes / slotMinutes;
    const length = begunMinutes + backMinutes;
    if (length < leastWindowMinutes || (!isKnownBefore && back > begun)) return [];
    let points = 0;
    for (let slot = begun - back; slot <= begun; slot += 1) points += pointsAt(slot);
    return [{ length, perMinute: points / length }];
  });
  // In the first two minutes of an account there is the begun slot alone.
  if (rates.length === 0)
    rates.push({ length: leastWindowMinutes, perMinute: pointsAt(begun) / leastWindowMinutes });
  const usual = rates[rates.length - 1]?.perMinute ?? 0;
  const steps = stepsLeft(minute);
  const sums = rates.map(({ length, perMinute }) =>
    steps.map((ahead) => {
      const held = Math.min(ahead, trust * length);
      return perMinute * held + usual * (ahead - held);
    }),
  );
  const at = (step: number): number[] => sums.map((sum) => sum[step] ?? 0);
  return {
    low: steps.map((_, step) => Math.min(...at(step))),
    likely: steps.map((_, step) => mean(at(step))),
    high: steps.map((_, step) => Math.max(...at(step))),
  };
}

/** A past hour resembles this one where as much was spent so far, and of late. */
const lateMinutes = 10;

/** What came after this minute in past hours, in proportion to how this hour began; `null` without a past. */
export function pastPath({ minute, slots, past }: OwnCourse): (Path & { weight: number }) | null {
  if (past.length === 0) return null;
  const spent = sum(slots);
  const typical = mean(past.map(sum));
  // So much is within the daily noise: it neither scales a past hour nor speaks against it.
  const grain = 0.1 * typical + 1;
  const fromMinute = Math.max(0, minute - lateMinutes);
  const late = spent - pointsUntil(slots, fromMinute);
  const steps = stepsLeft(minute);
  const analogues = past.map((hour) => {
    const until = pointsUntil(hour, minute);
    const scale = Math.min(2, Math.max(0.5, (spent + grain) / (until + grain)));
    const distance = unlike(spent, until, grain);
    const lateDistance = unlike(late, until - pointsUntil(hour, fromMinute), grain / 2);
    return {
      fit: Math.exp(-5 * distance - 3 * lateDistance),
      sums: steps.map((ahead) => scale * (pointsUntil(hour, minute + ahead) - until)),
    };
  });
  const fits = analogues.map(({ fit }) => fit);
  const quantile = (share: number): number[] =>
    steps.map((_, step) =>
      weightedQuantile(
        analogues.map(({ fit, sums }) => ({ fit, value: sums[step] ?? 0 })),
        share,
      ),
    );
  const good = sum(fits);
  return { low: quantile(0.1), likely: quantile(0.5), high: quantile(0.9), weight: good / (good + 1.5) };
}

/** Both together: the past counts as far as it resembles this hour. */
export function ownProjection(course: OwnCourse): Path {
  const recent = recentPath(course);
  const past = pastPath(course);
  if (past === null) return recent;
  const { weight } = past;
  const blend = (a: readonly number[], b: readonly number[]): number[] =>
    a.map((value, i) => (1 - weight) * value + weight * (b[i] ?? value));
  return {
    low: blend(recent.low, past.low),
    likely: blend(recent.likely, past.likely),
    high: blend(recent.high, past.high),
  };
}

/** Minutes from now of each step: 1, 2, … and at last what is left of the hour. */
export function stepsLeft(minute: number): number[] {
  const left = Math.max(0, 60 - minute);
  return Array.from({ length: Math.ceil(left) }, (_, i) => Math.min(i + 1, left));
}

/** Minutes from now until so many points have come, by sums of each minute; `null`: not before the hour ends. */
export function minutesUntil(sums: readonly number[], points: number): number | null {
  if (points <= 0) return 0;
  const step = sums.findIndex((sum) => sum >= points);
  if (step < 0) return null;
  const before = step === 0 ? 0 : (sums[step - 1] ?? 0);
  return step + (points - before) / Math.max(1e-9, (sums[step] ?? 0) - before);
}

/** Points of the hour before this minute; a slot is taken as even. */
export function pointsUntil(slots: readonly number[], minute: number): number {
  return slots.reduce((points, inSlot, slot) => {
    const share = Math.min(1, Math.max(0, (minute - slot * slotMinutes) / slotMinutes));
    return points + share * inSlot;
  }, 0);
}

/** 0: the same, 1: nothing alike. */
function unlike(a: number, b: number, grain: number): number {
  return Math.abs(a - b) / (a + b + 2 * grain);
}

function weightedQuantile(values: readonly { fit: number; value: number }[], share: number): number {
  const sorted = [...values].sort((a, b) => a.value - b.value);
  let left = share * sum(sorted.map(({ fit }) => fit));
  for (const { fit, value } of sorted) {
    left -= fit;
    // Sums of fractions end a little beside where they should, and which way depends on the order.
    if (left <= 1e-9) return value;
  }
  return sorted.at(-1)?.value ?? 0;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function mean(values: readonly number[]): number {
  return values.length === 0 ? 0 : sum(values) / values.length;
}
