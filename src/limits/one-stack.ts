/** One Stack: requests a minute of a tenant, over all its keys and sessions. */
import { turnWithin, type Turn } from './sliding-window';

export const oneStackLimit = {
  source: 'One Stack documentation, Rate Limits',
  readOn: '2026-11-22',
  requests: 100,
  windowMs: 60_000,
} as const;

/** A limit agreed with One Stack for one tenant, instead of the published one. */
export interface OneStackAgreement {
  requests: number;
  windowMs: number;
}

/** A 304 answers a conditional request without a body and does not count. Nothing is said of a 429, so it counts here. */
export const countsForOneStack = (status: number): boolean => status !== 304;

/** May the tenant send now, when next, how many are left. `sentMs`: when counting requests of the tenant were sent. */
export function oneStackTurn(
  sentMs: readonly number[],
  nowMs: number,
  agreement: OneStackAgreement = oneStackLimit,
): Turn {
  return turnWithin([{ limit: agreement.requests, windowMs: agreement.windowMs }], sentMs, nowMs);
}
