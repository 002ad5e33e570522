import { createHash } from 'node:crypto';
import { kvsLedgerStore } from '../ledger/kvsStore';
import { readPeriod } from '../ledger/readPeriod';
import { countedBy, readState } from '../ledger/settings';
import { knownHourTimes, siteAccount, type SiteFacts } from '../reports/siteAccount';
import type { ReportAnswer, ReportAsk } from './contract';
import type { GaugeFacts } from './load';
import { planPeriod } from './period';
import { BadRequest } from './readAsk';

/** The tables of a report; the page makes the files of them, after it was told what only people know. */
export async function reportAnswer(
  nowMs: number,
  { period }: ReportAsk,
  facts: GaugeFacts,
  installationId: string,
): Promise<ReportAnswer> {
  const plan = planPeriod(period, nowMs);
  if (plan?.unit !== 'days') throw new BadRequest('A report is of whole days.');
  const { settings, recordingSinceMs } = await readState();
  const reading = await readPeriod(kvsLedgerStore, plan.days, nowMs, countedBy(settings));
  const siteFacts: SiteFacts = {
    wanted: plan.days,
    days: reading.days,
    sinceMs: recordingSinceMs,
    nowMs,
    siteId: siteIdOf(installationId),
    edition: settings.stated.edition,
    users: settings.stated.users,
    app: { name: facts.appName ?? 'Points Gauge', version: facts.appVersion },
  };
  return {
    readAtMs: nowMs,
    unread: reading.unread,
    knownHours: knownHourTimes(siteFacts),
    account: siteAccount(siteFacts),
  };
}

/** Stands for the installation in every report of it, and tells nobody which it is. */
function siteIdOf(installationId: string): string {
  return createHash('sha256').update(`points-gauge site ${installationId}`).digest('hex').slice(0, 16);
}
