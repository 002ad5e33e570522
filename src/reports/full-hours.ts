import type { HourRow } from './account';
import type { ForeignShare, FullHour } from './report';

/** Hours at or over so many percent of the quota, oldest first. Atlassian's counter goes before this account's estimate. */
export function fullHours(hours: readonly HourRow[], quotaPoints: number, fromPercent: number): FullHour[] {
  return hours
    .map((hour) => fullness(hour, quotaPoints))
    .filter(({ percent }) => percent >= fromPercent)
    .sort((a, b) => (a.hour < b.hour ? -1 : 1));
}

function fullness({ hour, counterPoints, likelyPoints, quotaRefusedFrom }: HourRow, quota: number): FullHour {
  const counted = counterPoints ?? -1;
  const percent = (100 * Math.max(counted, likelyPoints)) / quota;
  // A refused call proves a full pool, whatever was counted here: others spend from it too.
  if (quotaRefusedFrom !== null) return { hour, percent: Math.max(percent, 100), basis: 'refusal' };
  return { hour, percent, basis: counted >= likelyPoints ? 'counter' : 'estimate' };
}

/** `null` where Atlassian's counter never spoke. */
export function foreignShare(hours: readonly HourRow[]): ForeignShare | null {
  const counted = hours.filter((hour) => hour.counterPoints !== null);
  const sum = (of: (hour: HourRow) => number): number => counted.reduce((total, hour) => total + of(hour), 0);
  const counterPoints = sum((hour) => hour.counterPoints ?? 0);
  if (counterPoints === 0) return null;
  // The counter was read within the hour and the account holds all of it, so the difference is the least there was.
  const foreign = sum((hour) => Math.max(0, (hour.counterPoints ?? 0) - hour.highPoints));
  return {
    hours: counted.length,
    counterPoints,
    ownLikelyPoints: sum((hour) => hour.likelyPoints),
    foreignAtLeast: foreign / counterPoints,
  };
}
