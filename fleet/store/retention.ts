import type { Database } from './sql';
import { rememberMs } from '../../src/protocol/bounds';
import { hourMs } from '../../src/time';

const keptHours = 35 * 24;
/** Thirteen months, as the gauge of a site keeps them. */
const keptDays = 396;

/** Whole days, so that no day's sums are ever made of a part of its hours. */
export function firstKeptHour(nowMs: number): number {
  const hour = Math.floor(nowMs / hourMs) - keptHours;
  return hour - (hour % 24);
}

/** Hours 35 days, days 13 months. A day that has lost hours is made anew no more: what is older than hours is not rolled up. */
export async function forgetOld(database: Database, nowMs: number): Promise<void> {
  const firstHour = firstKeptHour(nowMs);
  await database.transaction(async (sql) => {
    await sql.query('delete from stale_hour where hour < $1::int', [firstHour]);
    await sql.query('delete from site_hour where hour < $1::int', [firstHour]);
    await sql.query('delete from report_batch where taken_at_ms < $1::float8', [nowMs - rememberMs]);
    await sql.query('delete from rest_hour where hour < $1::int', [firstHour]);
    await sql.query('delete from request_hour where hour < $1::int', [firstHour]);
    await sql.query('delete from pool_hour where hour < $1::int', [firstHour]);
    await sql.query('delete from hour_course where hour < $1::int', [firstHour]);
    await sql.query('delete from endpoint_hour where hour < $1::int', [firstHour]);
    await sql.query('delete from reading where at_ms < $1::float8', [firstHour * hourMs]);
    await sql.query('delete from site_day where day < $1::int', [
      Math.floor(firstHour / 24) - (keptDays - 35),
    ]);
  });
}
