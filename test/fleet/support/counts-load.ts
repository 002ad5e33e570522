/** A day of Atlassian's counts of many sites' requests, as its answers have them, into a store beside the lines of their gauges; what it took. */
import { keepCounts } from '../../../fleet/store/keep-counts';
import { rollUpHours } from '../../../fleet/store/roll-up';
import type { Database } from '../../../fleet/store/sql';
import { readMetricsAnswer } from '../../../fleet/requests/metrics-answer';

/** Of a query, so that an answer holds no more points than the collector asks for at once. */
const minutesAQuery = 10;
const minutesADay = 24 * 60;

/**
 * Each request a data point of its own, the most that so many can be. Answers are made outside of `work`, which reads, stores and sums up.
 * @returns points that were stored
 */
export async function loadCounts(
  database: Database,
  app: number,
  { sites, requests, firstHour }: { sites: number; requests: number; firstHour: number },
  work: <T>(does: () => Promise<T>) => Promise<T>,
): Promise<number> {
  let stored = 0;
  for (let minute = 0; minute < minutesADay; minute += minutesAQuery) {
    const fromMinute = firstHour * 60 + minute;
    const until = Math.round((requests * (minute + minutesAQuery)) / minutesADay);
    const body = answerOf(fromMinute, Math.round((requests * minute) / minutesADay), until, sites);
    await work(async () => {
      const read = readMetricsAnswer(JSON.parse(body), 'environment');
      if (read.kind !== 'counts' || read.malformed > 0)
        throw new Error(`The answer that was made is none: ${read.kind}`);
      const { counts } = read;
      stored += counts.length;
      const span = { fromMinute, toMinute: fromMinute + minutesAQuery, counts, malformed: 0, askedAtMs: 0 };
      await database.transaction((sql) => keepCounts(sql, app, span));
      if ((minute + minutesAQuery) % 60 === 0) while (await rollUpHours(database));
    });
  }
  return stored;
}

function answerOf(fromMinute: number, from: number, until: number, sites: number): string {
  const dataPoints = Array.from({ length: until - from }, (_, at) => {
    const n = from + at;
    const atNano = (fromMinute + (at % minutesAQuery)) * 60_000 * 1e6;
    const text = (key: string, stringValue: string) => ({ key, value: { stringValue } });
    return {
      asInt: '1',
      attributes: [
        text('appId', 'app'),
        text('contextAri', `ari:cloud:jira::site/site-${String((n * 7) % sites)}`),
        text('environmentId', 'environment'),
        text('provider', n % 3 === 0 ? 'user' : 'app'),
        text('remote', 'jira'),
        text('status', '2xx'),
        text('url', `/rest/api/3/thing-${String(n % 40)}/{id}`),
      ],
      startTimeUnixNano: String(atNano),
      timeUnixNano: String(atNano + 60_000 * 1e6),
    };
  });
  const metrics = [{ name: 'forge_api_request_count', sum: { aggregationTemporality: 1, dataPoints } }];
  const appMetrics = { resourceMetrics: [{ scopeMetrics: [{ metrics }] }] };
  return JSON.stringify({ data: { ecosystem: { forgeMetrics: { appMetrics } } } });
}
