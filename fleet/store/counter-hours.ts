/** What Atlassian's counter said of whole hours, whichever site saw it. */
import { policyScope } from '../../src/headers/policy';
import { hourMs } from '../../src/time';
import { numberIn, textIn, type Sql } from './sql';

export interface CounterHour {
  hour: number;
  /** Of all sites, as it was last told. */
  drawnPoints: number;
  quotaPoints: number;
  leastRemainingPoints: number;
  lastAtMs: number;
}

/** Hours of [fromHour, toHour) in which a site saw what is left of the pool of all sites. */
export async function counterHours(
  sql: Sql,
  pool: number,
  fromHour: number,
  toHour: number,
): Promise<CounterHour[]> {
  const rows = await sql.query(
    `select (at_ms / ${String(hourMs)})::float8 as hour, policy, max(quota - remaining)::float8 as drawn, max(at_ms)::float8 as last_ms,
            min(remaining)::float8 as least, max(quota)::float8 as quota
     from reading where pool = $1::int and at_ms >= $2::float8 and at_ms < $3::float8 and quota is not null
     group by 1, 2 order by 1`,
    [pool, fromHour * hourMs, toHour * hourMs],
  );
  const hours = new Map<number, CounterHour>();
  for (const row of rows) {
    // That of one site's own pool (Tier 2) says nothing of all of them.
    if (policyScope(textIn(row, 'policy')) !== 'global') continue;
    const hour = numberIn(row, 'hour');
    const known = hours.get(hour);
    hours.set(hour, {
      hour,
      drawnPoints: Math.max(known?.drawnPoints ?? 0, numberIn(row, 'drawn')),
      quotaPoints: Math.max(known?.quotaPoints ?? 0, numberIn(row, 'quota')),
      leastRemainingPoints: Math.min(known?.leastRemainingPoints ?? Infinity, numberIn(row, 'least')),
      lastAtMs: Math.max(known?.lastAtMs ?? 0, numberIn(row, 'last_ms')),
    });
  }
  return [...hours.values()];
}
