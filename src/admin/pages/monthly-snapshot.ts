import { dayOf, endOfDayMs, type DayNumber } from '../../usage/day';
import { hourOf } from '../../usage/hour';
import { closeAfterMs } from '../../ledger/bounds';
import type { StoredState } from '../../ledger/settings';
import { mostSnapshotCharacters, readSnapshots, writeSnapshot } from '../../ledger/snapshots';
import { readAppliedAdvice } from '../../ledger/applied-advice';
import type { ReportAccount } from '../../reports/account';
import { reportFormat, reportVersion } from '../../reports/report';
import { siteAccount } from '../../reports/site-account';
import { withPools } from '../../reports/statement';
import { appliedAdviceText } from '../../reports/applied-advice';
import type { GaugeFacts } from '../gauge-facts';
import { readSite } from './site-report';
import { dayMs } from '../../time';

/** A month of which some day cannot be read is tried for so long; then it is kept with what there is, and says so. */
const triesForMs = 48 * 3_600_000;

export type SnapshotRun = 'off' | 'notDue' | 'later' | 'nothingRecorded' | 'made';

/**
 * Keeps the evidence of the month that is over, if an administrator wants it: once no record of it can come any more, in the
 * hourly run. A run reads at most one month. One that fails, or is stopped at whatever point, is made again by the next.
 */
export async function makeMonthlySnapshot(
  nowMs: number,
  state: StoredState,
  facts: GaugeFacts,
  installationId: string,
): Promise<SnapshotRun> {
  if (!state.settings.isSnapshotOn) return 'off';
  const days = daysOfLastMonth(nowMs);
  const closedAtMs = endOfDayMs(days.at(-1) ?? 0) + closeAfterMs;
  if (nowMs < closedAtMs) return 'notDue';
  const month = new Date((days[0] ?? 0) * dayMs).toISOString().slice(0, 7);
  const { lastMonth } = await readSnapshots();
  if (lastMonth !== null && lastMonth >= month) return 'notDue';
  const { site, reading } = await readSite(days, nowMs, state, facts, installationId);
  if (reading.missingDays.length > 0 && nowMs < closedAtMs + triesForMs) return 'later';
  const account = siteAccount(site);
  const isEmpty = account.pools.length === 0;
  const alreadyDone = (await readAppliedAdvice()).map(appliedAdviceText);
  await writeSnapshot(month, isEmpty ? null : textOf({ ...account, alreadyDone }), nowMs);
  return isEmpty ? 'nothingRecorded' : 'made';
}

function daysOfLastMonth(nowMs: number): DayNumber[] {
  const now = new Date(nowMs);
  const first = dayOf(hourOf(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - 1, 1)));
  const next = dayOf(hourOf(Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), 1)));
  return Array.from({ length: next - first }, (_, i) => first + i);
}

/** Where all pools together are more than one answer can carry, those that spend least are left out, and a note says so. */
function textOf(account: ReportAccount): string {
  for (let pools = account.pools.length; ; pools -= 1) {
    const leftOut = account.pools.length - pools;
    const kept = withPools(
      account,
      account.pools.slice(0, pools).map((_, pool) => pool),
    );
    const notes =
      leftOut === 0
        ? kept.notes
        : [...kept.notes, `Left out for their size: ${leftOut} pools that spent least.`];
    const text = JSON.stringify({ format: reportFormat, version: reportVersion, ...kept, notes });
    if (text.length <= mostSnapshotCharacters || pools === 0) return text;
  }
}
