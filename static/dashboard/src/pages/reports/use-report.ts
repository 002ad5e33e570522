import { useCallback, useEffect, useRef, useState } from 'react';
import type { ReportPeriod } from '../../reports-state';
import { readReport, type ReportState } from './read-report';

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
