import { throttleCount, type UsageSum } from '../usage/usage-sum';
import { otherTemplate, poolKey, type SumId } from '../usage/keys';
import type { HourUsage } from '../usage/hour-usage';
import { throttleReasons } from '../model';
import { addSum, emptySum, type EndpointSum, type HourLine, type LineReading, type LineSum } from './line';
import { sumsOf } from '../usage/named';
import { policyMarksOf } from '../usage/policy-mark';
import { textOrder } from '../text-order';

/** The lines of an hour, one for each pool that anything was booked on. */
export function hourLines(
  { sums, policies }: Pick<HourUsage, 'sums' | 'policies'>,
  of: Pick<HourLine, 'from' | 'hour' | 'number' | 'atMs'>,
): HourLine[] {
  const lines = new Map<string, HourLine>();
  const endpoints = new Map<string, EndpointSum>();
  for (const [id, usageSum] of sumsOf({ sums })) {
    const line = lineOf(lines, id, of);
    const sum = sumOf(usageSum);
    addSum((line.routes[id.route] ??= emptySum()), sum);
    for (const reason of throttleReasons) {
      const count = usageSum.throttles.get(reason) ?? 0;
      if (count > 0) line.refusals[reason] = (line.refusals[reason] ?? 0) + count;
    }
    if (id.template === otherTemplate) continue;
    const { route, method, template } = id;
    // Triggers and features of the app are not told: the owner gave them their names, but the line is paid by the byte.
    const endpoint = [poolKey(id.pool), route, method, template].join(' ');
    const known = endpoints.get(endpoint);
    if (known !== undefined) {
      addSum(known, sum);
      continue;
    }
    const added = { route, method, template, ...sum };
    endpoints.set(endpoint, added);
    line.endpoints.push(added);
  }
  for (const { id, mark } of policyMarksOf({ policies })) {
    const line = lines.get(poolKey(id.pool));
    const { remaining, quotaPoints, lastAtMs, window } = mark;
    // At a full hour an answer may speak of the hour before.
    if (line === undefined || remaining === null || window !== of.hour) continue;
    const { policy, enforcement } = id;
    line.readings.push({
      policy,
      enforcement,
      quotaPoints,
      atMs: lastAtMs,
      remainingPoints: remaining,
    });
  }
  for (const line of lines.values()) line.readings.sort(newestFirst);
  return [...lines.values()];
}

function lineOf(
  lines: Map<string, HourLine>,
  { pool }: SumId,
  of: Pick<HourLine, 'from' | 'hour' | 'number' | 'atMs'>,
): HourLine {
  const known = lines.get(poolKey(pool));
  if (known !== undefined) return known;
  const line: HourLine = { kind: 'hour', ...of, pool, routes: {}, refusals: {}, endpoints: [], readings: [] };
  lines.set(poolKey(pool), line);
  return line;
}

function sumOf(usageSum: UsageSum): LineSum {
  const { requests, lowMilli, likelyMilli, highMilli } = usageSum;
  return { requests, lowMilli, likelyMilli, highMilli, refused: Math.min(throttleCount(usageSum), requests) };
}

function newestFirst(a: LineReading, b: LineReading): number {
  return b.atMs - a.atMs || textOrder(a.policy, b.policy);
}
