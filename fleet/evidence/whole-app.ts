/** The best that is known of all sites together in each hour of the evidence, and what was counted beyond the gauges. */
import { isoOf, thousandths } from '../../src/reports/figures';
import type { ReportAccount } from '../../src/reports/account';
import type { CountedSite, WholeApp, WholeHour } from '../../src/reports/whole-app';
import { hourMs } from '../../src/time';
import { bestFigures } from '../store/best-figures';
import { restsOfSites } from '../store/rests';
import type { Sql } from '../store/sql';
import { labelOf, pseudonym, type Asked, type Evidence, type KnownPool } from './account';
import { textOrder } from '../../src/text-order';

export async function wholeAppOf(
  sql: Sql,
  asked: Asked,
  account: ReportAccount,
  { pools, read: { logs, requests }, facts }: Evidence,
): Promise<WholeApp> {
  const { scope, nowMs, toHour } = asked;
  const hours: WholeHour[] = [];
  const counted: CountedSite[] = [];
  const countedOnly = new Set<number>();
  for (const [index, pool] of pools.entries()) {
    hours.push(...(await wholeHours(sql, account, pool, index, nowMs)));
    const rests = await restsOfSites(sql, pool.pool, asked.fromHour, toHour - 1, true, null);
    for (const [site, { lowPoints, likelyPoints, highPoints, ...rest }] of rests) {
      const own = facts.get(site);
      if (own?.firstHour == null) countedOnly.add(site);
      counted.push({
        ...{ pool: index, site: pseudonym(scope, own), label: labelOf(own, asked), requests: rest.requests },
        ...{ lowPoints: thousandths(lowPoints), highPoints: thousandths(highPoints) },
        likelyPoints: likelyPoints === null ? null : thousandths(likelyPoints),
      });
    }
  }
  const told = [...facts.values()].filter(({ firstHour }) => firstHour !== null);
  return {
    ...{ logs, requests, hours },
    sites: {
      told: told.length,
      countedOnly: countedOnly.size,
      silent: told.filter(({ lastHour }) => (lastHour ?? 0) < toHour - 24).length,
    },
    counted: counted.sort(
      (a, b) => a.pool - b.pool || b.highPoints - a.highPoints || textOrder(a.site, b.site),
    ),
  };
}

/** Of the hours that the tables have. */
async function wholeHours(
  sql: Sql,
  account: ReportAccount,
  pool: KnownPool,
  index: number,
  nowMs: number,
): Promise<WholeHour[]> {
  const known = new Map(pool.hours.map((hour) => [hour.hour, hour]));
  const rows = account.hours.filter((row) => row.pool === index);
  const hourOf = ({ hour }: { hour: string }): number => Date.parse(hour) / hourMs;
  const bands = new Map(rows.map((row) => [hourOf(row), known.get(hourOf(row)) ?? null]));
  const figures = await bestFigures(sql, pool.pool, bands, nowMs);
  return rows.flatMap((row) => {
    const own = figures.get(hourOf(row));
    if (own === undefined) return [];
    const { lowPoints, likelyPoints, highPoints, basis, ofAllSites, countedShare } = own;
    const counted = known.get(hourOf(row));
    const isCounted = counted !== undefined && counted.countedRequests > 0;
    return [
      {
        ...{ pool: index, hour: isoOf(hourOf(row) * hourMs), basis, ofAllSites, countedShare },
        ...{ lowPoints: thousandths(lowPoints), highPoints: thousandths(highPoints) },
        likelyPoints: likelyPoints === null ? null : thousandths(likelyPoints),
        countedSites: isCounted ? counted.countedSites : null,
        countedRequests: isCounted ? counted.countedRequests : null,
      },
    ];
  });
}
