/** The address of an incident: `wall=2026-11-22T14.jira.PRODUCTION.own` on the page Limits. */
import { products, type PoolView } from '../../../src/admin/contract/contract';

export interface WallName {
  pool: PoolView['pool'];
  hourStartMs: number;
}

export function wallText({ pool, hourStartMs }: WallName): string {
  return [hourText(hourStartMs), pool.product, pool.environment, pool.app].join('.');
}

/** `2026-11-22T14`, UTC. */
export function hourText(hourStartMs: number): string {
  return new Date(hourStartMs).toISOString().slice(0, 13);
}

/** `null` for a text that names none, or an hour that has not begun. An app's name may have dots in it, so it stands last. */
export function readWall(text: string | null, nowMs = Date.now()): WallName | null {
  const [hour = '', wanted, environment, ...app] = (text ?? '').split('.');
  const hourStartMs = /^\d{4}-\d{2}-\d{2}T\d{2}$/.test(hour) ? Date.parse(`${hour}:00:00Z`) : NaN;
  const product = products.find((known) => known === wanted);
  // A day that the month has not is read as one of the next month.
  const isPast = hourStartMs <= nowMs && hourText(hourStartMs) === hour;
  if (!isPast || product === undefined || environment === undefined) return null;
  return app.length === 0 ? null : { pool: { app: app.join('.'), environment, product }, hourStartMs };
}
