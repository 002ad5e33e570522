import type { ReportAnswer } from '../../../../../src/admin/contract/contract';
import type { ReportAccount } from '../../../../../src/reports/account';
import { joinPeriods, withUnreadDays, type DaySpan } from '../../../../../src/reports/join-periods';
import { askReport } from '../../api';
import { daysOfPart, earlierParts, partsOf, type AskedPeriod, type ReportPeriod } from '../../reports-state';
import { outcomeOf, type Trouble } from '../../use-request';
import { useCallback, useEffect, useRef, useState } from 'react';

export interface ReadReport {
  account: ReportAccount;
  unread: ReportAnswer['unread'];
  /** Days of which no answer came, oldest first: the files say so. */
  missing: DaySpan[];
}

export type ReportState =
  | { phase: 'loading'; done: number; all: number }
  | { phase: 'failed'; trouble: Trouble }
  | { phase: 'ready'; report: ReadReport };

/**
 * Part after part. A part that fails is named, and the others are shown; `null` when the reader asked for something else meanwhile.
 * @param onProgress says whether anybody still waits for it
 */
export async function readReport(
  period: ReportPeriod,
  onProgress: (done: number, all: number) => boolean,
): Promise<ReportState | null> {
  const isWhole = period === 'recorded';
  const wanted: AskedPeriod[] = partsOf(isWhole ? '30d' : period);
  const answers = new Map<AskedPeriod, ReportAnswer>();
  let trouble: Trouble | null = null;
  const asked = new Set<AskedPeriod>();
  if (!onProgress(0, wanted.length)) return null;
  const ask = async (part: AskedPeriod): Promise<boolean> => {
    const outcome = await outcomeOf(() => askReport({ period: part }));
    const months = partsOf(part);
    // A long answer may have been too long for the platform: it comes in months.
    if (!outcome.ok && months.length > 1) wanted.splice(wanted.indexOf(part), 1, ...months);
    else asked.add(part);
    if (outcome.ok) answers.set(part, outcome.data);
    else trouble ??= outcome.trouble;
    return onProgress(asked.size, wanted.length);
  };
  if (isWhole && wanted[0] !== undefined) {
    // Only its answer tells how much there is before it.
    const [newest] = wanted;
    if (!(await ask(newest))) return null;
    const first = answers.get(newest);
    if (first !== undefined) wanted.unshift(...earlierParts(first.recordingSinceMs, first.account));
  }
  const next = (): AskedPeriod | undefined => wanted.find((part) => !asked.has(part));
  for (let part = next(); part !== undefined; part = next()) if (!(await ask(part))) return null;
  return stateOf(wanted, answers, trouble, isWhole);
}

function stateOf(
  wanted: readonly AskedPeriod[],
  answers: ReadonlyMap<AskedPeriod, ReportAnswer>,
  trouble: Trouble | null,
  isWhole: boolean,
): ReportState {
  const parts = wanted.flatMap((part) => answers.get(part) ?? []);
  const newest = parts.at(-1);
  // One part is shown as it came.
  const joined = parts.length === 1 ? newest?.account : joinPeriods(parts);
  if (newest === undefined || joined == null) return { phase: 'failed', trouble: trouble ?? 'strange' };
  const missing = wanted
    .filter((part) => !answers.has(part))
    .map((part) => daysOfPart(part, newest.readAtMs));
  const unread = parts.reduce<ReportAnswer['unread']>((found, part) => part.unread ?? found, null);
  const since = parts[0]?.knownHours[0];
  const account = isWhole && since !== undefined ? beginningAt(joined, since) : joined;
  return { phase: 'ready', report: { account: withUnreadDays(account, missing), unread, missing } };
}

/** A period of 30 days of which seven are recorded is one of seven. */
function beginningAt(account: ReportAccount, since: string): ReportAccount {
  const { period } = account;
  return Date.parse(since) <= Date.parse(period.from)
    ? account
    : { ...account, period: { ...period, from: since } };
}

/** Asks once for each period: a report is of a moment, and refreshing it under the reader's hands would change it. */
export function useReport(period: ReportPeriod): { state: ReportState; retry: () => void } {
  const [state, setState] = useState<ReportState>({ phase: 'loading', done: 0, all: 1 });
  /** Only the newest question may speak. */
  const newest = useRef(0);
  const asked = JSON.stringify(period);
  const question = useCallback(() => {
    const mine = (newest.current += 1);
    const show = (next: ReportState): boolean => {
      if (mine !== newest.current) return false;
      setState(next);
      return true;
    };
    void readReport(JSON.parse(asked) as ReportPeriod, (done, all) =>
      show({ phase: 'loading', done, all }),
    ).then((end) => end !== null && show(end));
  }, [asked]);
  useEffect(() => {
    question();
    return () => {
      newest.current += 1;
    };
  }, [question]);
  return { state, retry: question };
}
