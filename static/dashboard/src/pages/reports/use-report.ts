import { useCallback, useEffect, useRef, useState } from 'react';
import type { ReportAnswer } from '../../../../../src/admin/contract/contract';
import { joinPeriods, type PeriodPart } from '../../../../../src/reports/join-periods';
import type { ReportAccount } from '../../../../../src/reports/account';
import { askReport } from '../../api';
import { partsOf, type ReportPeriod } from '../../reports-state';
import { outcomeOf, type Trouble } from '../../use-request';

export interface ReadReport {
  account: ReportAccount;
  unread: ReportAnswer['unread'];
}

export type ReportState =
  | { phase: 'loading'; done: number; all: number }
  | { phase: 'failed'; trouble: Trouble }
  | { phase: 'ready'; report: ReadReport };

/** Asks once for each period: a report is of a moment, and refreshing it under the reader's hands would change it. */
export function useReport(period: ReportPeriod): { state: ReportState; retry: () => void } {
  const [state, setState] = useState<ReportState>({ phase: 'loading', done: 0, all: 1 });
  /** Only the newest question may speak. */
  const newest = useRef(0);
  const wish = JSON.stringify(period);
  const question = useCallback(() => {
    const mine = (newest.current += 1);
    const show = (next: ReportState): boolean => {
      if (mine !== newest.current) return false;
      setState(next);
      return true;
    };
    void readReport(partsOf(JSON.parse(wish) as ReportPeriod), (done, all) =>
      show({ phase: 'loading', done, all }),
    ).then((end) => end !== null && show(end));
  }, [wish]);
  useEffect(() => {
    question();
    return () => {
      newest.current += 1;
    };
  }, [question]);
  return { state, retry: question };
}

/** Part after part; `null` when the reader asked for something else meanwhile. */
async function readReport(
  periods: readonly ReportPeriod[],
  onProgress: (done: number, all: number) => boolean,
): Promise<ReportState | null> {
  const parts: PeriodPart[] = [];
  let unread: ReportAnswer['unread'] = null;
  if (!onProgress(0, periods.length)) return null;
  for (const period of periods) {
    const outcome = await outcomeOf(() => askReport({ period }));
    if (!outcome.ok) return { phase: 'failed', trouble: outcome.trouble };
    parts.push(outcome.data);
    unread = outcome.data.unread ?? unread;
    if (!onProgress(parts.length, periods.length)) return null;
  }
  // One part is shown as it came.
  const account = parts.length === 1 ? parts[0]?.account : joinPeriods(parts);
  return account == null
    ? { phase: 'failed', trouble: 'strange' }
    : { phase: 'ready', report: { account, unread } };
}
