import { hourMs } from '../time';

/**
 * Start of the hour that holds `atMs`, epoch milliseconds. Whole hours of UTC are the window of the points quotas, without carry-over.
 * Source: Jira rate limiting, 2026-11-22.
 */
export const hourStartMs = (atMs: number): number => Math.floor(atMs / hourMs) * hourMs;

/** When the quota is whole again: the first full hour after `atMs`, also when `atMs` is a full hour itself. */
export const nextHourMs = (atMs: number): number => hourStartMs(atMs) + hourMs;
