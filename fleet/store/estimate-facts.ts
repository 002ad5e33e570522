/** From the store to what the best figure is made of. */
import { policyScope } from '../../src/headers/policy';
import { hourMs } from '../../src/time';
import type { CounterPoint, HourFacts } from '../estimate/best-figure';
import type { AnchoredHour } from '../estimate/learn';
import { chargedRoutes } from './charged-routes';
import { counterHours } from './counter-hours';
import type { PoolNow } from './sites-now';
import { numberIn, textIn, type Sql } from './sql';

const learnedDays = 14;
/** An hour teaches what its calls cost where the counter was seen so close to its end, or at the wall. */
const nearEndMs = 10 * 60_000;
/** Hours of the last two weeks that teach; the running one is not over. */
export async function anchoredHours(sql: Sql, pool: number, nowMs: number): Promise<AnchoredHour[]> {
  const thisHour = Math.floor(nowMs / hourMs);
  const counted = await counterHours(sql, pool, thisHour - learnedDays * 24, thisHour);
  const drawn = new Map(
    counted
      .filter(
        ({ hour, lastAtMs, leastRemainingPoints }) =>
          lastAtMs >= (hour + 1) * hourMs - nearEndMs || leastRemainingPoints === 0,
      )
      .map(({ hour, drawnPoints }) => [hour, drawnPoints]),
  );
  const estimated = await estimatedOf(sql, pool, [...drawn.keys()]);
  return [...drawn].map(([hour, drawnPoints]) => ({
    drawnPoints,
    estimated: estimated.get(hour) ?? new Map(),
  }));
}

/** What of an hour the caller knows: the gauges' own band, and what was counted beyond it. */
export type HourBand = Pick<HourFacts, 'lowPoints' | 'highPoints'> &
  Pick<PoolNow, 'countedRequests' | 'rest'>;

/** By hour. */
export async function factsOfHours(
  sql: Sql,
  pool: number,
  bands: ReadonlyMap<number, HourBand>,
  nowMs: number,
): Promise<Map<number, HourFacts>> {
  const hours = [...bands.keys()];
  if (hours.length === 0) return new Map();
  const rows = await sql.query(
    `select (at_ms / ${String(hourMs)})::float8 as hour, policy, enforcement, quota::float8 as quota, remaining::float8 as remaining,
            at_ms::float8 as at_ms
     from reading where pool = $1::int and at_ms >= $2::float8 and at_ms < $3::float8 and quota is not null`,
    [pool, Math.min(...hours) * hourMs, (Math.max(...hours) + 1) * hourMs],
  );
  const global = new Map<number, typeof rows>();
  for (const row of rows) {
    if (policyScope(textIn(row, 'policy')) !== 'global') continue;
    const hour = numberIn(row, 'hour');
    const known = global.get(hour);
    if (known === undefined) global.set(hour, [row]);
    else known.push(row);
  }
  const estimated = await estimatedOf(sql, pool, hours);
  return new Map(
    [...bands].map(([hour, band]) => {
      const readings = global.get(hour) ?? [];
      const counter: CounterPoint[] = readings.map((row) => ({
        atMs: numberIn(row, 'at_ms'),
        drawnPoints: numberIn(row, 'quota') - numberIn(row, 'remaining'),
      }));
      const walls = readings
        .filter((row) => row['enforcement'] === 'enforced')
        .map((row) => numberIn(row, 'quota'));
      return [
        hour,
        {
          ...{ startMs: hour * hourMs, untilMs: Math.min(nowMs, (hour + 1) * hourMs), counter },
          ...{ lowPoints: band.lowPoints, highPoints: band.highPoints },
          rest: band.countedRequests > 0 ? band.rest : null,
          estimated: estimated.get(hour) ?? new Map<string, number>(),
          wallPoints: walls.length === 0 ? null : walls.reduce((most, wall) => Math.max(most, wall)),
        },
      ];
    }),
  );
}

async function estimatedOf(
  sql: Sql,
  pool: number,
  hours: readonly number[],
): Promise<Map<number, ReadonlyMap<string, number>>> {
  if (hours.length === 0) return new Map();
  const rows = await sql.query(
    // A row an hour: of two weeks' hours each endpoint's own row takes longer to hand over than to add up.
    `select hour::float8 as hour, json_object_agg(endpoint, likely)::text as endpoints
     from (
       select hour, method || ' ' || template as endpoint, (sum(likely) / 1000)::float8 as likely
       from endpoint_hour where pool = $1::int and hour = any($2::int[]) and route = any($3::text[]) group by 1, 2
     ) as of_endpoint group by hour`,
    [pool, hours, chargedRoutes],
  );
  return new Map(
    rows.map((row) => [
      numberIn(row, 'hour'),
      new Map(Object.entries(JSON.parse(textIn(row, 'endpoints')) as Record<string, number>)),
    ]),
  );
}
