import type { PoolView } from '../../../../src/admin/contract/contract';
import type { Words } from '../words';

/** How the hour will end, and what others do again and again; empty where nothing is foreseen. */
export function forecastSentences(view: PoolView, { text, format }: Words): string[] {
  const { forecast, quotaPoints, resetAtMs, tier, status, level } = view;
  const say = text.forecast;
  const drains = view.drains.map(({ every, minute, times, leastPoints }) =>
    say.drains[every]({
      minute: String(minute).padStart(2, '0'),
      times: format.count(times),
      points: format.atLeast(leastPoints),
    }),
  );
  // What is empty has no pace any more.
  if (forecast === null || status === 'exhausted') return drains;
  const { endPoints, wallAtMs, earliestWallAtMs, othersAnHour } = forecast;
  const of = quotaPoints === null ? '' : text.level.ofQuota({ quota: format.count(quotaPoints) });
  const end = say.end({
    at: format.utcTime(resetAtMs),
    likely: format.about(endPoints.likely),
    of,
    low: format.atLeast(endPoints.low),
    high: format.atMost(endPoints.high),
  });
  const sentences = [wallAtMs === null ? end : say.wall({ at: format.utcTime(wallAtMs) })];
  if (wallAtMs === null && earliestWallAtMs !== null)
    sentences.push(say.wallPossible({ at: format.utcTime(earliestWallAtMs) }));
  const others = level.basis === 'told' ? say.othersTold : say.othersSeen;
  if (othersAnHour !== null) sentences.push(others({ points: format.about(othersAnHour) }));
  else if (tier !== 2) sentences.push(say.othersUnseen);
  return [...sentences, ...drains];
}
