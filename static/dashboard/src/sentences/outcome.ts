import type { SimulatedPool } from '../../../../src/reports/simulation';
import type { Words } from '../words';

/** What the replay found of a pool. */
export function outcomeSentence(result: SimulatedPool, { text, format }: Words): string {
  const words = text.reports;
  const whole = (n: number): string => format.count(Math.round(n));
  const { quotaPoints, hours, refusedHours, refusedRequests, blockedMinutes } = result;
  if (quotaPoints === null) return words.unknownQuota;
  if (hours.length === 0) return words.noRefusal({ quota: whole(quotaPoints) });
  return words.outcome({
    quota: whole(quotaPoints),
    hours: whole(refusedHours.likely),
    calls: whole(refusedRequests.likely),
    minutes: whole(blockedMinutes.likely),
  });
}

/** What the replay holds of others; `null` where nothing was replayed. */
export function othersSentence(result: SimulatedPool, { text, format }: Words): string | null {
  const { quotaPoints, areOthersApart, othersHours, knownHours } = result;
  if (quotaPoints === null) return null;
  const words = text.reports;
  if (areOthersApart) return words.othersApart;
  return othersHours === 0
    ? words.othersUnseen
    : words.othersIn({ hours: format.count(othersHours), all: format.count(knownHours) });
}
