/**
 * Which time: the running hour, the last 24 whole hours and the running one, the last so many days with today, or whole
 * UTC days from the first to the last, as `2026-11-22`, both included.
 */
export type Period = '1h' | '24h' | '7d' | '30d' | { fromDay: string; toDay: string };

/** Most days of a period of one's own. */
export const longestPeriodDays = 31;
/** Most days of a report: thirteen months, as long as days are kept by default. */
export const longestReportDays = 396;
