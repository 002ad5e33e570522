import { readState } from '../../ledger/settings';
import { knownHourTimes, siteAccount } from '../../reports/site-account';
import type { ReportAnswer, ReportAsk } from '../contract/contract';
import type { GaugeFacts } from '../gauge-facts';
import { planPeriod } from './period';
import { longestReportDays } from '../contract/period-view';
import { BadRequest } from '../contract/request';
import { readSite } from './site-report';

/** The tables of a report; the page makes the files of them, after it was told what only people know. */
export async function reportAnswer(
  nowMs: number,
  { period }: ReportAsk,
  facts: GaugeFacts,
  installationId: string,
): Promise<ReportAnswer> {
  const plan = planPeriod(period, nowMs, longestReportDays);
  if (plan?.unit !== 'days') throw new BadRequest('A report is of whole days.');
  const state = await readState();
  const { site, reading } = await readSite(plan.days, nowMs, state, facts, installationId);
  return {
    readAtMs: nowMs,
    unread: reading.unread,
    knownHours: knownHourTimes(site),
    recordingSinceMs: state.recordingSinceMs,
    account: siteAccount(site),
  };
}
