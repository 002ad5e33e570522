import { longestPeriodDays, type ReportAsk } from './contract';
import { isPeriod } from '../pages/period';
import { BadRequest, readAsk, record } from './read-ask';

/** Throws `BadRequest` when the payload is not what the contract says. What is left out is 30 days. */
export function readReportAsk(payload: unknown, nowMs: number): ReportAsk {
  const { period = '30d' } = record(payload, 'The request');
  if (!isPeriod(period, nowMs) || period === '1h' || period === '24h') {
    throw new BadRequest(
      `"period" must be 7d, 30d or { fromDay, toDay } of at most ${longestPeriodDays} past days.`,
    );
  }
  return { ...readAsk(payload), period };
}
