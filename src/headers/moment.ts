import { parseInstant } from './instant';

const withZone = /^\d{4}-\d\d-\d\dT\d\d(:\d\d){1,2}(\.\d+)?(Z|[+-]\d\d:\d\d)$/;

/**
 * A moment as programs and people ask for it: ISO 8601 with its zone, for example `2026-11-27T14:23Z`. A day that no month has is none, which
 * `Date` reads as one of the next month.
 * @returns epoch milliseconds; `null` for anything else
 */
export function readMoment(text: string): number | null {
  return withZone.test(text) ? (parseInstant(text, 0)?.atMs ?? null) : null;
}
