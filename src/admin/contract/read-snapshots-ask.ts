import { BadRequest, readAsk, record } from './read-ask';
import type { SnapshotsAsk, SnapshotWish } from './snapshot-views';
import { isRecord } from '../../object';

/** Throws `BadRequest` when the payload is not what the contract says. */
export function readSnapshotsAsk(payload: unknown): SnapshotsAsk {
  return { ...readAsk(payload), wish: readWish(record(payload, 'The request')['wish'] ?? null) };
}

function readWish(wish: unknown): SnapshotWish {
  if (wish === null) return null;
  const { switch: to, open, delete: gone } = isRecord(wish) ? wish : {};
  if (to === 'on' || to === 'off') return { switch: to };
  if (isMonth(open)) return { open };
  if (isMonth(gone)) return { delete: gone };
  throw new BadRequest(
    '"wish" must be null, { "switch": "on" or "off" }, { "open": month } or { "delete": month }, a month as "2026-10".',
  );
}

function isMonth(value: unknown): value is string {
  return typeof value === 'string' && /^\d{4}-\d{2}$/.test(value);
}
