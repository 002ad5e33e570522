import type { DayBar } from '../charts/day-model';
import { goneSentence } from './heat';
import { wholeShares } from '../whole-shares';
import type { Words } from '../words';

/** One hour of the chart in words: shown under the pointer, and read out when the hour has the focus. */
export function hourSentence(bar: DayBar, words: Words): string {
  const { text, format } = words;
  const say = text.day.hour;
  const hour = format.utcHourSpan(bar.hourStartMs);
  if (bar.missing) return say.missing({ hour });
  // What is known of others without the counter: the fleet's page has that, from counts of requests.
  const others = bar.othersPoints > 0 ? say.others({ points: format.about(bar.othersPoints) }) : null;
  if (bar.requests === 0)
    return others === null || bar.reading !== null ? say.empty({ hour }) : `${say.empty({ hour })} ${others}`;
  const { low, likely, high } = bar.points;
  const head = bar.current ? say.soFar : say.spent;
  const parts = [
    head({
      ...{ hour, p: Math.round(likely), points: format.count(likely) },
      ...{ n: bar.requests, requests: format.count(bar.requests) },
    }),
  ];
  if (low !== high)
    parts.push(say.range({ low: format.count(Math.floor(low)), high: format.count(Math.ceil(high)) }));
  if (likely > 0) {
    const shares = wholeShares(bar.segments.map(({ points }) => points / likely));
    const named = bar.segments.map(
      ({ route }, index) => `${text.routes[route]} ${format.percent(shares[index] ?? 0)}`,
    );
    parts.push(say.routes({ list: format.list(named) }));
  }
  if (bar.reading !== null) {
    parts.push(
      say.reading({ used: format.count(bar.reading.usedPoints), at: format.utcTime(bar.reading.atMs) }),
    );
  }
  if (others !== null) parts.push(others);
  // What the counter says is said; where it kept silent, or no answer named the quota, that is.
  if (bar.level !== null && bar.reading === null)
    parts.push(goneSentence(bar.level.lowPoints, bar.level.highPoints, words));
  if (bar.throttles > 0) parts.push(say.throttles({ n: bar.throttles, shown: format.count(bar.throttles) }));
  return parts.join(' ');
}
