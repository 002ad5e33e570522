/** The window of the points quotas: whole hours of UTC, without carry-over. Source: Jira rate limiting, 2026-11-22. */
export const hourMs = 3_600_000;

/** Start of the hour that holds `atMs`, epoch milliseconds. */
export const hourStartMs = (atMs: number): number => Math.floor(atMs / hourMs) * hourMs;

/** When the quota is whole again: the first full hour after `atMs`, also when `atMs` is a full hour itself. */
export const nextHourMs = (atMs: number): number => hourStartMs(atMs) + hourMs;
